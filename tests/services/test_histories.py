"""The whole past of a person and of an organisation, each line with the way to what it tells of."""

from datetime import date

import pytest
from sqlalchemy import event

from pstdesk.db.database import Database
from pstdesk.db.models import Organisation, Person
from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity, MandateRole
from pstdesk.domain.history import HistoryKind
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.history import HistoryLine
from pstdesk.services.organisation_history import (
    BodyOfOrganisation,
    MeetingSeen,
    OrganisationLife,
    organisation_life,
)
from pstdesk.services.person_history import PersonLife, person_life
from tests import builders as make

ZOE, INES = 1, 2
CCAS, CAF = 1, 2
FIRST, LAST, CLOSED = date(2025, 3, 1), date(2026, 3, 1), date(2026, 5, 4)


@pytest.fixture
def town(base: Database) -> Database:
    """Return a base in which two people met twice, and one of them changed jobs between."""
    with base.write() as session:
        make.programme(session)
        zoe, ines = make.person(session, "Zoé", "Brès"), make.person(session, "Inès", "Œuvrard")
        ccas, caf = make.organisation(session, "CCAS"), make.organisation(session, "CAF")
        make.post(session, zoe, ccas, job_title="Agente", ends_on=date(2026, 1, 1))
        make.post(session, zoe, caf, job_title="Cadre", starts_on=date(2026, 1, 1))
        make.post(session, ines, ccas, job_title="Directrice")
        body = make.committee(session)
        make.membership(session, zoe, body, starts_on=date(2025, 1, 1))
        make.membership(session, ines, body, substitute_for_id=ZOE, capacity=Capacity.MEMBER)
        seat = make.seat(session, body, "Directrice du CCAS", organisation_id=CCAS)
        make.seat_holder(session, seat, ines, starts_on=date(2025, 2, 1))
        make.mandate(session, zoe, body, starts_on=date(2025, 4, 1), ends_on=date(2026, 4, 1))
        fields = {"state": MeetingState.HELD, "year": 2025, "number": 1}
        first = make.meeting(session, body, FIRST, facilitator_id=ZOE, secretary_id=INES, **fields)
        make.attendance(session, first, zoe, organisation_id=CCAS)
        make.attendance(session, first, ines, AttendanceStatus.ABSENT, organisation_id=CCAS)
        last = make.meeting(session, body, LAST, **fields | {"year": 2026})
        make.attendance(session, last, zoe, AttendanceStatus.REPRESENTED, organisation_id=CAF)
        make.attendance(session, last, ines, is_guest=True, organisation_id=CCAS)
        make.proxy(session, last, zoe, ines)
        item = make.agenda_item(session, last, "Charte", proposed_by_id=ZOE, presenter="zoe bres et le maire")
        make.agenda_item(session, last, "Autre", presenter="Zoé Brès-Martin", position=2)
        make.agenda_item(session, first, "Bilan", presenter="Le maire, ZOE BRES (CCAS)")
        make.action(
            session, "Relancer\nla CAF", owners=(zoe, ccas), agenda_item_id=item.id, state=ActionState.DONE,
            closed_on=CLOSED,
        )  # fmt: skip
    return base


def person(base: Database, person_id: int = ZOE) -> PersonLife:
    with base.read() as session:
        return person_life(session, person_id)


def organisation(base: Database, organisation_id: int = CCAS) -> OrganisationLife:
    with base.read() as session:
        return organisation_life(session, organisation_id, make.A_DAY)


def test_a_person_s_life_is_told_from_the_latest_to_the_earliest(town: Database) -> None:
    body, last = ("committee", 1), ("meeting", 2)
    first = ("meeting", 1)
    action = ("action_item", 1)
    assert person(town).history[:10] == (
        HistoryLine(CLOSED, HistoryKind.ACTION_CLOSED, "Relancer la CAF", "", action, ActionState.DONE),
        HistoryLine(
            date(2026, 4, 1),
            HistoryKind.MANDATE_ENDED,
            "Petite enfance et parentalité",
            "",
            body,
            MandateRole.REFERENT,
        ),
        HistoryLine(LAST, HistoryKind.ATTENDANCE, "CT1", "", last, AttendanceStatus.REPRESENTED),
        HistoryLine(LAST, HistoryKind.PROXY_GIVEN, "CT1", "Inès Œuvrard", last),
        HistoryLine(LAST, HistoryKind.PROPOSED, "Charte", "CT1", ("agenda_item", 1)),
        HistoryLine(LAST, HistoryKind.PRESENTED, "Charte", "CT1", ("agenda_item", 1)),
        HistoryLine(LAST, HistoryKind.ACTION_GIVEN, "Relancer la CAF", "CT1", action),
        HistoryLine(date(2026, 1, 1), HistoryKind.POST_BEGUN, "CAF", "Cadre", ("organisation", CAF)),
        HistoryLine(date(2026, 1, 1), HistoryKind.POST_ENDED, "CCAS", "Agente", ("organisation", CCAS)),
        HistoryLine(
            date(2025, 4, 1),
            HistoryKind.MANDATE_BEGUN,
            "Petite enfance et parentalité",
            "",
            body,
            MandateRole.REFERENT,
        ),
    )
    rest = person(town).history[10:]
    assert [(line.day, line.kind) for line in rest] == [
        (FIRST, HistoryKind.ATTENDANCE),
        (FIRST, HistoryKind.FACILITATED),
        (FIRST, HistoryKind.PRESENTED),
        (date(2025, 1, 1), HistoryKind.JOINED),
        (None, HistoryKind.POST_BEGUN),
    ]
    assert rest[1].opens == first


