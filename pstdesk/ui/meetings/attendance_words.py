"""What the attendance panel says: what Enter will do, who was noted before, how the quorum stands."""

from collections.abc import Sequence

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.quorum import Quorum
from pstdesk.domain.sign_in import SignIn
from pstdesk.domain.voting import QuorumRule
from pstdesk.i18n import _, format_time, ngettext
from pstdesk.labels import label
from pstdesk.services.sign_in import SignInPage
from pstdesk.ui.meetings.attendees import Attendee
from pstdesk.ui.theme import Tone

_NAMED = 4
"""So many people are named, and the others counted."""


def enter_words(entry: SignIn, found: Sequence[Attendee]) -> str:
    """Return what Enter will do with what is typed: "Entrée : présent"."""
    if not found:
        return "" if entry.is_numbers else _("Entrée : ajouter…")
    signed = found if entry.is_numbers else found[:1]
    if not entry.has_hours and all(who.status is entry.status for who in signed):
        return _("déjà noté")
    if signed[0].stands_by:
        return _("Entrée : suppléant")
    what = label(entry.status)
    if entry.arrived_at is not None:
        what = format_time(entry.arrived_at)
    elif entry.left_at is not None:
        what = _("jusqu’à {hour}").format(hour=format_time(entry.left_at))
    return _("Entrée : {what}").format(what=what)


def already_words(people: Sequence[Attendee]) -> str:
    """Return who was noted before, just as they were typed again."""
    names = ", ".join(who.name for who in people[:_NAMED])
    more = "…" if len(people) > _NAMED else ""
    status = label(people[0].status or AttendanceStatus.NOT_RECORDED)
    words = ngettext("Déjà noté ({status}) : {names}", "Déjà notés ({status}) : {names}", len(people))
    return words.format(status=status, names=names + more)


def quorum_words(page: SignInPage, found: Quorum, *, held: bool) -> tuple[str, Tone]:
    """Return how the meeting stands with the quorum of its body; nothing where none was ever asked."""
    if page.rules.quorum is QuorumRule.NONE:
        return "", "neutral"
    if page.second_convocation:
        return _("Seconde convocation : aucun quorum"), "neutral"
    if not found.is_asked:
        return "", "neutral"
    if not held:
        words = _("Quorum : {needed} personnes nécessaires")
        return words.format(needed=found.needed), "neutral"
    if found.is_reached:
        words = _("Quorum atteint : {counted} sur {needed} nécessaires")
        return words.format(counted=found.counted, needed=found.needed), "good"
    words = ngettext(
        "Quorum : il manque {n} personne ({counted} sur {needed})",
        "Quorum : il manque {n} personnes ({counted} sur {needed})",
        found.missing,
    )
    return words.format(n=found.missing, counted=found.counted, needed=found.needed), "warning"


def joined_words(name: str) -> str:
    """Return what is said of a walk-in who was registered."""
    return _("{name} est membre de l’instance à partir du lendemain de la séance.").format(name=name)
