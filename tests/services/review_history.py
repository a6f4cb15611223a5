"""Random histories of a programme for the stage review, made through the models, row by row.

People join, leave, sit as suppléants or by office, change jobs; meetings are held, cancelled, postponed;
attendance is recorded or not; guests and suppléants come.
"""

from datetime import UTC, date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Grade, Meeting, Organisation, Person, Sector
from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity, MandateRole
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.organisation import PartnerState
from pstdesk.services.expected import expected_people, standing_by, write_expected
from tests import builders as make

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
_DAYS = (LAST - FIRST).days


class History:
    """One history, whose chances come from ``seed``."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.chance = Random(seed)
        make.programme(session)
        level = make.level(session).id
        self.committees = [
            make.committee(session, f"CT{n}", f"Thème {n}", level_id=level, position=n) for n in range(3)
        ]
        self.sectors: list[Sector | None] = [
            make.sector(session, "Action sociale", social_work=True),
            make.sector(session, "Parcs et jardins", social_work=False, position=1),
            None,
        ]
        self.grades: list[Grade | None] = [
            make.grade(session, "Agent"),
            make.grade(session, "Direction"),
            None,
        ]
        self.houses = [self._house(number) for number in range(4)]
        self.people = [self._person(number) for number in range(self.chance.randint(1, 9))]

    def play(self) -> None:
        """Make everything that happened."""
        for person in self.people:
            self._posts(person)
        for committee in self.committees:
            self._members(committee)
            for _ in range(self.chance.randint(0, 5)):
                self._meeting(committee)
        self.session.flush()

    def _day(self) -> date:
        return FIRST + timedelta(days=self.chance.randint(0, _DAYS))

    def _house(self, number: int) -> Organisation:
        sector = self.chance.choice(self.sectors)
        return make.organisation(
            self.session,
            f"Structure {number}",
            sector_id=None if sector is None else sector.id,
            partner_state=self.chance.choice(list(PartnerState)),
            archived_at=make.AN_INSTANT if self.chance.random() < 0.1 else None,
        )

    def _person(self, number: int) -> Person:
        return make.person(self.session, f"Prénom{number}", f"Nom{number}")

    def _posts(self, person: Person) -> None:
        change = self._day()
        spans: list[tuple[date | None, date | None]] = [(None, change), (change, None)]
        for starts_on, ends_on in spans[: self.chance.randint(0, 2)]:
            grade, sector = self.chance.choice(self.grades), self.chance.choice(self.sectors)
            make.post(
                self.session,
                person,
                self.chance.choice([*self.houses, None]),
                grade_id=None if grade is None else grade.id,
                sector_id=None if sector is None else sector.id,
                starts_on=starts_on,
                ends_on=ends_on,
            )

    def _span(self) -> dict[str, date | None]:
        starts_on = self.chance.choice([None, self._day()])
        after = (starts_on or FIRST) + timedelta(days=self.chance.randint(1, 500))
        return {"starts_on": starts_on, "ends_on": self.chance.choice([None, None, after])}

    def _members(self, committee: Committee) -> None:
        titulaire: Person | None = None
        for person in self.people:
            if self.chance.random() < 0.5:
                continue
            substitute = titulaire is not None and self.chance.random() < 0.3
            make.membership(
                self.session,
                person,
                committee,
                capacity=self.chance.choice([Capacity.MEMBER, Capacity.MEMBER, Capacity.OBSERVER]),
                substitute_for_id=titulaire.id if titulaire is not None and substitute else None,
                **self._span(),
            )
            titulaire = titulaire or person
        if self.chance.random() < 0.5:
            holder = self.chance.choice(self.people)
            make.seat_holder(self.session, make.seat(self.session, committee), holder, **self._span())
        if self.chance.random() < 0.7:
            began = self._day()
            make.mandate(
                self.session,
                self.chance.choice(self.people),
                committee,
                role=self.chance.choice(list(MandateRole)),
                starts_on=began,
                ends_on=self.chance.choice([None, began + timedelta(days=300)]),
            )

    def _meeting(self, committee: Committee) -> None:
        state = self.chance.choice([MeetingState.HELD] * 5 + list(MeetingState))
        meeting = make.meeting(self.session, committee, self._day(), state=state)
        if state is MeetingState.HELD:
            self._attendance(committee, meeting)
            self._minutes(meeting)
            self._actions(meeting)

    def _attendance(self, committee: Committee, meeting: Meeting) -> None:
        expected = expected_people(self.session, committee.id, meeting.day)
        write_expected(self.session, meeting, expected)
        statuses = list(AttendanceStatus)
        for row in self.session.query(make.Attendance).filter_by(meeting_id=meeting.id):
            row.status = self.chance.choice(statuses)
        coming = [pair[0] for pair in standing_by(self.session, committee.id, meeting.day)]
        others = [person.id for person in self.people if person.id not in expected]
        for person_id in {*coming, *others}:
            if self.chance.random() < 0.3:
                house = self.chance.choice([*self.houses, None])
                self.session.add(
                    make.Attendance(
                        meeting_id=meeting.id,
                        person_id=person_id,
                        status=self.chance.choice(statuses),
                        is_guest=True,
                        organisation_id=None if house is None else house.id,
                    )
                )
        self.session.flush()

    def _minutes(self, meeting: Meeting) -> None:
        sent = approved = None
        if self.chance.random() < 0.7:
            sent = datetime(meeting.day.year, meeting.day.month, meeting.day.day, 12, tzinfo=UTC)
            sent += timedelta(days=self.chance.randint(0, 40))
        if sent is not None and self.chance.random() < 0.5:
            approved = sent.date() + timedelta(days=self.chance.randint(0, 90))
        make.minutes(self.session, meeting, sent_at=sent, approved_on=approved)

    def _actions(self, meeting: Meeting) -> None:
        for _ in range(self.chance.randint(0, 3)):
            item = self.chance.choice([make.agenda_item(self.session, meeting), None])
            state = self.chance.choice(list(ActionState))
            is_over = state in (ActionState.DONE, ActionState.DROPPED)
            closed = meeting.day + timedelta(days=self.chance.randint(0, 200))
            due = meeting.day + timedelta(days=self.chance.randint(0, 200))
            make.action(
                self.session,
                agenda_item_id=None if item is None else item.id,
                state=state,
                due_on=self.chance.choice([due, None]),
                closed_on=closed if is_over else None,
            )
