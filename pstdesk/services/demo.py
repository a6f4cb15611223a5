"""The demonstration: three plausible years of the Bondy preset, played through the same services."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.migrate import open_base
from pstdesk.db.models import Attendance, ElectionRecord, Meeting
from pstdesk.domain.agenda import ItemKind, ItemState, comes_back
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.services.agenda import ItemForm, add_item, item_rows, set_item_state, write_notes
from pstdesk.services.attendance import add_guest, record, represent
from pstdesk.services.demo_actions import follow_up_actions, follow_up_between_meetings
from pstdesk.services.demo_calendar import add_school_holidays, last_working_day, meeting_days
from pstdesk.services.demo_cast import Cast, add_cast, read_script
from pstdesk.services.demo_elections import Elections
from pstdesk.services.demo_minutes import finish_minutes, move_minutes, noon
from pstdesk.services.demo_review import write_reviews
from pstdesk.services.election_record import record_order
from pstdesk.services.expected import expected_people
from pstdesk.services.export import Order, file_document
from pstdesk.services.meeting_documents import agenda_order, sheet_order
from pstdesk.services.meetings import MeetingForm, convene, hold, plan_meeting
from pstdesk.services.minutes_export import minutes_order
from pstdesk.services.new_base import new_base
from pstdesk.services.programme import ProgrammeForm
from pstdesk.services.results import (
    ActionForm,
    add_action,
    add_decision,
)
from pstdesk.services.review_export import SUFFIXES, review_order
from pstdesk.services.reviews import review_rows
from pstdesk.services.standing_items import StandingItemForm, add_standing_item

YEARS = 3
BASE_NAME = "demo.pstdesk"
DOCUMENTS = "documents"
_SHORT_OF_TIME = 5
"""One in so many meetings does not reach its last topic, which comes back at the next one."""
_COME_TO_ELECT = 0.35
"""How many more of the members come where there is somebody to elect."""

Step = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration holds; ``is_new`` is False where it was there already."""

    base: Path
    documents: tuple[Path, ...]
    is_new: bool


@dataclass
class _Stage:
    """What the story needs at every turn."""

    session: Session
    script: Mapping[str, Any]
    rng: Random
    cast: Cast
    today: date
    elections: Elections
    topics: dict[str, Any] = field(default_factory=dict)
    last_held: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, Sequence[Any]] = field(default_factory=dict)
    """By body: the topic for which its last meeting had no time left."""
    held: int = 0
    """How many meetings took place so far."""


def make_demo(folder: Path, today: date, step: Step = lambda done, total: None) -> Demo:
    """Make ``demo.pstdesk`` in ``folder`` and the documents of its meetings, or find them there.

    The same day gives the same story. ``step(done, total)`` is called at each meeting played and each
    document written; whatever it raises leaves no half base, and the documents are completed the next time.
    """
    base = folder / BASE_NAME
    documents = folder / DOCUMENTS
    is_new = not os.path.lexists(base)  # what cannot even be looked at, new_base refuses in a sentence
    if is_new:
        script = read_script()
        form = ProgrammeForm(**script["programme"])
        fill = partial(play, script=script, today=today, step=step)
        new_base(base, "bondy", form, today, user="demo", fill=fill)
    with closing(open_base(base)) as database:
        orders = _orders(database, noon(today))
        if is_new or len(_written(documents)) < len(orders):
            _write_documents(database, orders, documents, step)
    return Demo(base, _written(documents), is_new)


def _written(documents: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in documents.glob("*") if path.suffix in (".docx", ".pdf", ".xlsx")))


