"""How the merging of two records is put into words."""

from collections.abc import Iterable

from pstdesk.domain.doubles import RecordKind
from pstdesk.domain.merging import Moved
from pstdesk.domain.organisation import PartnerState
from pstdesk.i18n import _, ngettext
from pstdesk.labels import title
from pstdesk.services.merge_fields import MergeField
from pstdesk.services.merge_rows import Passed


def field_words() -> dict[str, str]:
    """Return what each field of a record is called."""
    return {
        "family_name": _("Nom"),
        "given_name": _("Prénom"),
        "civility": _("Civilité"),
        "name": _("Nom"),
        "acronym": _("Sigle"),
        "category_id": _("Catégorie"),
        "sector_id": _("Secteur"),
        "partner_state": _("Partenariat"),
        "email": _("Courriel"),
        "phone": _("Téléphone"),
        "address": _("Adresse"),
        "notes": _("Notes"),
    }


def value_words(field: MergeField, value: str) -> str:
    """Return a value on one line."""
    if field.name == "partner_state" and value:
        return title(PartnerState(value))
    return " ".join(value.split())


def passed_words(passed: Iterable[Passed]) -> str:
    """Return "3 postes, 12 présences (dont 2 en commun)", or nothing."""
    parts = []
    for row in passed:
        words = _counted(row.what, row.count)
        if row.united:
            words = _("{what} (dont {n} en commun)").format(what=words, n=row.united)
        parts.append(words)
    return ", ".join(parts)


def _counted(what: Moved, n: int) -> str:
    words = {
        Moved.POSTS: ngettext("{n} poste", "{n} postes", n),
        Moved.MEMBERSHIPS: ngettext("{n} inscription", "{n} inscriptions", n),
        Moved.SUBSTITUTES: ngettext("{n} suppléant", "{n} suppléants", n),
        Moved.SEATS: ngettext("{n} siège", "{n} sièges", n),
        Moved.MANDATES: ngettext("{n} mandat", "{n} mandats", n),
        Moved.ATTENDANCES: ngettext("{n} présence", "{n} présences", n),
        Moved.PROXIES: ngettext("{n} pouvoir", "{n} pouvoirs", n),
        Moved.MEETINGS: ngettext("{n} séance animée ou notée", "{n} séances animées ou notées", n),
        Moved.ITEMS: ngettext("{n} point proposé", "{n} points proposés", n),
        Moved.ACTIONS: ngettext("{n} action", "{n} actions", n),
        Moved.ELECTIONS: ngettext("{n} mention dans une élection", "{n} mentions dans des élections", n),
        Moved.RECORDS: ngettext("{n} fiche déjà fusionnée", "{n} fiches déjà fusionnées", n),
    }
    return words[what].format(n=n)


def apart_words(kind: RecordKind) -> str:
    """Return how one says that two records are two."""
    return _("Ce sont deux personnes") if kind is RecordKind.PERSON else _("Ce sont deux structures")
