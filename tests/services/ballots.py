"""A committee that elects: twelve members at a meeting, and each step of an election in one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, Meeting
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.services import attendance, candidacies, rounds
from pstdesk.services.election_page import ElectionPage, RoundPage, election_page
from pstdesk.services.election_rounds_page import ScoreRow, TypedTotals
from pstdesk.services.elections import ElectionForm, open_election
from pstdesk.services.meetings import MeetingForm, convene, hold, plan_meeting
from tests import builders
from tests.builders import A_DAY

CT1 = 1
NAMES = (
    ("Aïcha", "Abélard"),
    ("Béla", "Bœuf"),
    ("Chloé", "Çelik"),
    ("Driss", "Dupré"),
    ("Élise", "Étienne"),
    ("Farid", "Faÿ"),
    ("Gaël", "Gück"),
    ("Hélène", "L’Hœst"),
    ("Inès", "Ibáñez"),
    ("Jérôme", "Jœlle"),
    ("Karim", "Këlmendi"),
    ("Léa", "Lévêque"),
)
A, B, C, D, E, F, G, H = range(1, 9)
"""The ids of the first members, in the order of their names."""
LEA = 12
"""The last one."""
NOW = datetime.combine(A_DAY, time(14, 40)).astimezone()
SUMMONS = date(2026, 10, 20)


def town(session: Session, members: int = 12, **rules: object) -> int:
    """Make the committee, its rule and its meeting of today, held, to which nobody came yet.

    Return the id of the agenda's item of election.
    """
    rule = builders.rule_set(session, **rules)
    builders.programme(session, default_rule_set_id=rule.id)
    body = builders.committee(session)
    for given, family in NAMES[:members]:
        builders.membership(session, builders.person(session, given, family), body)
    form = MeetingForm(body.id, A_DAY, time(14), time(16), facilitator_id=A, secretary_id=B)
    meeting_id = plan_meeting(session, form)
    convene(session, meeting_id, SUMMONS)
    hold(session, meeting_id, A_DAY)
    item = builders.agenda_item(
        session,
        session.get_one(Meeting, meeting_id),
        "Élection du référent",
        position=9,
        kind=ItemKind.ELECTION,
    )
    return item.id


def come(session: Session, item_id: int, *people: int, remote: bool = False) -> None:
    """Have these people come to the meeting of an item."""
    status = AttendanceStatus.REMOTE if remote else AttendanceStatus.PRESENT
    meeting_id = session.get_one(AgendaItem, item_id).meeting_id
    for person_id in people:
        attendance.record(session, meeting_id, person_id, status)


@dataclass(frozen=True)
class Poll:
    """An election in a base, each step of which is a transaction of its own."""

    base: Database
    id: int
    item_id: int
    meeting_id: int

    def page(self, now: datetime | None = NOW) -> ElectionPage:
        with self.base.read() as session:
            return election_page(session, self.id, now)

    @property
    def last(self) -> RoundPage:
        return self.page().rounds[-1]

    def stand(self, *people: int) -> tuple[int, ...]:
        """Have these people stand; return the ids of their candidacies."""
        with self.base.write() as session:
            return tuple(candidacies.add_candidate(session, self.id, person) for person in people)

    def proxy(self, grantor: int, holder: int) -> None:
        with self.base.write() as session:
            attendance.represent(session, self.meeting_id, grantor, holder)

    def open_round(self, *, is_public: bool = False, now: datetime = NOW) -> int:
        with self.base.write() as session:
            return rounds.open_round(session, self.id, now, is_public=is_public)

    def type(
        self,
        round_id: int,
        votes: Mapping[int, int | tuple[int | None, ...] | None],
        *,
        blank: int | None = 0,
        spoiled: int | None = 0,
        cast: int | None = None,
        signatures: int | None = None,
        why: str = "",
    ) -> None:
        """Type the totals of a round; ``cast`` is all that is counted unless it is given."""
        plain = [score for score in votes.values() if isinstance(score, int)]
        counted = sum(plain) + (blank or 0) + (spoiled or 0)
        totals = TypedTotals(counted if cast is None else cast, blank, spoiled, signatures, why)
        scores = [
            ScoreRow(key, grades=score) if isinstance(score, tuple) else ScoreRow(key, votes=score)
            for key, score in votes.items()
        ]
        with self.base.write() as session:
            rounds.save_totals(session, round_id, totals, scores)

    def close(self, round_id: int) -> None:
        with self.base.write() as session:
            rounds.close_round(session, round_id)

    def hold_round(
        self,
        votes: Mapping[int, int | tuple[int | None, ...] | None],
        *,
        blank: int = 0,
        spoiled: int = 0,
        cast: int | None = None,
    ) -> int:
        """Open a round, type its totals and close it; what was cast beside voters has its reason."""
        round_id = self.open_round()
        self.type(round_id, votes, blank=blank, spoiled=spoiled, cast=cast, why="Un départ")
        self.close(round_id)
        return round_id

    def answer(self, candidate_id: int, *, accepted: bool | None = True, series: int = 1) -> None:
        with self.base.write() as session:
            rounds.answer(session, self.id, candidate_id, series, accepted)

    def elected(self) -> list[tuple[str, str, bool | None]]:
        """Return who was elected, by what, and whether they accept."""
        return [(row.name, row.decided_by.value, row.accepted) for row in self.page().elected]


def poll(base: Database, members: int = 12, *, present: int = 11, **rules: object) -> Poll:
    """Open an election in an empty base, to which the first ``present`` of its members came."""
    with base.write() as session:
        item_id = town(session, members, **rules)
        come(session, item_id, *range(1, present + 1))
        made = open_election(session, item_id, ElectionForm(), NOW)
        return Poll(base, made, item_id, session.get_one(AgendaItem, item_id).meeting_id)
