"""A merge taken back: the base holds again what it held, to the last value."""

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Organisation, Person
from pstdesk.db.undo import Inverse
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.doubles import RecordKind
from pstdesk.domain.meeting import MeetingState
from pstdesk.services import merging
from pstdesk.services.check import check_base
from pstdesk.services.merging import Merging
from tests import builders as make
from tests.services.doubles import (
    A_PERSON,
    AN_ORGANISATION,
    GONE,
    KEPT,
    NOW,
    THIRD,
    content,
    fill,
    words,
)


@pytest.fixture
def lived(base: Database) -> Database:
    """Return a base in which two records of a person, and of an organisation, lived a good deal."""
    fill(base)
    with base.write() as session:
        kept, gone, third = (session.get_one(Person, each) for each in (KEPT, GONE, THIRD))
        here, there = make.organisation(session, "CCAS"), make.organisation(session, "C. C. A. S.")
        body = make.committee(session)
        make.post(session, kept, here)
        make.post(session, gone, there, job_title="Agente", starts_on=make.A_DAY)
        make.membership(session, kept, body, substitute_for_id=THIRD)
        make.membership(session, gone, body, starts_on=make.A_DAY)
        make.membership(session, third, body)
        seat = make.seat(session, body, organisation_id=there.id)
        make.seat_holder(session, seat, gone, is_substitute=True)
        make.mandate(session, gone, body)
        held = make.meeting(session, body, state=MeetingState.HELD, number=1, year=2026, facilitator_id=GONE)
        make.minutes(session, held)
        make.agenda_item(session, held, proposed_by_id=GONE)
        make.attendance(session, held, kept, AttendanceStatus.ABSENT)
        make.attendance(session, held, gone, is_guest=True, organisation_id=there.id)
        make.attendance(session, held, third, AttendanceStatus.REPRESENTED)
        make.proxy(session, held, third, gone)
        make.action(session, owners=(gone, kept, there))
    return base


@pytest.mark.parametrize("kind", [A_PERSON, AN_ORGANISATION])
def test_what_was_merged_is_two_again_and_then_one(lived: Database, kind: RecordKind) -> None:
    before, searched = content(lived), words(lived)
    kept: list[Inverse] = []
    with lived.write(kept.append) as session:
        merging.merge(session, Merging(kind, KEPT, GONE, taken=frozenset({"email", "name"})), NOW)
    merged = content(lived)
    assert merged != before
    again: list[Inverse] = []
    with lived.write(again.append) as session:
        kept[0].apply(session)
    assert content(lived) == before
    assert words(lived) == searched
    with lived.write(kept.append) as session:
        again[0].apply(session)
    assert content(lived) == merged
    with lived.read() as session:
        assert check_base(session) == ()
        model = Person if kind is A_PERSON else Organisation
        assert session.get_one(model, GONE).merged_into_id == KEPT
