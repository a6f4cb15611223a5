"""From the base to the paper that goes with it to whoever takes it up."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from pstdesk.db.backup import backup_folder, backups_of
from pstdesk.db.models import ActionItem, Committee, Mandate, Meeting, Person, Seat, SeatHolder
from pstdesk.documents.files import file_name
from pstdesk.documents.handover import (
    ActionEntry,
    ContactEntry,
    HandoverContent,
    MeetingEntry,
    MinutesEntry,
    OwnerEntry,
    PartnerEntry,
    PostEntry,
    Whereabouts,
)
from pstdesk.documents.handover_document import handover_document
from pstdesk.domain.doubles import RecordKind
from pstdesk.domain.lights import Lamp, Light, LightState, lights
from pstdesk.domain.meeting import SIGNED_IN
from pstdesk.domain.names import spoken_name
from pstdesk.services.action_rows import COLUMNS, OPEN_STATES, RegisterRow, built_rows, in_order
from pstdesk.services.actions import open_count
from pstdesk.services.dashboard_meetings import meeting_lines, minutes_lines
from pstdesk.services.dashboard_people import mandate_lines, partners
from pstdesk.services.doubles import possible_doubles
from pstdesk.services.export import Order, Printout, drawing
from pstdesk.services.fetch import holds_on
from pstdesk.services.programme import letterhead_lines, programme_page, template, the_programme

SUFFIXES = (".docx", ".pdf")
_MOST_ACTIONS = 300
"""A paper of more pages than anybody reads; the register has them all."""
_MOST_MEETINGS = 24


def whereabouts(path: Path, documents: Path, backups: Path | None = None) -> Whereabouts:
    """Return where the base at ``path``, its backups and its documents are; looks at the disk."""
    found = backups_of(path, backups)
    return Whereabouts(
        base=str(path),
        backups=str(backup_folder(path, backups)),
        documents=str(documents),
        last_backup=found[0].at.astimezone() if found else None,
    )


def handover_order(today: date, made_by: str, find: Callable[[], Whereabouts]) -> Order:
    """Return the order for the paper, as things stand ``today``; ``find()`` is called when it is written."""
    return Order(SUFFIXES, partial(_read, today=today, made_by=made_by, find=find))


def _read(
    session: Session, suffix: str, today: date, made_by: str, find: Callable[[], Whereabouts]
) -> Printout:
    content = handover_content(session, today, made_by, find())
    drawn = drawing(handover_document(content), suffix, template(session))
    return Printout(file_name("Passation", today, (content.town,), version=None, suffix=suffix), drawn)


def handover_content(session: Session, today: date, made_by: str, where: Whereabouts) -> HandoverContent:
    """Return what is open ``today``, for whoever takes the base up."""
    programme, page = the_programme(session), programme_page(session)
    partner_lines = partners(session, today).rows
    return HandoverContent(
        programme=programme.name,
        town=programme.town,
        made_on=today,
        made_by=made_by,
        where=where,
        letterhead=letterhead_lines(programme),
        footer=programme.footer,
        template=page.template if page is not None else "",
        meetings=_meetings(session, today),
        contacts=_contacts(session, today),
        minutes=_minutes(session, today),
        owners=_owners(session, today),
        actions=open_count(session),
        posts=(*_mandates(session, today), *_vacant_seats(session, today)),
        partners=tuple(PartnerEntry(line.name, line.last_seen, line.members) for line in partner_lines),
        double_people=possible_doubles(session, RecordKind.PERSON, today).total,
        double_organisations=possible_doubles(session, RecordKind.ORGANISATION, today).total,
        language=programme.language,
    )


def _meetings(session: Session, today: date) -> tuple[MeetingEntry, ...]:
    """Return the meetings to come or to be noted, and those held whose sheet is not filed.

    What minutes and their approval wait for is said of the minutes.
    """
    lines = meeting_lines(session, today, most=_MOST_MEETINGS)
    query = select(Meeting.id, Meeting.place).where(Meeting.id.in_([line.id for line in lines]))
    places = {meeting_id: place for meeting_id, place in session.execute(query)}
    entries = []
    for line in lines:
        is_held = line.facts.state in SIGNED_IN
        lamps = tuple(lamp for lamp in lights(line.facts, today) if _is_told(lamp, is_held=is_held))
        if lamps or not is_held:
            body = f"{line.short_name} {line.committee}"
            named = (body, line.facts.day, line.starts_at, is_held, line.referent, lamps)
            entries.append(MeetingEntry(*named, "" if is_held else places[line.id]))
    return tuple(entries)


def _is_told(lamp: Lamp, *, is_held: bool) -> bool:
    if is_held:
        return lamp.light is Light.SHEET and lamp.state in (LightState.DUE, LightState.LATE)
    return lamp.light is Light.CONVOCATION


def _contacts(session: Session, today: date) -> tuple[ContactEntry, ...]:
    """Return who speaks today for each body that is not archived."""
    query = (
        select(Committee, Mandate.role, Person)
        .join(Mandate, Mandate.committee_id == Committee.id)
        .join(Person, Person.id == Mandate.person_id)
        .where(Committee.archived_at.is_(None), holds_on(Mandate, today))
        .order_by(Committee.position, Committee.id, Mandate.role, Mandate.starts_on, Mandate.id)
    )
    return tuple(
        ContactEntry(
            f"{body.short_name} {body.name}",
            spoken_name(person.given_name, person.family_name),
            role,
            person.phone,
            person.email,
        )
        for body, role, person in session.execute(query)
    )


def _minutes(session: Session, today: date) -> tuple[MinutesEntry, ...]:
    return tuple(
        MinutesEntry(f"{line.short_name} {line.committee}", line.facts.day, line.waiting, line.next_day)
        for line in minutes_lines(session, today, most=_MOST_MEETINGS).rows
    )


def _owners(session: Session, today: date) -> tuple[OwnerEntry, ...]:
    """Return the open actions by who has them, those that nobody has first, else by name."""
    query = in_order(select(*COLUMNS).where(ActionItem.state.in_(OPEN_STATES))).limit(_MOST_ACTIONS)
    by_owner: defaultdict[str, list[ActionEntry]] = defaultdict(list)
    for row in built_rows(session, session.execute(query).all(), today):
        for owner in row.owners or ("",):
            by_owner[owner].append(_action(row))
    names = sorted(by_owner, key=lambda name: (name != "", name.casefold()))
    return tuple(OwnerEntry(name, tuple(by_owner[name])) for name in names)


def _action(row: RegisterRow) -> ActionEntry:
    return ActionEntry(row.text, row.due_on, row.late, ", ".join(row.committees), row.last_note)


def _mandates(session: Session, today: date) -> list[PostEntry]:
    return [
        PostEntry(f"{line.short_name} {line.committee}", line.person, line.day, role=line.role)
        for line in mandate_lines(session, today)
    ]


def _vacant_seats(session: Session, today: date) -> list[PostEntry]:
    """Return the seats that nobody holds today."""
    held = exists().where(
        SeatHolder.seat_id == Seat.id, SeatHolder.is_substitute.is_(False), holds_on(SeatHolder, today)
    )
    query = (
        select(Committee.short_name, Committee.name, Seat.office)
        .join(Committee, Committee.id == Seat.committee_id)
        .where(Seat.archived_at.is_(None), Committee.archived_at.is_(None), ~held)
        .order_by(Committee.position, Committee.id, Seat.position, Seat.id)
    )
    return [
        PostEntry(f"{short_name} {name}", "", None, office=office)
        for short_name, name, office in session.execute(query)
    ]
