"""What the assistant writes into the fields before anybody types."""

import re

from pstdesk.i18n import _, current_language

_ARTICLES = (("Le ", "du "), ("Les ", "des "))
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)


def of_town(town: str) -> str:
    """Return ``town`` after "de": d’Aubervilliers, du Havre, des Lilas, de La Rochelle, de Bondy.

    Before an h nothing is elided: whether it is mute only use can tell.
    """
    if current_language() != "fr":
        return f"of {town}"
    for article, contracted in _ARTICLES:
        if town.startswith(article):
            return contracted + town.removeprefix(article)
    return f"d’{town}" if _VOWEL.match(town) else f"de {town}"


def letterhead_for(town: str) -> str:
    """Return the lines printed at the top of documents, as most communes would write them."""
    town = " ".join(town.split())
    first = _("Ville {of_town}").format(of_town=of_town(town)) if town else _("Ville de…")
    return "\n".join((first, _("Centre communal d’action sociale")))
