"""From a meeting in the base to what its invitation with the agenda says."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Meeting, Minutes, Person
from pstdesk.documents.agenda import AgendaContent, AgendaEntry
from pstdesk.documents.minutes import ActionLine
from pstdesk.domain.agenda import ItemState
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import TO_COME
from pstdesk.services.agenda import item_rows
from pstdesk.services.attachments import paper_rows
from pstdesk.services.fetch import fetch
from pstdesk.services.follow_up import open_actions
from pstdesk.services.meeting_content import meeting_fields
from pstdesk.services.meetings import person_name
from pstdesk.services.referents import referents_at


def agenda_content(session: Session, meeting_id: int) -> AgendaContent:
    """Return what the invitation to a meeting says now; refused where nobody is invited to it."""
    meeting = fetch(session, Meeting, meeting_id)
    if meeting.state not in TO_COME:
        raise Refused("agenda_without_invitation", state=meeting.state)
    papers = _papers(session, meeting_id)
    return AgendaContent(
        **meeting_fields(session, meeting),
        convened_on=meeting.convened_on,
        second_convocation=meeting.second_convocation,
        entries=_entries(session, meeting_id, papers),
        papers=papers[None],
        actions=_actions(session, meeting),
        referent=referents_at(session, (meeting_id,)).get(meeting_id, ""),
        apologies_to=_apologies_to(session, meeting),
    )


def _papers(session: Session, meeting_id: int) -> defaultdict[int | None, tuple[str, ...]]:
    """Return the names of the papers of each item, and of the meeting as a whole under None."""
    names: defaultdict[int | None, tuple[str, ...]] = defaultdict(tuple)
    for row in paper_rows(session, meeting_id):
        if row.purpose is AttachmentPurpose.PAPER:
            names[row.item_id] += (row.name,)
    return names


def _entries(
    session: Session, meeting_id: int, papers: defaultdict[int | None, tuple[str, ...]]
) -> tuple[AgendaEntry, ...]:
    return tuple(
        AgendaEntry(
            title=row.form.title,
            kind=row.form.kind,
            presenter=row.form.presenter,
            planned_minutes=row.form.planned_minutes,
            proposed_by=row.proposed_by,
            returns_from=row.returns_from,
            papers=papers[row.id],
        )
        for row in item_rows(session, meeting_id)
        if row.state is not ItemState.WITHDRAWN
    )


def _actions(session: Session, meeting: Meeting) -> tuple[ActionLine, ...]:
    return tuple(
        ActionLine(row.text, ", ".join(row.owners), row.due_on, row.state)
        for row in open_actions(session, meeting.committee_id, meeting.day)
    )


def _apologies_to(session: Session, meeting: Meeting) -> str:
    """Return whom to tell when one cannot come: who keeps the minutes, or leads, and where they are reached.

    An address to which corrections of minutes are sent is the office's own; else it is the person's.
    """
    person = session.get(Person, meeting.secretary_id or meeting.facilitator_id or 0)
    office = session.scalar(
        select(Minutes.corrections_to)
        .where(Minutes.corrections_to != "")
        .order_by(Minutes.id.desc())
        .limit(1)
    )
    name = "" if person is None else person_name(session, person.id)
    address = office or ("" if person is None else person.email)
    return ", ".join(filter(None, (name, address)))
