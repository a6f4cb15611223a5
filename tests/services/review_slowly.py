"""The figures of a stage review computed the slow, obvious way: objects, loops and lists, no SQL that groups.

Written from docs/review.md and sharing nothing with the code it judges but the values it returns.
"""

from datetime import date, timedelta
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Committee,
    Mandate,
    Meeting,
    Membership,
    Minutes,
    Organisation,
    Post,
    Seat,
    SeatHolder,
    Sector,
)
from pstdesk.domain.period import Period

CAME = ("present", "remote")


class Slowly:
    """Everything of the base, in lists."""

    def __init__(self, session: Session, today: date) -> None:
        self.today = today
        self.all = {
            model: list(session.scalars(select(model)))
            for model in (
                *(ActionItem, AgendaItem, Attendance, Committee, Mandate, Meeting, Membership, Minutes),
                *(Organisation, Post, Seat, SeatHolder, Sector),
            )
        }
        self.meeting = {meeting.id: meeting for meeting in self.all[Meeting]}

    # who

    def stays(self) -> list[tuple[int, int, date, date]]:
        """Return (person, committee, first day, first day after) of every registration and seat."""
        body = {seat.id: seat.committee_id for seat in self.all[Seat]}
        rows = [(m.person_id, m.committee_id, m.starts_on, m.ends_on) for m in self.all[Membership]]
        rows += [(h.person_id, body[h.seat_id], h.starts_on, h.ends_on) for h in self.all[SeatHolder]]
        return [(who, where, a or date.min, b or date.max) for who, where, a, b in rows]

    def members(self, day: date) -> set[tuple[int, int]]:
        """Return the pairs (person, committee) that hold on ``day``."""
        return {(who, where) for who, where, first, after in self.stays() if first <= day < after}

    def post(self, person_id: int, day: date) -> Any:
        """Return the post that counts of a person on ``day``: the latest begun."""
        held = [
            post
            for post in self.all[Post]
            if post.person_id == person_id
            and (post.starts_on or date.min) <= day < (post.ends_on or date.max)
        ]
        return max(held, key=lambda post: (post.starts_on or date.min, -post.id), default=None)

    def sector_of(self, person_id: int, day: date) -> int | None:
        """Return the sector of somebody's post, or else of its organisation."""
        post = self.post(person_id, day)
        if post is None:
            return None
        if post.sector_id is not None:
            return int(post.sector_id)
        return next((o.sector_id for o in self.all[Organisation] if o.id == post.organisation_id), None)

    def came_and_went(self, period: Period) -> tuple[int, int]:
        """Walk through the period day by day and count who is there and was not, and the other way round."""
        joined = left = 0
        day = period.first
        before = {who for who, _ in self.members(day - timedelta(days=1))}
        while day <= period.last:
            now = {who for who, _ in self.members(day)}
            joined += len(now - before)
            left += len(before - now)
            before, day = now, day + timedelta(days=1)
        return joined, left

    # attendance

    def rows(self, period: Period) -> list[tuple[Any, Any]]:
        """Return (attendance, meeting) of the meetings held in the period."""
        return [
            (row, self.meeting[row.meeting_id])
            for row in self.all[Attendance]
            if self.meeting[row.meeting_id].state == "held" and self.meeting[row.meeting_id].day in period
        ]

    def expected(self, period: Period) -> list[tuple[Any, Any]]:
        """Return the rows of those who were expected."""
        return [(row, meeting) for row, meeting in self.rows(period) if not row.is_guest]

    def count(self, rows: list[Any]) -> dict[str, int]:
        """Return how many rows have each status."""
        statuses = ("present", "remote", "represented", "excused", "absent", "not_recorded")
        return {status: sum(row.status == status for row in rows) for status in statuses}

    def guests(self, period: Period, committee_id: int) -> int:
        """Return how many came to a committee who neither sat there nor stood in for anybody that day."""
        found = 0
        for row, meeting in self.rows(period):
            if not row.is_guest or row.status not in CAME or meeting.committee_id != committee_id:
                continue
            substitutes = {
                m.person_id
                for m in self.all[Membership]
                if m.committee_id == committee_id
                and m.substitute_for_id is not None
                and (m.starts_on or date.min) <= meeting.day < (m.ends_on or date.max)
            }
            found += row.person_id not in substitutes
        return found

    def dormant(self, day: date) -> int:
        """Return how many who sit somewhere on ``day`` never came in the twelve months up to it."""
        try:
            since = day.replace(year=day.year - 1)
        except ValueError:
            since = day.replace(year=day.year - 1, day=28)
        year = Period(since + timedelta(days=1), day)
        found = 0
        for who in {who for who, _ in self.members(day)}:
            own = [row for row, _ in self.rows(year) if row.person_id == who]
            known = [row for row in own if not row.is_guest and row.status != "not_recorded"]
            found += len(known) >= 2 and not any(row.status in CAME for row in own)
        return found

    # partners, rhythm, actions

    def partners(self, period: Period) -> dict[str, Any]:
        """Return how many are targeted, registered, seen, active, and the names of those to win."""
        wanted = [
            o
            for o in self.all[Organisation]
            if o.archived_at is None and o.merged_into_id is None and o.partner_state != "declined"
        ]
        sitting = set()
        for who, _ in self.members(period.last):
            post = self.post(who, period.last)
            if post is not None:
                sitting.add(post.organisation_id)
        seen = {row.organisation_id for row, _ in self.rows(period) if row.status in CAME}
        recent: set[int | None] = set()
        for committee in self.all[Committee]:
            held = [
                m
                for m in self.all[Meeting]
                if m.committee_id == committee.id and m.state == "held" and m.day <= period.last
            ]
            last_two = {m.id for m in sorted(held, key=lambda m: (m.day, m.id))[-2:]}
            recent |= {
                row.organisation_id
                for row in self.all[Attendance]
                if row.meeting_id in last_two and row.status in CAME
            }
        return {
            "targeted": len(wanted),
            "registered": sum(o.partner_state in ("registered", "active") or o.id in sitting for o in wanted),
            "seen": sum(o.id in seen for o in wanted),
            "active": sum(o.id in recent for o in wanted),
            "to_win": sorted(o.name for o in wanted if o.id not in seen),
        }

    def days(self, period: Period) -> tuple[float | None, float | None]:
        """Return the median days to sending and to approval of the meetings held."""
        sent, approved = [], []
        for minutes in self.all[Minutes]:
            meeting = self.meeting[minutes.meeting_id]
            if meeting.state != "held" or meeting.day not in period:
                continue
            if minutes.sent_at is not None:
                sent.append((minutes.sent_at.astimezone().date() - meeting.day).days)
            if minutes.approved_on is not None:
                approved.append((minutes.approved_on - meeting.day).days)
        return median(sent) if sent else None, median(approved) if approved else None

    def actions(self, period: Period) -> dict[str, Any]:
        """Return what became of actions."""
        day = min(period.last, max(self.today, period.first))
        items = {item.id: item for item in self.all[AgendaItem]}
        found: dict[str, Any] = dict.fromkeys(("closed", "due", "on_time", "overdue", "dropped", "open"), 0)
        ages = []
        for action in self.all[ActionItem]:
            item = items.get(action.agenda_item_id)
            decided = None if item is None else self.meeting[item.meeting_id].day
            if action.closed_on is not None and action.closed_on in period:
                found["closed"] += action.state == "done"
                found["dropped"] += action.state == "dropped"
                if action.state == "done" and action.due_on is not None:
                    found["due"] += 1
                    found["on_time"] += action.closed_on <= action.due_on
            if (decided is None or decided <= day) and (action.closed_on is None or action.closed_on > day):
                found["open"] += 1
                found["overdue"] += action.due_on is not None and action.due_on < day
                if decided is not None:
                    ages.append((day - decided).days)
        return found | {"median_age": median(ages) if ages else None}