def test_who_presents_an_item_is_known_by_the_whole_name_however_it_is_spelt(town: Database) -> None:
    presented = [line.subject for line in person(town).history if line.kind is HistoryKind.PRESENTED]
    assert presented == ["Charte", "Bilan"]


def test_the_other_side_of_a_proxy_and_the_secretary_s_notes_are_told(town: Database) -> None:
    kinds = {line.kind: line.detail for line in person(town, INES).history}
    assert kinds[HistoryKind.PROXY_HELD] == "Zoé Brès"
    assert HistoryKind.TOOK_NOTES in kinds
    assert HistoryKind.SEAT_TAKEN in kinds


def test_a_person_s_rates_are_by_year_and_body(town: Database) -> None:
    rates = person(town).rates
    assert [(row.committee, row.counted.year, row.counted.came, row.counted.known) for row in rates] == [
        ("CT1", 2026, 0, 1),
        ("CT1", 2025, 1, 1),
    ]


def test_a_registration_says_whose_suppleant_it_is(town: Database) -> None:
    (row,) = person(town, INES).page.memberships
    assert (row.substitute_for, row.voting) == ("Zoé Brès", True)


def test_an_organisation_is_seen_by_who_came_from_it_on_that_day(town: Database) -> None:
    life = organisation(town)
    assert life.meetings == (
        MeetingSeen(2, LAST, 1, "CT1", 0, 0, 1),
        MeetingSeen(1, FIRST, 1, "CT1", 1, 2, 0),
    )
    assert life.last_seen == LAST
    assert life.bodies == (
        BodyOfOrganisation(1, "CT1", "Petite enfance et parentalité", ("Inès Œuvrard",), 1, 2, LAST),
    )
    assert [(post.person, post.job_title, post.ends_on) for post in life.posts] == [
        ("Œuvrard Inès", "Directrice", None),
        ("Brès Zoé", "Agente", date(2026, 1, 1)),
    ]
    assert [(seat.office, seat.holder) for seat in life.seats] == [("Directrice du CCAS", "Inès Œuvrard")]


def test_an_organisation_s_life_is_told_too(town: Database) -> None:
    assert [(line.day, line.kind, line.subject, line.counted) for line in organisation(town).history] == [
        (CLOSED, HistoryKind.ACTION_CLOSED, "Relancer la CAF", None),
        (LAST, HistoryKind.ATTENDANCE, "CT1", (1, 0)),
        (LAST, HistoryKind.ACTION_GIVEN, "Relancer la CAF", None),
        (date(2026, 1, 1), HistoryKind.POST_ENDED, "Brès Zoé", None),
        (FIRST, HistoryKind.ATTENDANCE, "CT1", (1, 2)),
        (date(2025, 2, 1), HistoryKind.SEAT_TAKEN, "Inès Œuvrard", None),
        (None, HistoryKind.POST_BEGUN, "Œuvrard Inès", None),
        (None, HistoryKind.POST_BEGUN, "Brès Zoé", None),
    ]


def test_where_nobody_ever_came_nothing_is_made_up(town: Database) -> None:
    with town.write() as session:
        lonely = make.organisation(session, "Régie").id
        stranger = make.person(session, "Léa", "Straßer").id
    life = organisation(town, lonely)
    assert (life.last_seen, life.bodies, life.history) == (None, (), ())
    assert (person(town, stranger).rates, person(town, stranger).history) == ((), ())


def test_a_longer_past_asks_the_base_no_more_often(town: Database) -> None:
    def asked() -> int:
        count = 0

        def one_more(*_arguments: object) -> None:
            nonlocal count
            count += 1

        with town.read() as session:
            event.listen(session.get_bind(), "before_cursor_execute", one_more)
            person_life(session, ZOE)
            organisation_life(session, CCAS, make.A_DAY)
            event.remove(session.get_bind(), "before_cursor_execute", one_more)
        return count

    before = asked()
    with town.write() as session:
        zoe, body = session.get_one(Person, ZOE), make.committee(session, "CT2", "Autonomie")
        house = session.get_one(Organisation, CCAS)
        make.membership(session, zoe, body)
        for number in range(1, 21):
            held = make.meeting(
                session, body, date(2026, 2, number), state=MeetingState.HELD, number=number, year=2026
            )
            make.attendance(session, held, zoe, organisation_id=CCAS)
            make.agenda_item(session, held, proposed_by_id=ZOE)
            make.action(session, owners=(zoe, house))
    assert asked() == before
