"""The stage review: its figures beside the same grouping in hand-written SQL, and as the base grows."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from pstdesk.db.database import Database
from pstdesk.db.migrate import open_base
from pstdesk.domain.dashboard import months_before
from pstdesk.domain.period import Period, year
from pstdesk.services.review import review
from tests.bench import large_base
from tests.bench.measures import demonstration, large, tenth
from tests.bench.timing import Figure, in_turns, seconds

_TEN_YEARS = Period(
    date(large_base.FIRST_YEAR, 1, 1), date(large_base.FIRST_YEAR + large_base.YEARS - 1, 12, 31)
)
_LAST_YEAR = year(large_base.TODAY.year - 1)

_STATUSES = ", ".join(
    f"sum(a.status = '{status}')"
    for status in ("present", "remote", "represented", "excused", "absent", "not_recorded")
)
_HELD = (
    "FROM meeting m JOIN attendance a ON a.meeting_id = m.id WHERE m.state = 'held' AND m.day BETWEEN ? AND ?"
)
_OF_PERIOD = (
    f"SELECT a.meeting_id, {_STATUSES} {_HELD} GROUP BY a.meeting_id",
    *(
        f"SELECT m.quarter, a.{column}, {_STATUSES} {_HELD} AND a.is_guest = 0 GROUP BY 1, 2"
        for column in ("grade_id", "sector_id", "organisation_id")
    ),
    "SELECT DISTINCT a.person_id, m.committee_id, a.grade_id, a.sector_id, a.organisation_id "
    f"{_HELD} AND a.is_guest = 0",
    "SELECT quarter, organisation_id, count(*), sum(came) FROM (SELECT m.quarter, a.organisation_id, "
    f"max(a.status IN ('present', 'remote')) AS came {_HELD} GROUP BY m.id, a.organisation_id) GROUP BY 1, 2",
    "SELECT m.id, mi.sent_at, mi.approved_on FROM meeting m LEFT JOIN minutes mi ON mi.meeting_id = m.id "
    "WHERE m.day BETWEEN ? AND ?",
    "SELECT i.state, m.day, i.due_on, i.closed_on FROM action_item i LEFT JOIN agenda_item g "
    "ON g.id = i.agenda_item_id LEFT JOIN meeting m ON m.id = g.meeting_id "
    "WHERE i.closed_on IS NULL OR i.closed_on BETWEEN ? AND ?",
)
_ABSENTEES = (
    f"SELECT a.person_id {_HELD} GROUP BY a.person_id HAVING sum(a.status IN ('present', 'remote')) = 0 "
    "AND sum(a.status <> 'not_recorded') >= 2"
)
_RECENT = (
    "SELECT DISTINCT organisation_id FROM attendance WHERE status IN ('present', 'remote') AND meeting_id IN "
    "(SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY committee_id ORDER BY day DESC, id DESC) r "
    "FROM meeting WHERE state = 'held' AND day <= ?) WHERE r <= 2)"
)
_MEMBERS = (
    "SELECT s.person_id, s.committee_id, p.grade_id, coalesce(p.sector_id, o.sector_id), p.organisation_id "
    "FROM membership s LEFT JOIN post p ON p.person_id = s.person_id "
    "AND (p.starts_on IS NULL OR p.starts_on <= ?) "
    "AND (p.ends_on IS NULL OR p.ends_on > ?) LEFT JOIN organisation o ON o.id = p.organisation_id "
    "WHERE (s.starts_on IS NULL OR s.starts_on <= ?) AND (s.ends_on IS NULL OR s.ends_on > ?)"
)


def _floor(path: Path, period: Period) -> None:
    """Group what the review of ``period`` counts: of it, of the period before, and at each quarter's end."""
    with closing(sqlite3.connect(path)) as raw:
        for of in (period, period.previous()):
            for statement in _OF_PERIOD:
                raw.execute(statement, (of.first.isoformat(), of.last.isoformat())).fetchall()
        ends = {period.last, period.previous().last, *(part.last for part in period.quarters())}
        for day in ends:
            raw.execute(_ABSENTEES, (months_before(day, 12).isoformat(), day.isoformat())).fetchall()
            raw.execute(_RECENT, (day.isoformat(),)).fetchall()
            raw.execute(_MEMBERS, (day.isoformat(),) * 4).fetchall()


def _ours(database: Database, period: Period) -> None:
    with database.read() as session:
        review(session, period, large_base.TODAY)


def stage_review() -> Iterator[Figure]:
    """A year and ten years of the large base, a year of the demonstration, and ten times the base."""
    for name, period, rounds in (("a year", _LAST_YEAR, 5), ("ten years", _TEN_YEARS, 3)):
        with closing(open_base(large())) as database:
            ours, floor = in_turns(
                partial(_ours, database, period), partial(_floor, large(), period), rounds=rounds
            )
        yield Figure(f"stage review of {name}, large base", ours, floor, "s", 1.5, "raw SQL")
    with closing(open_base(demonstration())) as database:
        _ours(database, _LAST_YEAR)
        taken = min(seconds(partial(_ours, database, _LAST_YEAR)) for _ in range(5))
    yield Figure("stage review of a year, Bondy base", taken * 1000, None, "ms", 100, "")
    with closing(open_base(large())) as big, closing(open_base(tenth())) as small:
        ours, floor = in_turns(partial(_ours, big, _TEN_YEARS), partial(_ours, small, _TEN_YEARS), rounds=3)
    yield Figure("stage review: large base", ours, floor, "s", 12, "a tenth of it")
