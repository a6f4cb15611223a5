"""Whether approved minutes are what was approved: locked, approved by who may, corrected by who may."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from pstdesk.db.models import AgendaItem, Decision, Meeting, Minutes, MinutesVersion, Rectification
from pstdesk.documents.kept import digest
from pstdesk.documents.minutes import MinutesContent, MinutesItem, RectificationLine, from_json
from pstdesk.domain.errors import Refused
from pstdesk.domain.minutes import ApprovalMode, MinutesState, is_locked, refuse_to_speak_of
from pstdesk.services.finding import Finding
from pstdesk.services.meeting_order import sitting
from pstdesk.services.minutes import minutes_items
from pstdesk.services.rectifications import rectifications_of

_LOCKED = [state for state in MinutesState if is_locked(state)]


def minutes_findings(session: Session) -> Iterator[Finding]:
    """Yield what is wrong with minutes (docs/domain.md, rules 3 and 4)."""
    yield from _approved(session)
    yield from _unnumbered(session)
    yield from _rectified(session)


def _approved(session: Session) -> Iterator[Finding]:
    query = (
        select(Minutes, Meeting)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .order_by(Meeting.day, Meeting.id)
    )
    for minutes, meeting in session.execute(query.where(Minutes.state.in_(_LOCKED))).all():
        where: dict[str, object] = {"meeting": meeting.id, "day": meeting.day}
        if session.scalar(select(MinutesVersion.id).where(MinutesVersion.minutes_id == minutes.id)) is None:
            yield Finding("check_version_missing", where)
        elif not _is_as_approved(session, minutes):
            yield Finding("check_lock", where)
        if not _is_approved_rightly(session, minutes, meeting):
            yield Finding("check_approval", where)
    open_and_approved = query.where(
        Minutes.state.not_in(_LOCKED), (Minutes.approval.is_not(None)) | (Minutes.approved_on.is_not(None))
    )
    for _minutes, meeting in session.execute(open_and_approved).all():
        yield Finding("check_unlocked", {"meeting": meeting.id, "day": meeting.day})


def _is_as_approved(session: Session, minutes: Minutes) -> bool:
    """Tell whether base and kept versions say what was approved, and the corrections beside it."""
    kept = _kept(session, minutes.id)
    if not kept or None in kept:
        return False
    said = [content for content in kept if content is not None]
    last = said[0]
    # a rectificatif adds a version that says the same, and the correction
    if any(_approved_text(content) != _approved_text(last) for content in said):
        return False
    rows = rectifications_of(session, minutes.meeting_id)
    lines = tuple(RectificationLine(row.text, row.decided_in) for row in rows)
    now = minutes_items(session, minutes.meeting_id)
    if not any(item.approved for item in last.items):
        # Versions that were kept before minutes said so themselves say nothing of what they approve.
        now = tuple(replace(item, approved=()) for item in now)
    return last.rectifications == lines and _words(last.items) == _words(now)


def _kept(session: Session, minutes_id: int) -> list[MinutesContent | None]:
    """Return what the versions since the approval say, the latest first; None for one that was touched."""
    query = (
        select(MinutesVersion)
        .where(MinutesVersion.minutes_id == minutes_id)
        .order_by(MinutesVersion.number.desc())
    )
    try:
        versions = session.scalars(query).all()
    except (ValueError, TypeError):  # no JSON any more
        return []
    return [_intact(version) for version in takewhile(lambda one: is_locked(one.state), versions)]


def _intact(version: MinutesVersion) -> MinutesContent | None:
    try:
        content = from_json(version.content)
    except (ValueError, TypeError, AttributeError):  # none of ours
        return None
    return content if digest(content) == version.sha256 else None


def _approved_text(content: MinutesContent) -> MinutesContent:
    return replace(content, version=0, rectifications=())


def _is_approved_rightly(session: Session, minutes: Minutes, meeting: Meeting) -> bool:
    """Tell whether it is known who approved, and a meeting that did so could."""
    if minutes.approval is None or minutes.approved_on is None:
        return False
    if minutes.approval is not ApprovalMode.MEETING:
        return minutes.approved_in_id is None
    deciding = session.get(Meeting, minutes.approved_in_id or 0)
    return deciding is not None and _may_speak(meeting, deciding) and minutes.approved_on == deciding.day


def _may_speak(of: Meeting, deciding: Meeting) -> bool:
    try:
        refuse_to_speak_of(sitting(of), sitting(deciding))
    except Refused:
        return False
    return True


def _unnumbered(session: Session) -> Iterator[Finding]:
    """Find minutes that were sent and approved while one of their decisions has no number."""
    query = (
        select(Meeting.id, Meeting.day)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Decision, Decision.agenda_item_id == AgendaItem.id)
        .where(Minutes.state.in_(_LOCKED), Decision.number.is_(None))
        .distinct()
        .order_by(Meeting.day, Meeting.id)
    )
    for meeting_id, day in session.execute(query):
        yield Finding("check_decision_unnumbered", {"meeting": meeting_id, "day": day})


def _rectified(session: Session) -> Iterator[Finding]:
    """Find corrections of minutes that are not approved, or of a meeting that could not decide them."""
    deciding = aliased(Meeting)
    query = (
        select(Rectification.agenda_item_id, Minutes.state, Meeting, deciding)
        .join(Minutes, Minutes.id == Rectification.minutes_id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .join(deciding, deciding.id == Rectification.decided_in_id)
        .order_by(Meeting.day, Rectification.id)
    )
    for item_id, state, meeting, decided_in in session.execute(query):
        item = session.get(AgendaItem, item_id or 0)
        stands_there = item is not None and item.meeting_id == decided_in.id
        if not (is_locked(state) and stands_there and _may_speak(meeting, decided_in)):
            yield Finding(
                "check_rectification",
                {"meeting": meeting.id, "day": meeting.day, "decided_on": decided_in.day},
            )


def _words(items: tuple[MinutesItem, ...]) -> list[object]:
    """Return what approval locks of each item; the state of an action goes on changing."""
    return [
        (
            item.title,
            item.account,
            item.decisions,
            [(action.text, action.due_on) for action in item.actions],
            item.approved,
            item.rectified,
        )
        for item in items
    ]
