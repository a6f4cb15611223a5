"""After a secret election nothing in the base, its backups or its documents joins a voter to a vote.

The whole base is read, and one election is compared with another that differs in what must stay unknown
(docs/elections.md, "Secrecy"). Each check is shown a leak that it must find.
"""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pstdesk.db import database, watch
from pstdesk.db.migrate import open_base
from pstdesk.db.models import ElectionRound, RoundScore
from pstdesk.services.rounds import ScoreRow, TypedTotals
from tests.services.ballot_box import FIRST, NOW, PRESENT, Box, Left, play, prepare
from tests.services.secrecy import (
    SILENT,
    VOTERS,
    VOTES,
    differences,
    different_pages,
    everything,
    leaks,
    remnants,
)

BOX = Box()
OTHER_ORDER = Box(order=lambda papers: tuple(reversed(papers)))
OTHER_ARRIVALS = Box(arrivals=tuple(reversed(PRESENT)))


TABLES = (*SILENT, "election_round")
"""Of these not even what was there before may be left."""

Rows = list[tuple[Any, ...]]
Hold = Callable[[Box], Left]


@pytest.fixture(scope="module")
def hold(tmp_path_factory: pytest.TempPathFactory) -> Hold:
    """Return what plays an election, each but once.

    The journal's clock ticks once at each look, from the same moment on in all of them.
    """
    folder = tmp_path_factory.mktemp("secrecy")
    prepared = prepare(folder / "valmont.pstdesk")

    @cache
    def played(box: Box) -> Left:
        ticks = count()

        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # of its parent's kind
                return NOW + timedelta(seconds=next(ticks))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(watch, "datetime", Clock)
            patch.setattr(database, "_PRAGMAS", hurried)
            return play(prepared, folder / f"{next(places)}", box)

    places = count(1)
    hurried = [pragma.replace("= EXTRA", "= OFF") for pragma in database._PRAGMAS]
    return played


def table(path: Path, name: str) -> Rows:
    return everything(path)[name]


def test_no_row_holds_a_voter_and_a_vote_and_no_table_of_voters_an_order(hold: Hold) -> None:
    left = hold(BOX)
    for path in (left.base, left.backup):
        assert leaks(path) == []
        assert len(table(path, "round_voter")) == 3 * 11
        assert len(table(path, "election_record")) == 2


def test_in_which_order_the_papers_came_out_of_the_box_leaves_no_trace(hold: Hold) -> None:
    """Not in a row, in a moment of the journal or in a byte where a row was before.

    Only where the scores lie within their page may differ.
    """
    one, other = hold(BOX), hold(OTHER_ORDER)
    for path, another in ((one.base, other.base), (one.backup, other.backup)):
        assert differences(path, another) == []
        assert different_pages(path, another) in ([], ["round_score"])
    assert one.documents == other.documents
    assert one.inverses == other.inverses
    for left in (one, other):
        assert remnants(left.base, *TABLES) == remnants(left.backup, *TABLES) == []


def test_in_which_order_people_came_is_told_by_their_attendance_alone(hold: Hold) -> None:
    one, other = hold(BOX), hold(OTHER_ARRIVALS)
    assert differences(one.base, other.base) == ["journal_entry"]
    elsewhere = [
        [row for row in table(left.base, "journal_entry") if row[5] != "attendance"] for left in (one, other)
    ]
    assert elsewhere[0] == elsewhere[1]
    assert one.documents == other.documents
    assert remnants(other.base, *TABLES) == []


def test_undo_keeps_no_voter_beside_a_vote(hold: Hold) -> None:
    told = [{change.table for change in inverse.changes} for inverse in hold(BOX).inverses]
    assert any("round_voter" in tables for tables in told)
    for inverse in hold(BOX).inverses:
        voters = any(change.table in VOTERS for change in inverse.changes)
        votes = [
            row
            for column in ("votes", "grades")
            for row in inverse.values("round_score", column)
            if row != (None,)
        ]
        assert not (voters and votes)


