"""Everything a meeting's own page shows, read in one go."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from pstdesk.domain.lights import MeetingFacts
from pstdesk.domain.meeting import SIGNED_IN
from pstdesk.services.agenda import ItemRow, item_rows
from pstdesk.services.attachments import PaperRow, paper_rows
from pstdesk.services.attendance import AttendanceRow, attendance_rows
from pstdesk.services.expected import ExpectedRow, expected_rows
from pstdesk.services.lights import meeting_facts
from pstdesk.services.meetings import MeetingHead, meeting_head, next_meeting_on
from pstdesk.services.minutes_approval import ToApprove, minutes_to_approve
from pstdesk.services.minutes_standing import MinutesStanding, minutes_standing
from pstdesk.services.rectifications import RectificationRow, rectifications_in
from pstdesk.services.results import ActionRow, DecisionRow, action_rows, decision_rows
from pstdesk.services.sign_in import SignInPage, sign_in_page


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting with its agenda and what came out of it.

    Before it took place ``attendance`` is empty and ``expected`` says who should come; afterwards it is
    the other way round. ``facts`` is what its lights are read from.
    """

    head: MeetingHead
    items: tuple[ItemRow, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]
    attendance: tuple[AttendanceRow, ...]
    expected: tuple[ExpectedRow, ...]
    facts: MeetingFacts
    sign_in: SignInPage
    next_meeting_on: date | None = None
    """The day of the body's next meeting, where one is planned."""
    papers: tuple[PaperRow, ...] = ()
    minutes: MinutesStanding | None = None
    to_approve: tuple[ToApprove, ...] = ()
    """The body's earlier minutes that this meeting has to approve, or has approved."""
    rectified: tuple[RectificationRow, ...] = ()
    """What this meeting decided to correct in earlier minutes."""


def meeting_page(session: Session, meeting_id: int) -> MeetingPage:
    """Return a meeting's page."""
    head = meeting_head(session, meeting_id)
    held = head.state in SIGNED_IN
    return MeetingPage(
        head=head,
        items=item_rows(session, meeting_id),
        decisions=decision_rows(session, meeting_id),
        actions=action_rows(session, meeting_id),
        attendance=attendance_rows(session, meeting_id) if held else (),
        expected=() if held else expected_rows(session, head.form.committee_id, head.form.day),
        sign_in=sign_in_page(session, meeting_id),
        next_meeting_on=next_meeting_on(session, head.form.committee_id, head.form.day),
        facts=meeting_facts(session, meeting_id),
        papers=paper_rows(session, meeting_id),
        minutes=minutes_standing(session, meeting_id),
        to_approve=minutes_to_approve(session, meeting_id),
        rectified=rectifications_in(session, meeting_id),
    )
