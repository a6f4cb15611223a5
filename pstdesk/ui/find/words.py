"""How what was found is put into words: headings, where and when something was said, what it is."""

from collections.abc import Mapping

from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import N_, _, format_date
from pstdesk.labels import label
from pstdesk.services.find import Found, FoundKind, Where

HEADINGS: Mapping[FoundKind, str] = {
    FoundKind.PERSON: N_("Personnes"),
    FoundKind.ORGANISATION: N_("Structures"),
    FoundKind.BODY: N_("Instances"),
    FoundKind.MEETING: N_("Séances"),
    FoundKind.MINUTES: N_("Comptes rendus"),
    FoundKind.ELECTION: N_("Élections"),
    FoundKind.DECISION: N_("Décisions"),
    FoundKind.ACTION: N_("Actions"),
    FoundKind.PAPER: N_("Pièces jointes"),
    FoundKind.REVIEW: N_("Bilans"),
}


def where_words(where: Where) -> str:
    """Return "CT3 – séance n° 2 du 12 mars 2025 – point 4", as far as it is known."""
    values = {"committee": where.committee, "day": format_date(where.day)}
    if where.number is None:
        meeting = _("{committee} – séance du {day}").format(**values)
    else:
        meeting = _("{committee} – séance n° {number} du {day}").format(**values, number=where.number)
    if where.place is None:
        return meeting
    return _("{meeting} – point {place}").format(meeting=meeting, place=where.place)


def found_words(found: Found) -> tuple[str, str]:
    """Return what a record is called, and what tells it from others: where it comes from, what it does."""
    where = "" if found.where is None else where_words(found.where)
    if found.table == "meeting":
        return where, label(found.state) if isinstance(found.state, MeetingState) else ""
    if found.table == "rectification":
        return _("Rectificatif du compte rendu"), where
    if found.table == "election":
        return _election_words(found), found.remark
    if found.table == "decision":
        return _("Décision {label}").format(label=found.title), where
    if found.table == "action_item":
        return _action_words(found), where
    if found.table == "stage_review":
        return _("Bilan d’étape : {name}").format(name=found.title[:1].lower() + found.title[1:]), ""
    if found.table == "committee" and found.remark:
        return found.title, _("Référent : {name}").format(name=found.remark)
    return found.title, where or found.remark


def tag_words(found: Found) -> str:
    """Return what is to be known before one opens a record: that it was put away or withdrawn."""
    if found.archived:
        return _("archivée")
    return _("retirée") if found.withdrawn else ""


def _election_words(found: Found) -> str:
    """Return "Élection de CT3, 12 mars 2026, proclamée"."""
    assert found.where is not None
    state = "" if found.state is None else label(found.state)
    return _("Élection de {committee}, {day}, {state}").format(
        committee=found.where.committee, day=format_date(found.where.day, "medium"), state=state
    )


def _action_words(found: Found) -> str:
    state = "" if found.state is None else label(found.state)
    if found.due_on is None:
        return _("Action {state}").format(state=state)
    due = format_date(found.due_on, "medium")
    return _("Action {state}, pour le {day}").format(state=state, day=due)
