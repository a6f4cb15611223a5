"""Somebody who came without being registered, and becomes a member from the next day on."""

from datetime import timedelta

from sqlalchemy.orm import Session

from pstdesk.db.models import Meeting
from pstdesk.services.attendance import add_guest, stand_in
from pstdesk.services.expected import standing_by
from pstdesk.services.fetch import fetch
from pstdesk.services.memberships import MembershipForm, enrol


def make_member(session: Session, meeting_id: int, person_id: int) -> int:
    """Register who came to a meeting in its body from the next day on; return the membership's id.

    That day they were a guest: a membership that starts from a walk-in counts from the day after
    (docs/domain.md, "Attendus"). Refused where they are a member then already.
    """
    meeting = fetch(session, Meeting, meeting_id)
    form = MembershipForm(starts_on=meeting.day + timedelta(days=1))
    return enrol(session, meeting.committee_id, person_id, form)


def welcome(session: Session, meeting_id: int, person_id: int, *, as_member: bool) -> int | None:
    """Record somebody who came without being expected, and register them if they wish, all or nothing.

    Return the membership's id, where there is one. A registered suppléant is no guest: they sit for their
    titulaire.
    """
    meeting = fetch(session, Meeting, meeting_id)
    if person_id in dict(standing_by(session, meeting.committee_id, meeting.day)):
        stand_in(session, meeting_id, person_id)
    else:
        add_guest(session, meeting_id, person_id)
    return make_member(session, meeting_id, person_id) if as_member else None
