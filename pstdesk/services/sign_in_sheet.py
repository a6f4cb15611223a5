"""From a meeting in the base to the sheet that people sign, numbered as the screen counts them."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Meeting, Organisation, Person
from pstdesk.documents.sign_in_sheet import SheetContent, SheetLine
from pstdesk.domain.attendance import sheet_numbers
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import SIGNED_IN, TO_COME
from pstdesk.domain.names import listed_name, spoken_name
from pstdesk.services.attendance import attendance_rows
from pstdesk.services.expected import expected_rows, standing_by
from pstdesk.services.fetch import fetch
from pstdesk.services.meeting_content import meeting_fields
from pstdesk.services.posts import PostOfDay, posts_on


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
    sits_for = dict(reversed(standing_by(session, meeting.committee_id, meeting.day)))
    posts = posts_on(session, sits_for, meeting.day)
    houses = _organisations(session, posts)
    people = select(Person).where(Person.id.in_({*sits_for, *sits_for.values()}))
    known = {person.id: person for person in session.scalars(people)}
    for person_id in sorted(sits_for, key=lambda person_id: (known[person_id].search_key, person_id)):
        person, titulaire = known[person_id], known[sits_for[person_id]]
        yield SheetLine(
            listed_name(person.given_name, person.family_name),
            organisation=houses.get(posts.get(person_id, PostOfDay()).organisation_id, ""),
            substitute_for=spoken_name(titulaire.given_name, titulaire.family_name),
        )


def _organisations(session: Session, posts: Mapping[int, PostOfDay]) -> dict[int | None, str]:
    wanted = {post.organisation_id for post in posts.values()}
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted))
    return {organisation_id: name for organisation_id, name in session.execute(query)}
