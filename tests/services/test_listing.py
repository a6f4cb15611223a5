"""Lists in pages: every column sorts as plain Python would, and pages put together are the whole list."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import (
    ActionCommittee,
    ActionItem,
    AgendaItem,
    Attendance,
    Committee,
    Decision,
    Meeting,
    Minutes,
    Organisation,
    Person,
    ProgressNote,
)
from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.calendar import quarter
from pstdesk.domain.lights import lights, urgency
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.domain.names import fold
from pstdesk.domain.organisation import PartnerState
from pstdesk.services.actions import ActionsFilter, Shown, action_listing
from pstdesk.services.decisions import DecisionsFilter, decision_listing
from pstdesk.services.listing import Focus, Listing, Order
from pstdesk.services.meeting_list import MeetingsFilter, meeting_listing
from pstdesk.services.organisations import OrganisationsFilter, organisation_listing
from pstdesk.services.people import PeopleFilter, person_listing
from tests import builders

TODAY = date(2026, 11, 23)
WORDS = (
    "Zoé",
    "éric",
    "Bœuf",
    "L’Hœst",
    "d’Arcy",
    "Ævar",
    "STRASSE",
    "Straße",
    "noël",
    "Île",
    "ile",
    "Œuvre",
)


@cache
def small_base() -> tuple[TemporaryDirectory[str], Path]:
    """Return a base of some hundred records of each kind, with ties and gaps everywhere; made once."""
    folder = TemporaryDirectory(prefix="pstdesk-listing-")
    base = builders.make_base(Path(folder.name))
    with base.write() as session:
        fill(session, Random(7))
    base.close()
    return folder, base.path


@contextmanager
def reading() -> Iterator[Session]:
    base = Database(small_base()[1])
    with base.read() as session:
        yield session
    base.close()


def fill(session: Session, rng: Random) -> None:
    builders.programme(session)
    bodies = [
        builders.committee(session, f"CT{n}", f"{rng.choice(WORDS)} {n}", position=n % 4) for n in range(1, 8)
    ]
    sectors = [builders.sector(session, f"{word} {n}") for n, word in enumerate(WORDS[:5])]
    grades = [builders.grade(session, f"{word} {n}") for n, word in enumerate(WORDS[4:8])]
    organisations = [
        builders.organisation(
            session,
            f"{rng.choice(WORDS)} {n}",
            acronym=rng.choice(("", "CAF", "ésat")),
            sector_id=rng.choice((None, *(sector.id for sector in sectors))),
            partner_state=rng.choice(list(PartnerState)),
        )
        for n in range(40)
    ]
    people = []
    for n in range(150):
        person = builders.person(
            session,
            rng.choice(WORDS),
            rng.choice(WORDS),
            email=rng.choice(("", f"{n % 9}@valmont.example", f"Z{n}@valmont.example")),
        )
        people.append(person)
        if rng.random() < 0.8:
            builders.post(
                session, person, rng.choice(organisations), grade_id=rng.choice((None, rng.choice(grades).id))
            )
        for body in rng.sample(bodies, k=rng.randrange(3)):
            builders.membership(session, person, body)
    for n in range(130):
        meet(session, rng, rng.choice(bodies), people, n)


def meet(session: Session, rng: Random, body: Committee, people: list[Person], n: int) -> None:
    day = TODAY - timedelta(days=rng.randrange(-40, 400))
    state = rng.choice((MeetingState.HELD, MeetingState.HELD, MeetingState.PLANNED, MeetingState.CANCELLED))
    meeting = Meeting(
        committee_id=body.id,
        day=day,
        quarter=quarter(day),
        state=state,
        starts_at=rng.choice((None, time(9), time(14, 30))),
        **({"year": 2026, "number": n + 1} if rng.random() < 0.7 else {}),
    )
    session.add(meeting)
    session.flush()
    if state is MeetingState.HELD:
        session.add(Minutes(meeting_id=meeting.id, state=rng.choice(list(MinutesState)[:3])))
        for person in rng.sample(people, k=rng.randrange(5)):
            session.add(
                Attendance(
                    meeting_id=meeting.id, person_id=person.id, status=rng.choice(list(AttendanceStatus))
                )
            )
    item = AgendaItem(meeting_id=meeting.id, position=1, title="Point")
    session.add(item)
    session.flush()
    for place in range(rng.randrange(3)):
        decision = Decision(
            agenda_item_id=item.id,
            position=place,
            text=f"{rng.choice(WORDS)} {rng.randrange(9)}",
            is_withdrawn=rng.random() < 0.2,
        )
        if rng.random() < 0.4:
            decision.year, decision.number = day.year, 10 * n + place
        session.add(decision)
    for _action in range(rng.randrange(4)):
        closed = rng.random() < 0.4
        action = ActionItem(
            text=f"{rng.choice(WORDS)} {rng.randrange(9)}",
            agenda_item_id=rng.choice((None, item.id)),
            due_on=rng.choice((None, day + timedelta(days=rng.randrange(200)))),
            state=rng.choice((ActionState.DONE, ActionState.DROPPED))
            if closed
            else rng.choice((ActionState.TO_DO, ActionState.IN_PROGRESS)),
            closed_on=rng.choice((None, day)) if closed else None,
        )
        session.add(action)
        session.flush()
        session.add(ActionCommittee(action_id=action.id, committee_id=body.id))
        for _note in range(rng.randrange(3)):
            session.add(ProgressNote(action_id=action.id, day=day, text="Avance"))


# What each column is sorted by, said plainly: None comes last


@dataclass(frozen=True)
class Sorted:
    """A list, and for each of its columns what plain Python sorts a row by."""

    make: Callable[[Order], Listing[Any]]
    keys: dict[str, Callable[[Session, Any], Any]]


def place_of_body(session: Session, short_name: str) -> tuple[int, int]:
    bodies = session.query(Committee.position, Committee.id).where(Committee.short_name == short_name)
    position, body_id = bodies.one()
    return position, body_id


def rate(_session: Session, row: Any) -> float | None:
    known = row.expected - row.not_recorded
    return row.attended / known if known else None


def words(text: str) -> str | None:
    return fold(text) or None


LISTS = {
    "people": Sorted(
        lambda order: person_listing(PeopleFilter(), TODAY, order),
        {
            "name": lambda s, row: s.get_one(Person, row.id).search_key,
            "organisation": lambda s, row: words(row.organisation),
            "grade": lambda s, row: words(row.grade),
            "committees": lambda s, row: (
                (place_of_body(s, row.committees[0]), len(row.committees)) if row.committees else None
            ),
            "contact": lambda s, row: row.email.lower() or None,
        },
    ),
    "organisations": Sorted(
        lambda order: organisation_listing(OrganisationsFilter(), TODAY, order),
        {
            "name": lambda s, row: fold(row.name),
            "acronym": lambda s, row: words(row.acronym),
            "category": lambda s, row: words(row.category),
            "sector": lambda s, row: words(row.sector),
            "state": lambda s, row: list(PartnerState).index(row.partner_state),
            "people": lambda s, row: row.people,
        },
    ),
    "meetings": Sorted(
        lambda order: meeting_listing(MeetingsFilter(), TODAY, order),
        {
            "day": lambda s, row: (row.day, row.starts_at is not None, row.starts_at or time.min),
            "committee": lambda s, row: (
                s.get_one(Committee, row.committee_id).position,
                s.get_one(Committee, row.committee_id).search_key,
            ),
            "number": lambda s, row: None if row.number is None else (row.year, row.number),
            "state": lambda s, row: list(MeetingState).index(row.state),
            "minutes": lambda s, row: (
                None if row.minutes_state is None else list(MinutesState).index(row.minutes_state)
            ),
            "lights": lambda s, row: urgency(lights(row.facts, TODAY)),
            "attended": rate,
        },
    ),
    "actions": Sorted(
        lambda order: action_listing(ActionsFilter(Shown.ALL), TODAY, order),
        {
            "text": lambda s, row: fold(row.text),
            "due": lambda s, row: row.due_on,
            "late": lambda s, row: row.due_on if row.late else None,
            "state": lambda s, row: list(ActionState).index(row.state),
            "progress": lambda s, row: row.last_note_on,
            "committees": lambda s, row: row.origin and (row.origin.day, row.origin.meeting_id),
        },
    ),
    "decisions": Sorted(
        lambda order: decision_listing(DecisionsFilter(), order),
        {
            "label": lambda s, row: None if row.number is None else (row.year, row.number),
            "text": lambda s, row: fold(row.text),
            "meeting": lambda s, row: (row.origin.day, row.origin.meeting_id),
            "state": lambda s, row: (
                (
                    row.is_withdrawn,
                    len(MinutesState)
                    if row.minutes_state is None
                    else list(MinutesState).index(row.minutes_state),
                )
                if row.minutes_state is not None or row.is_withdrawn
                else None
            ),
        },
    ),
}
COLUMNS = [(name, key) for name, listed in LISTS.items() for key in listed.keys]


@pytest.mark.parametrize(("name", "key"), COLUMNS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_as_plain_python_does(name: str, key: str, descending: bool) -> None:
    listed = LISTS[name]
    with reading() as session:
        usual = listed.make(Order()).every(session)
        rows = listed.make(Order(key, descending)).every(session)
        keyed = [(listed.keys[key](session, row), row.id) for row in usual]
        got = [listed.keys[key](session, row) for row in rows]
    assert len(usual) > 30
    assert {row.id for row in rows} == {row.id for row in usual}
    known = sorted((value for value, _id in keyed if value is not None), reverse=descending)
    assert got == [*known, *[None] * (len(keyed) - len(known))]


@pytest.mark.parametrize(("name", "key"), COLUMNS)
def test_rows_that_are_equal_keep_one_order(name: str, key: str) -> None:
    with reading() as session:
        once, again = (LISTS[name].make(Order(key)).ids(session) for _time in range(2))
        first = LISTS[name].make(Order(key)).opening(session, 10)
    assert once == again
    assert tuple(row.id for row in first.rows) == once[:10]
    assert first.total == len(once)


@given(
    st.sampled_from(COLUMNS),
    st.booleans(),
    st.integers(0, 160),
    st.integers(1, 40),
    st.integers(0, 200),
    st.booleans(),
)
# the list is shorter than it was: its end is looked at, and who is chosen stands far above
@example(column=("meetings", "day"), descending=False, first=95, count=36, record_id=1, follow=False)
def test_a_window_holds_what_is_looked_at(
    column: tuple[str, str], descending: bool, first: int, count: int, record_id: int, follow: bool
) -> None:
    name, key = column
    listing = LISTS[name].make(Order(key, descending))
    with reading() as session:
        ids = listing.ids(session)
        window = listing.window(session, Focus(first, count, record_id or None, follow))
    assert window.ids == ids
    read = {row.id for row in window.rows}
    if record_id in ids:
        assert record_id in read
    if not follow:
        start = max(0, min(first, len(ids) - count))
        assert {*ids[start : start + count]} <= read
    elif record_id not in ids:
        assert {*ids[:count]} <= read


@given(st.sampled_from(list(LISTS)), st.integers(1, 50))
def test_pages_put_together_are_the_whole_list(name: str, size: int) -> None:
    listing = LISTS[name].make(Order())
    with reading() as session:
        ids, every = listing.ids(session), listing.every(session)
        pages = [row for at in range(0, len(ids), size) for row in listing.rows(session, ids[at : at + size])]
        opening = listing.opening(session, size)
    assert tuple(pages) == every
    assert opening.rows == every[:size]
    assert opening.total == len(every) == len(ids)
    assert opening.ids in (None, ids)


@pytest.mark.parametrize(("typed", "begins"), [("STRA", "strasse"), ("l'hœ", "l hoest"), ("oe", "oeuvre")])
def test_letters_lead_to_the_first_name_that_begins_so(typed: str, begins: str) -> None:
    with reading() as session:
        listing = person_listing(PeopleFilter(), TODAY)
        found = listing.beginning(session, typed)
        names = [fold(f"{row.family_name} {row.given_name}") for row in listing.every(session)]
        first = next(place for place, name in enumerate(names) if name.startswith(begins))
        assert found == listing.ids(session)[first]
        assert listing.beginning(session, "qqq") is None
        assert listing.beginning(session, " ’ ") is None


def test_letters_are_sought_in_words_that_have_no_key_and_not_in_days() -> None:
    with reading() as session:
        actions = action_listing(ActionsFilter(Shown.ALL), TODAY)
        found = actions.beginning(session, "strass")
        first = next(row for row in actions.every(session) if fold(row.text).startswith("strass"))
        assert found == first.id
        assert meeting_listing(MeetingsFilter(), TODAY).beginning(session, "12") is None


def test_a_record_that_went_leaves_no_gap() -> None:
    with reading() as session:
        assert organisation_listing(OrganisationsFilter(), TODAY).rows(session, (3, 9_999, 1)) == tuple(
            row
            for wanted in (3, 1)
            for row in organisation_listing(OrganisationsFilter(), TODAY).every(session)
            if row.id == wanted
        )
        assert session.get(Organisation, 9_999) is None
