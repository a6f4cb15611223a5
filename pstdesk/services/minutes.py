"""Minutes: what a meeting's documents say, and each version that went out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Meeting,
    Minutes,
    MinutesVersion,
    Rectification,
)
from pstdesk.db.undo import no_undo
from pstdesk.documents.approval_outline import approved_words
from pstdesk.documents.kept import as_json, digest
from pstdesk.documents.minutes import (
    ActionLine,
    Attendee,
    DecisionLine,
    MinutesContent,
    MinutesItem,
    NextMeeting,
    OtherMeeting,
    QuorumLine,
    RectificationLine,
    from_json,
)
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.domain.minutes import is_locked
from pstdesk.domain.names import spoken_name
from pstdesk.domain.voting import QuorumRule
from pstdesk.i18n import _, language
from pstdesk.services.agenda import item_rows
from pstdesk.services.attachments import paper_rows
from pstdesk.services.attendance import attendance_rows
from pstdesk.services.body_rules import meeting_quorum, rules_of
from pstdesk.services.fetch import fetch
from pstdesk.services.follow_up import followed_lines
from pstdesk.services.meeting_content import meeting_fields, other_meeting
from pstdesk.services.minutes_elections import election_lines
from pstdesk.services.programme import the_programme
from pstdesk.services.results import action_rows, decision_rows


def issue_version(session: Session, meeting_id: int, now: datetime) -> MinutesContent:
    """Return what the minutes say now, kept as a version that a reader may send back.

    Saying the same twice is the same version, so that two exports are the same file; approved
    minutes go on saying what they said, whatever has happened since to people and actions.
    Refused before the meeting was held.
    """
    minutes = minutes_of(session, meeting_id)
    last = last_version(session, minutes.id)
    if last is not None and is_locked(minutes.state):
        return from_json(last.content)
    return keep_version(session, minutes, now)


def keep_version(session: Session, minutes: Minutes, now: datetime, reason: str = "") -> MinutesContent:
    """Keep what the minutes say now as a version of its own, unless the last one says the same.

    ``reason`` says why the version was made, where somebody had to say it.
    """
    last = last_version(session, minutes.id)
    content = minutes_content(session, minutes.meeting_id, version=last.number if last else 1)
    if last is not None and last.sha256 == digest(content) and not reason:
        return content
    if last is not None:
        content = replace(content, version=last.number + 1)
    add_version(session, minutes, content, now, reason)
    return content


def add_version(
    session: Session, minutes: Minutes, content: MinutesContent, now: datetime, reason: str = ""
) -> None:
    """Store ``content`` as the version whose number it has: it went out, which cannot be undone."""
    no_undo(session)
    session.add(
        MinutesVersion(
            minutes_id=minutes.id,
            number=content.version,
            made_at=now,
            state=minutes.state,
            content=as_json(content),
            sha256=digest(content),
            reason=reason.strip(),
        )
    )
    session.flush()


def last_version(session: Session, minutes_id: int) -> MinutesVersion | None:
    """Return the last version of minutes that was kept, or None before the first."""
    return session.scalar(
        select(MinutesVersion)
        .where(MinutesVersion.minutes_id == minutes_id)
        .order_by(MinutesVersion.number.desc())
        .limit(1)
    )


def minutes_of(session: Session, meeting_id: int) -> Minutes:
    """Return the minutes of a meeting; refused before it was held."""
    state = fetch(session, Meeting, meeting_id).state
    if state is MeetingState.INQUORATE:
        raise Refused("minutes_inquorate")
    if state is not MeetingState.HELD:
        raise Refused("minutes_before_meeting")
    minutes = session.scalar(select(Minutes).where(Minutes.meeting_id == meeting_id))
    if minutes is None:
        raise Refused("record_missing")
    return minutes


def minutes_content(session: Session, meeting_id: int, version: int) -> MinutesContent:
    """Return what the minutes of a meeting say, in the programme's language."""
    meeting = fetch(session, Meeting, meeting_id)
    minutes = minutes_of(session, meeting_id)
    programme = the_programme(session)
    items = minutes_items(session, meeting_id)
    with language(programme.language):
        distribution = (_("Membres de l’instance et participants à la séance"),)
    return MinutesContent(
        **meeting_fields(session, meeting),
        base_id=programme.base_id,
        meeting_id=meeting_id,
        version=version,
        corrections_due_on=minutes.corrections_due_on,
        corrections_to=minutes.corrections_to,
        attendees=_attendees(session, meeting_id),
        approval=""
        if _has_approval_item(items)
        else _approval_words(session, meeting_id, programme.language),
        items=items,
        next_meeting=_next_meeting(session, meeting),
        distribution=distribution,
        annexes=_annexes(session, meeting_id),
        approved_on=minutes.approved_on if is_locked(minutes.state) else None,
        quorum=_quorum_line(session, meeting),
    )


