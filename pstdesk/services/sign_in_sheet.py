"""From a meeting in the base to the sheet that people sign, numbered as the screen counts them."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Meeting, Person
from pstdesk.documents.sign_in_sheet import SheetContent, SheetLine
from pstdesk.domain.attendance import sheet_numbers
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import SIGNED_IN, TO_COME
from pstdesk.domain.names import listed_name, spoken_name
from pstdesk.services.attendance import attendance_rows
from pstdesk.services.expected import expected_rows
from pstdesk.services.fetch import fetch
from pstdesk.services.meeting_content import meeting_fields
from pstdesk.services.posts import PostOfDay, posts_on
from pstdesk.services.sign_in import substitute_rows


def sheet_content(session: Session, meeting_id: int) -> SheetContent:
    """Return the sheet of a meeting; refused where nobody comes to it."""
    meeting = fetch(session, Meeting, meeting_id)
    if meeting.state not in (*TO_COME, *SIGNED_IN):
        raise Refused("sheet_without_meeting", state=meeting.state)
    signing = _recorded_lines if meeting.state in SIGNED_IN else _expected_lines
    return SheetContent(
        **meeting_fields(session, meeting),
        lines=(*signing(session, meeting), *_substitute_lines(session, meeting)),
    )


def _recorded_lines(session: Session, meeting: Meeting) -> Iterator[SheetLine]:
    """Yield who was expected at a meeting that took place, with what they were on that day."""
    rows = attendance_rows(session, meeting.id)
    numbers = sheet_numbers((row.person_id, row.is_guest) for row in rows)
    for row in rows:
        if row.person_id in numbers:
            name = listed_name(row.given_name, row.family_name)
            yield SheetLine(name, numbers[row.person_id], row.organisation, row.job_title)


def _expected_lines(session: Session, meeting: Meeting) -> Iterator[SheetLine]:
    """Yield who is expected at a meeting to come."""
    rows = expected_rows(session, meeting.committee_id, meeting.day)
    numbers = sheet_numbers((row.person_id, False) for row in rows)
    posts = posts_on(session, numbers, meeting.day)
    for row in rows:
        function = posts.get(row.person_id, PostOfDay()).job_title
        name = listed_name(row.given_name, row.family_name)
        yield SheetLine(name, numbers[row.person_id], row.organisation, function)


def _substitute_lines(session: Session, meeting: Meeting) -> Iterator[SheetLine]:
    """Yield the suppléants who may sit for somebody expected, each once, without a number."""
    rows = {row.person_id: row for row in reversed(substitute_rows(session, meeting))}
    wanted = {*rows, *(row.titulaire_id for row in rows.values())}
    known = {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(wanted)))}
    for row in sorted(rows.values(), key=lambda row: (known[row.person_id].search_key, row.person_id)):
        titulaire = known[row.titulaire_id]
        yield SheetLine(
            listed_name(row.given_name, row.family_name),
            organisation=row.organisation,
            substitute_for=spoken_name(titulaire.given_name, titulaire.family_name),
        )
