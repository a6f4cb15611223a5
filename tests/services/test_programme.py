"""A programme set up from a preset, and the files it keeps."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from pstdesk.db.database import Database
from pstdesk.db.models import (
    Attachment,
    Committee,
    CommitteeLevel,
    Grade,
    Organisation,
    Person,
    Programme,
    RuleSet,
    Seat,
    Sector,
)
from pstdesk.domain.action import ActionState
from pstdesk.domain.committee import Capacity, Rhythm
from pstdesk.domain.presets import PRESETS
from pstdesk.services import programme
from pstdesk.services.programme import ProgrammeForm
from pstdesk.services.vocabulary import vocabulary
from tests import builders
from tests.documents.letterhead_makers import letterhead, with_field
from tests.refusals import refused

TODAY = date(2026, 11, 23)
FORM = ProgrammeForm("PST de L’Haÿ", "L’Haÿ-sous-Œuvre")
NINE = ("CLG", "CV", "CT1", "CT2", "CT3", "CT4", "CT5", "CT6", "CT7")


@pytest.mark.parametrize("preset", PRESETS)
def test_each_preset_fills_an_empty_base_with_its_lists_and_no_people(base: Database, preset: str) -> None:
    with base.write() as session:
        programme.set_up(session, preset, FORM, TODAY)
    expected = programme.load_preset(preset)
    with base.read() as session:
        words = vocabulary(session)
        assert [choice.name for choice in words.grades] == list(expected.grades)
        assert [choice.name for choice in words.sectors] == [sector.name for sector in expected.sectors]
        assert [choice.name for choice in words.categories] == list(expected.organisation_categories)
        assert [choice.name for choice in words.levels] == [level.name for level in expected.levels]
        assert [choice.detail for choice in words.committees] == [
            body.short_name for body in expected.committees
        ]
        assert session.scalar(select(func.count()).select_from(RuleSet)) == len(expected.rule_sets)
        for model in (Person, Organisation):
            assert session.scalar(select(func.count()).select_from(model)) == 0


def test_the_bondy_preset_gives_the_nine_bodies_with_the_seats_of_the_council(base: Database) -> None:
    with base.write() as session:
        programme.set_up(session, "bondy", FORM, TODAY)
    with base.read() as session:
        bodies = {body.short_name: body for body in session.scalars(select(Committee))}
        assert tuple(sorted(bodies)) == tuple(sorted(NINE))
        council = bodies["CLG"]
        assert (council.rhythm, council.usual_month, council.open_membership) == (Rhythm.YEARLY, 9, False)
        assert {bodies[f"CT{n}"].rhythm for n in range(1, 8)} == {Rhythm.QUARTERLY}
        assert all(bodies[f"CT{n}"].elects_referent for n in range(1, 8))
        seats = session.scalars(select(Seat)).all()
        assert {(seat.committee_id, seat.capacity) for seat in seats} == {(council.id, Capacity.CO_CHAIR)}
        assert len(seats) == 4
        level = session.get(CommitteeLevel, bodies["CT1"].level_id)
        assert level is not None
        assert level.body_name == "comité technique"
        flags = set(session.scalars(select(Sector.social_work)))
        assert flags == {True, False}


def test_the_default_rules_are_those_the_preset_names(base: Database) -> None:
    with base.write() as session:
        programme.set_up(session, "bondy", FORM, TODAY)
    with base.read() as session:
        made = programme.the_programme(session)
        rules = session.get(RuleSet, made.default_rule_set_id)
        assert rules is not None
        assert rules.name == programme.load_preset("bondy").default_rule_set
        assert len(made.base_id) == 32


def test_a_base_is_set_up_once(base: Database) -> None:
    with base.write() as session:
        programme.set_up(session, "vide", FORM, TODAY)
    with refused("programme_exists"), base.write() as session:
        programme.set_up(session, "bondy", FORM, TODAY)
    with base.read() as session:
        assert programme.counts(session).committees == 0


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (ProgrammeForm(" ", "Valmont"), "programme_without_name"),
        (ProgrammeForm("PST", "\t"), "programme_without_town"),
    ],
)
def test_a_programme_needs_a_name_and_a_town(base: Database, form: ProgrammeForm, code: str) -> None:
    with refused(code), base.write() as session:
        programme.set_up(session, "bondy", form, TODAY)
    with base.read() as session:
        assert session.scalar(select(func.count()).select_from(Grade)) == 0


def test_a_base_that_was_not_set_up_says_so(base: Database) -> None:
    with base.read() as session:
        assert programme.programme_page(session) is None
        with refused("programme_missing"):
            programme.the_programme(session)


def test_the_programme_is_changed_in_the_version_that_was_read(base: Database) -> None:
    with base.write() as session:
        builders.programme(session)
        form = ProgrammeForm(
            "  PST   de Valmont ", "Valmont", " Ville\nCCAS ", " Pied ", "en", "Europe/Paris", "C", 1
        )
        programme.change_programme(session, form)
    with base.read() as session:
        page = programme.programme_page(session)
        assert page is not None
        assert page.form == ProgrammeForm(
            "PST de Valmont", "Valmont", "Ville\nCCAS", "Pied", "en", "Europe/Paris", "C", 2
        )
        assert page.template == ""
    with refused("changed_meanwhile"), base.write() as session:
        programme.change_programme(session, form)


def test_the_letterhead_is_kept_until_it_is_removed(base: Database, tmp_path: Path) -> None:
    own = tmp_path / "papier à en-tête.docx"
    own.write_bytes(letterhead())
    with base.write() as session:
        builders.programme(session)
        assert programme.template(session) is None
        programme.set_template(session, own)
    with base.read() as session:
        page = programme.programme_page(session)
        assert page is not None
        assert page.template == "papier à en-tête.docx"
        assert programme.template(session) == own.read_bytes()
    with base.write() as session:
        programme.remove_template(session)
    with base.read() as session:
        assert programme.template(session) is None


def test_a_letterhead_that_is_no_good_changes_nothing(base: Database, tmp_path: Path) -> None:
    own = tmp_path / "papier.docx"
    own.write_bytes(with_field("INCLUDETEXT secret.txt"))
    with base.write() as session:
        builders.programme(session)
    with refused("letterhead_linked", name="papier.docx"), base.write() as session:
        programme.set_template(session, own)
    with base.read() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 0


def test_the_sidebar_counts_what_was_not_put_away(base: Database) -> None:
    with base.write() as session:
        body = builders.committee(session)
        builders.meeting(session, body)
        gone = {"archived_at": builders.AN_INSTANT}
        builders.person(session)
        builders.person(session, "Noël", "Bœuf", **gone)
        builders.organisation(session, "L’Écluse", **gone)
        builders.committee(session, "CT9", "Ancien", **gone)
        builders.action(session)
        builders.action(session, "Finie", state=ActionState.DONE)
    with base.read() as session:
        assert programme.counts(session) == programme.Counts(
            committees=1, people=1, organisations=0, meetings=1, open_actions=1
        )


def test_what_was_put_away_is_not_offered(base: Database) -> None:
    with base.write() as session:
        builders.grade(session, "Agent", position=1)
        builders.grade(session, "Élu", position=0)
        builders.grade(session, "Ancien", archived_at=builders.AN_INSTANT)
    with base.read() as session:
        assert [choice.name for choice in vocabulary(session).grades] == ["Élu", "Agent"]
        assert session.scalar(select(func.count()).select_from(Programme)) == 0