def _orders(database: Database, now: datetime) -> tuple[tuple[Order, str], ...]:
    """Return what is to be written: minutes, records, what meetings are prepared with, reviews."""
    query = select(Meeting.id, Meeting.state).order_by(Meeting.day, Meeting.id)
    with database.read() as session:
        meetings = session.execute(query).all()
        records = session.scalars(select(ElectionRecord.id).order_by(ElectionRecord.id)).all()
        frozen = [row.id for row in review_rows(session) if row.is_frozen]
    held = [minutes_order(meeting_id, now) for meeting_id, state in meetings if state is MeetingState.HELD]
    coming = [meeting_id for meeting_id, state in meetings if state in TO_COME]
    return (
        *((order, ".docx") for order in held),
        *((record_order(record_id), suffix) for record_id in records for suffix in (".docx", ".pdf")),
        *((agenda_order(meeting_id), ".docx") for meeting_id in coming),
        *((sheet_order(meeting_id), ".pdf") for meeting_id in coming),
        *((review_order(review_id, now.date()), suffix) for review_id in frozen for suffix in SUFFIXES),
    )


def _write_documents(
    database: Database, orders: Sequence[tuple[Order, str]], documents: Path, step: Step
) -> None:
    """Write what was ordered; what is there already is left alone."""
    for done, (order, suffix) in enumerate(orders):
        step(done, len(orders))
        file_document(database, order, documents, suffix)
    step(len(orders), len(orders))