def _quorum_line(session: Session, meeting: Meeting) -> QuorumLine | None:
    rules = rules_of(session, meeting.committee_id)
    if rules.quorum is QuorumRule.NONE:
        return None
    found = meeting_quorum(session, meeting.id)
    return QuorumLine(rules.quorum, found.counted, found.needed)


def _attendees(session: Session, meeting_id: int) -> tuple[Attendee, ...]:
    rows = attendance_rows(session, meeting_id)
    names = {row.person_id: spoken_name(row.given_name, row.family_name) for row in rows}
    sits_for = {row.person_id: row.substitute_for_id for row in rows if row.substitute_for_id}
    return tuple(
        Attendee(
            name=names[row.person_id],
            status=row.status,
            organisation=row.organisation,
            function=row.job_title,
            grade=row.grade,
            is_guest=row.is_guest,
            proxy_holder=names.get(row.proxy_holder_id or 0, ""),
            arrived_at=row.arrived_at,
            left_at=row.left_at,
            substitute_for=names.get(row.substitute_for_id or 0, ""),
            by_substitute=sits_for.get(row.proxy_holder_id or 0) == row.person_id,
        )
        for row in rows
        if row.status.attended or not row.is_guest
    )


def minutes_items(session: Session, meeting_id: int) -> tuple[MinutesItem, ...]:
    """Return what was said, decided and given to do, item by item."""
    decisions = decision_rows(session, meeting_id)
    actions = action_rows(session, meeting_id)
    approved = approved_in(session, meeting_id)
    rectified = rectified_in(session, meeting_id)
    elections = election_lines(session, meeting_id)
    return tuple(
        MinutesItem(
            item_id=item.id,
            number=item.position,
            title=item.form.title,
            kind=item.form.kind,
            state=item.state,
            presenter=item.form.presenter,
            account=item.notes,
            decisions=tuple(
                DecisionLine(row.label, row.text, row.is_withdrawn)
                for row in decisions
                if row.item_id == item.id
            ),
            actions=tuple(
                ActionLine(row.form.text, row.form.owners, row.form.due_on, row.form.state)
                for row in actions
                if row.item_id == item.id
            ),
            followed=followed_lines(session, meeting_id)
            if item.form.kind is ItemKind.ACTIONS_FOLLOW_UP
            else (),
            approved=approved if item.form.kind is ItemKind.MINUTES_APPROVAL else (),
            rectified=tuple(line for item_id, line in rectified if item_id == item.id),
            elections=elections.get(item.id, ()),
        )
        for item in item_rows(session, meeting_id)
    )


def _has_approval_item(items: Iterable[MinutesItem]) -> bool:
    return any(item.kind is ItemKind.MINUTES_APPROVAL for item in items)


def _approval_words(session: Session, meeting_id: int, spoken: str) -> str:
    """Return what was approved at a meeting whose agenda had no item for it."""
    with language(spoken):
        return "\n\n".join(map(approved_words, approved_in(session, meeting_id)))


def approved_in(session: Session, meeting_id: int) -> tuple[OtherMeeting, ...]:
    """Return the meetings whose minutes were approved in this one, the earliest first."""
    query = (
        select(Meeting.day, Meeting.number, Meeting.year)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Minutes.approved_in_id == meeting_id)
        .order_by(Meeting.day, Meeting.id)
    )
    return tuple(OtherMeeting(*row) for row in session.execute(query))


def rectified_in(session: Session, meeting_id: int) -> list[tuple[int | None, RectificationLine]]:
    """Return what this meeting decided to correct in earlier minutes, each with the item it stands under."""
    query = (
        select(Rectification, Meeting)
        .join(Minutes, Minutes.id == Rectification.minutes_id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(Rectification.decided_in_id == meeting_id)
        .order_by(Rectification.id)
    )
    return [
        (row.agenda_item_id, RectificationLine(row.text, other_meeting(of)))
        for row, of in session.execute(query)
    ]


def _next_meeting(session: Session, meeting: Meeting) -> NextMeeting:
    following = session.scalar(
        select(Meeting)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.day > meeting.day,
            Meeting.state.in_((*TO_COME, MeetingState.HELD)),
        )
        .order_by(Meeting.day, Meeting.id)
        .limit(1)
    )
    if following is None:
        return NextMeeting(note=meeting.next_meeting_note)
    return NextMeeting(following.day, following.starts_at, following.place, meeting.next_meeting_note)


def _annexes(session: Session, meeting_id: int) -> tuple[str, ...]:
    papers = paper_rows(session, meeting_id)
    return tuple(row.name for row in papers if row.purpose is AttachmentPurpose.PAPER)
