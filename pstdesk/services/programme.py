"""The programme of a base: set up from a preset, then kept."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Attachment,
    Committee,
    CommitteeLevel,
    Grade,
    Meeting,
    Organisation,
    OrganisationCategory,
    Person,
    Programme,
    RuleSet,
    Seat,
    Sector,
)
from pstdesk.documents.foreign import read_file
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.presets import Preset, PresetCommittee, read_preset
from pstdesk.resources import resource
from pstdesk.services.actions import open_count
from pstdesk.services.attachments import keep_file
from pstdesk.services.fetch import fetch, required


@dataclass(frozen=True, slots=True)
class ProgrammeForm:
    """The programme as it is typed; ``letterhead`` is the lines printed at the top of documents."""

    name: str
    town: str
    letterhead: str = ""
    footer: str = ""
    language: str = "fr"
    time_zone: str = "Europe/Paris"
    school_zone: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """The programme as it is shown; ``template`` is the name of the commune's own Word letterhead."""

    form: ProgrammeForm
    template: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each the base holds today."""

    committees: int
    people: int
    organisations: int
    meetings: int
    open_actions: int


def load_preset(name: str) -> Preset:
    """Return the preset that ships as ``name``: bondy, ctg or vide."""
    return read_preset(resource("presets", f"{name}.json").read_text(encoding="utf-8"))


def set_up(session: Session, preset_name: str, form: ProgrammeForm, today: date) -> None:
    """Fill an empty base from a preset; refused where a programme is there already."""
    if session.get(Programme, 1) is not None:
        raise Refused("programme_exists")
    preset = load_preset(preset_name)
    rule_sets = _add_rule_sets(session, preset)
    programme = Programme(
        id=1,
        base_id=uuid.uuid4().hex,
        preset=preset_name,
        started_on=today,
        default_rule_set_id=rule_sets[preset.default_rule_set],
    )
    _fill(programme, form)
    session.add(programme)
    for position, grade in enumerate(preset.grades):
        session.add(Grade(name=grade, search_key=fold(grade), position=position))
    for position, sector in enumerate(preset.sectors):
        session.add(
            Sector(
                name=sector.name,
                search_key=fold(sector.name),
                social_work=sector.social_work,
                position=position,
            )
        )
    for position, category in enumerate(preset.organisation_categories):
        session.add(OrganisationCategory(name=category, search_key=fold(category), position=position))
    _add_committees(session, preset, rule_sets)


def _add_rule_sets(session: Session, preset: Preset) -> dict[str, int]:
    made = {rules.name: RuleSet(**asdict(rules)) for rules in preset.rule_sets}
    session.add_all(made.values())
    session.flush()
    return {name: rules.id for name, rules in made.items()}


def _add_committees(session: Session, preset: Preset, rule_sets: dict[str, int]) -> None:
    levels = {
        level.name: CommitteeLevel(
            kind=level.kind, name=level.name, body_name=level.body_name, position=position
        )
        for position, level in enumerate(preset.levels)
    }
    session.add_all(levels.values())
    session.flush()
    for position, body in enumerate(preset.committees):
        committee = Committee(
            level_id=levels[body.level].id,
            name=body.name,
            short_name=body.short_name,
            search_key=fold(body.name),
            short_key=fold(body.short_name),
            rhythm=body.rhythm,
            usual_month=body.usual_month,
            open_membership=body.open_membership,
            elects_referent=body.elects_referent,
            rule_set_id=rule_sets.get(body.rule_set or ""),
            position=position,
        )
        session.add(committee)
        session.flush()
        _add_seats(session, committee.id, body)


def _add_seats(session: Session, committee_id: int, body: PresetCommittee) -> None:
    session.add_all(
        Seat(committee_id=committee_id, office=seat.office, capacity=seat.capacity, position=position)
        for position, seat in enumerate(body.seats)
    )


def the_programme(session: Session) -> Programme:
    """Return the programme; refused where the base has none yet."""
    programme = session.get(Programme, 1)
    if programme is None:
        raise Refused("programme_missing")
    return programme


def letterhead_lines(programme: Programme) -> tuple[str, ...]:
    """Return the lines printed at the top of documents, blank ones left out."""
    return tuple(line.strip() for line in programme.letterhead.splitlines() if line.strip())


def programme_page(session: Session) -> ProgrammePage | None:
    """Return the programme as it is shown, or None in a base that was not set up."""
    programme = session.get(Programme, 1)
    if programme is None:
        return None
    name = select(Attachment.name).where(Attachment.id == programme.template_id)
    form = ProgrammeForm(
        programme.name,
        programme.town,
        programme.letterhead,
        programme.footer,
        programme.language,
        programme.time_zone,
        programme.school_zone,
        programme.version,
    )
    return ProgrammePage(form, session.scalar(name) or "")


def change_programme(session: Session, form: ProgrammeForm) -> None:
    """Write ``form`` over the programme, in the version that was read."""
    _fill(fetch(session, Programme, 1, form.version), form)


def _fill(programme: Programme, form: ProgrammeForm) -> None:
    programme.name = required(form.name, "programme_without_name")
    programme.town = required(form.town, "programme_without_town")
    programme.letterhead = form.letterhead.strip()
    programme.footer = form.footer.strip()
    programme.language = form.language
    programme.time_zone = form.time_zone
    programme.school_zone = form.school_zone


def set_template(session: Session, letterhead: Path) -> None:
    """Keep the commune's own Word letterhead; refused is what ``open_letterhead`` refuses."""
    from pstdesk.documents.letterhead import open_letterhead

    content = read_file(letterhead)
    open_letterhead(letterhead)  # by its path, so that a refusal names the file
    the_programme(session).template_id = keep_file(session, letterhead.name, content)


def remove_template(session: Session) -> None:
    """Go back to the template that ships with the program."""
    the_programme(session).template_id = None


def template(session: Session) -> bytes | None:
    """Return the commune's own Word letterhead, or None where it has chosen none."""
    chosen = session.get(Attachment, the_programme(session).template_id or 0)
    return None if chosen is None else chosen.content


def counts(session: Session) -> Counts:
    """Return what the sidebar shows beside its places."""
    people, organisations, committees = (
        session.scalar(select(func.count()).select_from(model).where(model.archived_at.is_(None))) or 0
        for model in (Person, Organisation, Committee)
    )
    meetings = session.scalar(select(func.count()).select_from(Meeting)) or 0
    return Counts(committees, people, organisations, meetings, open_count(session))