def play(session: Session, script: Mapping[str, Any], today: date, step: Step) -> None:
    """Play the three years that end with ``today``, and plan the meetings to come."""
    # The session forgets what nobody holds; the story comes back to the same meetings and items all the time.
    held: list[object] = []
    event.listen(session, "loaded_as_persistent", lambda _session, record: held.append(record))
    event.listen(session, "pending_to_persistent", lambda _session, record: held.append(record))
    rng = Random(2016)
    first_day = date(today.year - YEARS, (today.month - 1) // 3 * 3 + 1, 1)
    cast = add_cast(session, script, rng, first_day)
    calendar = meeting_days(first_day, today)
    elections = Elections(session, script, cast.committees, calendar, today)
    stage = _Stage(session, script, rng, cast, today, elections)
    closing_item = StandingItemForm(script["closing"]["title"], ItemKind.ANY_OTHER_BUSINESS, "", 10)
    for committee_id in cast.committees.values():
        add_standing_item(session, committee_id, closing_item)
    stage.topics = {name: _told(topics, script["later"]) for name, topics in script["topics"].items()}
    add_school_holidays(session, script, first_day, today)
    for done, (day, name) in enumerate(calendar):
        step(done, len(calendar))
        _play_meeting(stage, name, day)
    follow_up_between_meetings(session, today, script["progress"])
    finish_minutes(session, script, today)
    write_reviews(session, script["reviews"], today)


def _told(topics: Sequence[Mapping[str, Any]], later: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    """Tell each topic once, then come back to all of them, each time for another reason."""
    yield from topics
    for again in cycle(later):
        for topic in topics:
            words = {"topic": topic["title"], "presenter": topic["presenter"]}
            yield {
                "title": f"{topic['title']}, {again['title']}",
                "kind": ItemKind.DISCUSSION,
                "presenter": topic["presenter"],
                "account": again["account"].format(**words),
                "decisions": [text.format(**words) for text in again["decisions"]],
                "actions": [
                    {"text": text.format(**words), "owner": topic["presenter"], "days": days}
                    for text, days in again["actions"]
                ],
            }


def _play_meeting(stage: _Stage, name: str, day: date) -> None:
    session, rng = stage.session, stage.rng
    expected = expected_people(session, stage.cast.committees[name], day)
    people = [expected[len(expected) // 3], expected[2 * len(expected) // 3]]
    hour, minute = rng.choice(((9, 30), (14, 0), (14, 30)))
    meeting_id = plan_meeting(
        session,
        MeetingForm(
            stage.cast.committees[name],
            day,
            time(hour, minute),
            time(hour + 2, minute),
            rng.choice(stage.script["places"]),
            facilitator_id=people[0],
            secretary_id=people[1],
        ),
    )
    topics = [next(stage.topics[name]) for _ in range(2 if name == "CV" else 3)]
    for topic in topics:
        form = ItemForm(topic["title"], ItemKind(topic["kind"]), topic["presenter"], rng.choice((15, 20, 25)))
        add_item(session, meeting_id, form)
    election = stage.elections.prepare(name, meeting_id, day, met=name in stage.last_held)
    if day <= stage.today + timedelta(days=21):
        convene(session, meeting_id, last_working_day(min(stage.today, day - timedelta(days=16))))
    if day > stage.today:
        return
    hold(session, meeting_id, stage.today)
    follow_up_actions(session, stage.cast.committees[name], day, stage.script["progress"])
    typed = day < stage.today - timedelta(days=5)
    rate = stage.script["attendance"][name] + (_COME_TO_ELECT if election else 0)
    _type_attendance(stage, rate, meeting_id, people, complete=typed)
    if typed:
        session.get_one(Meeting, meeting_id).sheet_filed_on = day + timedelta(days=1)
    stage.held += 1
    told = [*topics, *stage.waiting.pop(name, ())]
    if name.startswith("CT") and stage.held % _SHORT_OF_TIME == 0:
        told.remove(topics[-1])
        stage.waiting[name] = topics[-1:]
    if election:
        told.append(election)
    _type_notes(stage, meeting_id, day, told)
    stage.elections.hold(name, meeting_id)
    move_minutes(session, stage.last_held.get(name), meeting_id, day, stage.today)
    stage.last_held[name] = meeting_id


def _type_attendance(
    stage: _Stage, rate: float, meeting_id: int, running_it: Sequence[int], *, complete: bool
) -> None:
    session, rng = stage.session, stage.rng
    rows = select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.person_id)
    expected = [row.person_id for row in session.scalars(rows)]
    statuses = _statuses(expected, rate, rng, complete=complete)
    statuses |= dict.fromkeys(running_it, AttendanceStatus.PRESENT)
    with session.no_autoflush:  # written together, not one by one
        for person_id, status in statuses.items():
            record(session, meeting_id, person_id, status)
    there = [person_id for person_id, status in statuses.items() if status.attended]
    away = [person_id for person_id in expected if person_id not in there]
    if there and away and rng.random() < 0.3:
        represent(session, meeting_id, away[0], there[0])
    if rng.random() < 0.35:
        guests = [person_id for person_id in stage.cast.people if person_id not in expected]
        add_guest(session, meeting_id, rng.choice(guests))


def _statuses(
    expected: Sequence[int], rate: float, rng: Random, *, complete: bool
) -> dict[int, AttendanceStatus]:
    """Return who came, some of them left out where the sheet is not ``complete``."""
    statuses: dict[int, AttendanceStatus] = {}
    for person_id in expected:
        # people are not alike: some come nearly always, some hardly ever
        habit = rate + (person_id * 7 % 11 - 5) * 0.05
        draw = rng.random()
        if not complete and (draw > 0.97 or person_id == expected[-1]):
            continue
        statuses[person_id] = AttendanceStatus.ABSENT
        if draw < habit:
            came = AttendanceStatus.REMOTE if rng.random() < 0.12 else AttendanceStatus.PRESENT
            statuses[person_id] = came
        elif rng.random() < 0.6:
            statuses[person_id] = AttendanceStatus.EXCUSED
    return statuses


def _type_notes(stage: _Stage, meeting_id: int, day: date, topics: Sequence[Mapping[str, Any]]) -> None:
    by_title = {topic["title"]: topic for topic in topics}
    for item in item_rows(stage.session, meeting_id):
        topic = by_title.get(item.form.title, {})
        if not topic and comes_back(item.form.kind):
            set_item_state(stage.session, item.id, ItemState.NOT_REACHED)
            continue
        notes = {
            ItemKind.MINUTES_APPROVAL: stage.script["approval"],
            ItemKind.ACTIONS_FOLLOW_UP: stage.script["follow_up"],
            ItemKind.ANY_OTHER_BUSINESS: stage.script["closing"]["account"],
        }.get(item.form.kind, topic.get("account", ""))
        write_notes(stage.session, item.id, notes, item.form.version or 1)
        for text in topic.get("decisions", ()):
            add_decision(stage.session, item.id, text)
        for action in topic.get("actions", ()):
            due = day + timedelta(days=action["days"])
            add_action(stage.session, item.id, ActionForm(action["text"], action["owner"], due))