def test_what_a_connection_keeps_for_itself_is_no_row(hold: Hold) -> None:
    with closing(open_base(hold(BOX).base)) as base, base.write(undo=lambda _inverse: None) as session:
        kept = session.connection().exec_driver_sql("SELECT type FROM sqlite_temp_master").scalars().all()
    assert set(kept) == {"trigger"}


def test_the_search_knows_nobody_as_a_voter(hold: Hold) -> None:
    kinds = {row[2] for row in table(hold(BOX).base, "search_entry")}
    assert "person" in kinds
    assert not kinds & {*VOTERS, "election_round", "round_score", "elected"}


# Leaks that must be found


@pytest.fixture
def leaky(hold: Hold, tmp_path: Path) -> Path:
    """Return a base to spoil."""
    path = tmp_path / "leaky.pstdesk"
    shutil.copy(hold(BOX).base, path)
    return path


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as base:
        for statement in statements:
            base.execute(statement)
        base.commit()


BALLOT = (
    "CREATE TABLE ballot (id INTEGER PRIMARY KEY, person_id INTEGER REFERENCES person(id), "
    "candidate_id INTEGER REFERENCES election_candidate(id))"
)


def test_a_table_of_ballots_is_found(leaky: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pstdesk"
    shutil.copy(leaky, other)
    for path, votes in ((leaky, FIRST), (other, tuple(reversed(FIRST)))):
        rows = [
            f"INSERT INTO ballot (person_id, candidate_id) VALUES ({place}, {vote})"
            for place, vote in enumerate(votes, 1)
            if vote > 0
        ]
        spoil(path, BALLOT, *rows)
    assert leaks(leaky) == ["ballot holds person_id beside candidate_id"]
    assert differences(leaky, other) == ["ballot"]


def test_a_vote_written_beside_a_voter_is_found(leaky: Path) -> None:
    spoil(leaky, "ALTER TABLE round_voter ADD vote INTEGER")
    assert leaks(leaky) == []
    spoil(leaky, "UPDATE round_voter SET vote = 1 WHERE person_id = 4")
    assert [leak.partition(" ")[0] for leak in leaks(leaky)] == ["round_voter"]


def test_the_order_and_the_moment_of_voters_are_found(leaky: Path) -> None:
    spoil(
        leaky,
        "CREATE TABLE signature (round_id INTEGER REFERENCES election_round(id), "
        "person_id INTEGER REFERENCES person(id), at DATETIME)",
    )
    assert leaks(leaky) == ["signature numbers its rows", "signature.at is a moment"]


def test_a_voter_in_the_journal_is_found(leaky: Path) -> None:
    spoil(
        leaky,
        "INSERT INTO journal_entry (at, user_id, act, record, record_id, fields) "
        "VALUES ('2026-11-23 10:00:00', 'officer', 'made', 'round_voter', '1/4', '[]')",
    )
    assert [leak.partition(" of the journal")[2] for leak in leaks(leaky)] == [" tells of round_voter"]


def test_what_is_left_where_a_row_was_is_found(leaky: Path) -> None:
    spoil(leaky, "PRAGMA secure_delete = OFF", "DELETE FROM round_score WHERE round_id = 1")
    assert remnants(leaky, *TABLES) == ["round_score"]


def through_the_session(
    session: Session, round_id: int, totals: TypedTotals, scores: Sequence[ScoreRow]
) -> None:
    """Save totals as any other record is saved: with a line in the journal after each paper."""
    held = session.get_one(ElectionRound, round_id)
    held.cast, held.blank, held.spoiled = totals.cast, totals.blank, totals.spoiled
    for score in scores:
        session.get_one(RoundScore, (round_id, score.candidate_id)).votes = score.votes


def test_totals_that_leave_a_moment_for_each_paper_are_found(hold: Hold) -> None:
    one = hold(replace(BOX, save=through_the_session))
    other = hold(replace(OTHER_ORDER, save=through_the_session))
    assert any("tells when totals changed" in leak for leak in leaks(one.base))
    assert "journal_entry" in differences(one.base, other.base)


def test_every_column_that_counts_votes_is_looked_for() -> None:
    """A new one would be passed over."""
    counted = {column.name for column in RoundScore.__table__.columns} - {"round_id", "candidate_id"}
    assert counted <= VOTES
