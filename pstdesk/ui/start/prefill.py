"""What the assistant writes into the fields before anybody types."""

from pstdesk.domain.names import fold
from pstdesk.i18n import _


def of_town(town: str) -> str:
    """Return ``town`` after "de": d’Aubervilliers, du Havre, des Lilas, de La Rochelle, de Bondy.

    Before an h nothing is elided: whether it is mute only use can tell.
    """
    if town.startswith("Le "):
        return _("du {town}").format(town=town.removeprefix("Le "))
    if town.startswith("Les "):
        return _("des {town}").format(town=town.removeprefix("Les "))
    words = _("d’{town}") if fold(town).startswith(tuple("aeiouy")) else _("de {town}")
    return words.format(town=town)


def letterhead_for(town: str) -> str:
    """Return the lines printed at the top of documents, as most communes would write them."""
    town = " ".join(town.split())
    first = _("Ville {of_town}").format(of_town=of_town(town)) if town else _("Ville de…")
    return "\n".join((first, _("Centre communal d’action sociale")))
