"""One secret election from its opening to a corrected record, played with the ballots of a box.

What a ballot says and whose it is never reaches the program: the officer reads papers one after the other
and types what they come to so far. So a :class:`Box` may hold the same papers in another order, or by other
people, and nothing in the base may tell.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from pstdesk.db.backup import make_backup
from pstdesk.db.database import Database
from pstdesk.db.migrate import open_base
from pstdesk.db.undo import Inverse
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.backup import BackupKind
from pstdesk.domain.electorate import Voter
from pstdesk.domain.voting import TieBreak
from pstdesk.services import agenda, attendance, candidacies, elections, proclamation, rounds
from pstdesk.services.agenda import ItemForm
from pstdesk.services.election_record import record_order
from pstdesk.services.elections import ElectionForm, OfficersForm
from pstdesk.services.export import file_document
from pstdesk.services.rounds import ScoreRow, TypedTotals
from pstdesk.services.undoing import take_back
from tests import builders
from tests.services.stories import hold_meeting

NOW = builders.AN_INSTANT
PRESENT = tuple(range(1, 11))
AWAY = 11
"""Gave a proxy to the first of those present; the twelfth did not come."""
ANNE, BAS, CLEO = 1, 2, 3
BLANK, SPOILED = 0, -1
FIRST = (ANNE, ANNE, ANNE, ANNE, BAS, BAS, BAS, BAS, CLEO, BLANK, SPOILED)
"""What the papers of the first round say; those of the second tie."""
SECOND = (ANNE, ANNE, ANNE, ANNE, ANNE, BAS, BAS, BAS, BAS, BAS, BLANK)
THIRD = SECOND

Save = Callable[[Session, int, TypedTotals, Sequence[ScoreRow]], None]


@dataclass(frozen=True)
class Box:
    """In which order people sign in, and papers come out of the box."""

    arrivals: tuple[int, ...] = PRESENT
    order: Callable[[Sequence[int]], Sequence[int]] = tuple
    save: Save = rounds.save_totals


@dataclass
class Left:
    """What an election leaves on the disk, and in the window's memory."""

    base: Path
    backup: Path
    documents: dict[str, bytes]
    inverses: list[Inverse] = field(default_factory=list)


def prepare(path: Path) -> Path:
    """Make a base with a meeting of twelve members that is to elect."""
    with_rows = builders.make_base(path.parent, path.name)
    with with_rows.write() as session:
        rules = builders.rule_set(session, tie_break=TieBreak.NEW_ROUND, proxies_per_holder=1)
        builders.programme(session, default_rule_set_id=rules.id)
        body = builders.committee(session)
        for number in range(1, 13):
            builders.membership(session, builders.person(session, f"Prénom{number}", f"Nom{number}"), body)
        meeting_id = hold_meeting(session, body.id)
        agenda.add_item(session, meeting_id, ItemForm("Élection du référent", ItemKind.ELECTION))
    with_rows.close()
    return path


def play(prepared: Path, folder: Path, box: Box) -> Left:
    """Hold the election in a copy of ``prepared``, and return all that is left of it."""
    folder.mkdir()
    path = folder / prepared.name
    shutil.copy(prepared, path)
    base = open_base(path, user="officer")
    officer = _Officer(base, box)
    officer.sign_in()
    officer.open()
    officer.count(FIRST)
    officer.change_ones_mind()
    officer.count(SECOND)
    officer.count(THIRD)
    officer.draw(BAS)
    officer.proclaim()
    officer.correct()
    documents = folder / "documents"
    for record_id in (1, 2):
        for suffix in (".docx", ".pdf"):
            file_document(base, record_order(record_id), documents, suffix)
    base.close()
    backup = make_backup(path, BackupKind.MANUAL, NOW)
    written = {file.name: file.read_bytes() for file in sorted(documents.iterdir())}
    assert len(written) == 4
    return Left(path, backup.path, written, officer.inverses)


class _Officer:
    def __init__(self, base: Database, box: Box) -> None:
        self._base = base
        self._box = box
        self._now = NOW
        self._round = 0
        self.inverses: list[Inverse] = []

    def _do(self, work: Callable[[Session], object]) -> None:
        """Do ``work`` as the window does, take it back and do it again."""
        found: list[Inverse | None] = []
        with self._base.write(undo=found.append) as session:
            work(session)
        for _turn in range(2):
            inverse = found[-1] if found else None
            if inverse is not None:
                self.inverses.append(inverse)
                with self._base.write(undo=found.append) as session:
                    take_back(session, inverse)

    def sign_in(self) -> None:
        with self._base.write() as session:
            for person in self._box.arrivals:
                attendance.record(session, 1, person, AttendanceStatus.PRESENT)
            attendance.represent(session, 1, AWAY, PRESENT[0])

    def open(self) -> None:
        self._do(lambda session: elections.open_election(session, 1, ElectionForm(), self._now))
        self._do(lambda session: elections.change_officers(session, 1, OfficersForm(5, 6, 7, 8)))
        for person in (ANNE, BAS, CLEO):
            self._do(lambda session, who=person: candidacies.add_candidate(session, 1, who))  # type: ignore[misc]  # mypy knows no default here

    def count(self, papers: Sequence[int]) -> None:
        """Open a round, say who voted as they come, and read the papers out, typing after each."""
        self._now += timedelta(minutes=10)
        self._round += 1
        now, held = self._now, self._round
        self._do(lambda session: rounds.open_round(session, 1, now))
        voters = [Voter(person) for person in self._box.arrivals] + [Voter(AWAY, PRESENT[0])]
        for some in (voters[:6], voters):
            self._do(lambda session, here=some: rounds.correct_voters(session, held, here))  # type: ignore[misc]  # mypy knows no default here
        self.read_out(self._box.order(papers))
        self._do(lambda session: rounds.close_round(session, held))

    def read_out(self, papers: Sequence[int]) -> None:
        """Type what the papers read so far come to, after each of them."""
        for read in range(1, len(papers) + 1):
            so_far = papers[:read]
            totals = TypedTotals(read, so_far.count(BLANK), so_far.count(SPOILED))
            scores = [ScoreRow(who, votes=so_far.count(who)) for who in (ANNE, BAS, CLEO)]
            with self._base.write() as session:
                self._box.save(session, self._round, totals, scores)

    def change_ones_mind(self) -> None:
        """Open the closed round again, and read its papers once more."""
        held = self._round
        self._do(lambda session: rounds.reopen_round(session, held))
        self.read_out(self._box.order(FIRST))
        self._do(lambda session: rounds.close_round(session, held))

    def draw(self, candidate: int) -> None:
        held = self._round
        self._do(lambda session: rounds.break_by_lot(session, held, candidate, 9, 10))

    def proclaim(self) -> None:
        with self._base.write() as session:
            rounds.answer(session, 1, BAS, 1, True)
            proclamation.proclaim(session, 1, self._now)

    def correct(self) -> None:
        """A paper of the first round turns out to be spoiled: record n° 2."""
        self._now += timedelta(days=1)
        with self._base.write() as session:
            proclamation.begin_correction(session, 1, "Un bulletin blanc était nul.", self._now)
            rounds.reopen_round(session, 1)
        self._round = 1
        papers = list(self._box.order(FIRST))
        papers[papers.index(BLANK)] = SPOILED
        self.read_out(papers)
        with self._base.write() as session:
            rounds.close_round(session, 1)
            rounds.break_by_lot(session, 3, BAS, 9, 10)
            rounds.answer(session, 1, BAS, 1, True)
            proclamation.proclaim(session, 1, self._now)
