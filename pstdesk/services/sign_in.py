"""What the attendance of a meeting is typed with: its rules, its sheet, and the suppléants who may come."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Meeting, Organisation, Person
from pstdesk.services.body_rules import BodyRules, rules_of
from pstdesk.services.expected import standing_by
from pstdesk.services.fetch import fetch
from pstdesk.services.posts import PostOfDay, posts_on
from pstdesk.services.sheet_filing import SheetState, sheet_state


@dataclass(frozen=True, slots=True)
class SubstituteRow:
    """A registered suppléant who may sit for somebody expected that day, with where they work."""

    person_id: int
    family_name: str
    given_name: str
    organisation: str
    titulaire_id: int


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Everything the attendance panel shows beside the rows."""

    rules: BodyRules = field(default_factory=BodyRules)
    second_convocation: bool = False
    sheet: SheetState = field(default_factory=SheetState)
    substitutes: tuple[SubstituteRow, ...] = ()


def sign_in_page(session: Session, meeting_id: int) -> SignInPage:
    """Return what a meeting's attendance is typed with."""
    meeting = fetch(session, Meeting, meeting_id)
    return SignInPage(
        rules_of(session, meeting.committee_id),
        meeting.second_convocation,
        sheet_state(session, meeting_id),
        substitute_rows(session, meeting),
    )


def substitute_rows(session: Session, meeting: Meeting) -> tuple[SubstituteRow, ...]:
    """Return each suppléant with each of those in whose place they may sit at the meeting."""
    pairs = standing_by(session, meeting.committee_id, meeting.day)
    if not pairs:
        return ()
    people = {substitute for substitute, _titulaire in pairs}
    posts = posts_on(session, people, meeting.day)
    houses = {post.organisation_id for post in posts.values()}
    named = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(houses)))
    organisations: dict[int | None, str] = {row.id: row.name for row in named}
    names = select(Person.id, Person.family_name, Person.given_name).where(Person.id.in_(people))
    by_id = {row.id: row for row in session.execute(names)}
    return tuple(
        SubstituteRow(
            who,
            by_id[who].family_name,
            by_id[who].given_name,
            organisations.get(posts.get(who, PostOfDay()).organisation_id, ""),
            titulaire,
        )
        for who, titulaire in pairs
    )
