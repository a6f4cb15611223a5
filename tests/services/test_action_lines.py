"""Lines of the notes that become actions, and who is proposed after an at-sign."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.services import results
from pstdesk.services.action_lines import Mention, TakenLine, mentions, take_action_line
from pstdesk.services.results import ActionForm, ActionRow
from tests import builders
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting

DAY = date(2026, 11, 12)


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        cpam = builders.organisation(session, "Caisse primaire d’assurance maladie", acronym="CPAM")
        builders.organisation(session, "Mission locale de l’Écluse")
        zoe = builders.person(session, "Zoé", "L’Hostis")
        builders.membership(session, zoe, body)
        builders.post(session, zoe, cpam)
        builders.person(session, "Zoé", "Abélard")
        builders.person(session, "Noël", "Bœuf", archived_at=builders.AN_INSTANT)
        hold_meeting(session, body.id, DAY)
        builders.meeting(session, body, date(2027, 2, 4))
        builders.agenda_item(session, session.get_one(builders.Meeting, 1))
    return base


def take(base: Database, line: str) -> TakenLine:
    with base.write() as session:
        return take_action_line(session, 1, line)


def actions(base: Database) -> tuple[ActionRow, ...]:
    with base.read() as session:
        return results.action_rows(session, 1)


@pytest.mark.parametrize(
    ("line", "owners", "due_on"),
    [
        (
            "Relancer les bailleurs @CPAM pour le 15 décembre",
            "Caisse primaire d’assurance maladie",
            date(2026, 12, 15),
        ),
        (
            "Relancer les bailleurs @Mission locale de l’Écluse avant fin janvier",
            "Mission locale de l’Écluse",
            date(2027, 1, 31),
        ),
        (
            "Relancer les bailleurs @Zoé L’Hostis et @cpam pour la prochaine séance",
            "Zoé L’Hostis, Caisse primaire d’assurance maladie",
            date(2027, 2, 4),
        ),
    ],
)
def test_a_line_that_says_all_is_an_action_at_once(
    base: Database, line: str, owners: str, due_on: date
) -> None:
    taken = take(base, line)
    (row,) = actions(base)
    assert (taken.action_id, taken.are_known) == (row.id, True)
    assert (row.form.text, row.form.owners, row.form.due_on) == ("Relancer les bailleurs", owners, due_on)


@pytest.mark.parametrize(
    ("line", "form", "are_known"),
    [
        ("Relancer", ActionForm("Relancer"), False),
        ("Relancer @CPAM", ActionForm("Relancer", "CPAM"), True),
        ("Relancer pour lundi", ActionForm("Relancer", "", date(2026, 11, 16)), False),
        ("Relancer @Inconnu pour lundi", ActionForm("Relancer", "Inconnu", date(2026, 11, 16)), False),
        ("Relancer @Zoé pour lundi", ActionForm("Relancer", "Zoé", date(2026, 11, 16)), False),
        ("@CPAM pour lundi", ActionForm("", "CPAM", date(2026, 11, 16)), True),
    ],
)
def test_a_line_that_lacks_something_is_completed_first(
    base: Database, line: str, form: ActionForm, are_known: bool
) -> None:
    assert take(base, line) == TakenLine(form, None, are_known)
    assert actions(base) == ()


def test_no_line_is_taken_once_the_minutes_are_approved(base: Database) -> None:
    with base.write() as session:
        approve_minutes(session, 1)
    with refused("minutes_locked"):
        take(base, "Relancer @CPAM pour lundi")


def propose(base: Database, words: str) -> tuple[Mention, ...]:
    with base.read() as session:
        return mentions(session, words, 1, DAY)


LHOSTIS = Mention("L’Hostis Zoé", "Caisse primaire d’assurance maladie", "Zoé L’Hostis")
ABELARD = Mention("Abélard Zoé", "", "Zoé Abélard")


def test_members_are_proposed_first_and_everybody_once(base: Database) -> None:
    assert propose(base, "zoé") == (LHOSTIS, ABELARD)


def test_organisations_are_proposed_by_name_and_acronym_and_typed_short(base: Database) -> None:
    caisse = Mention("Caisse primaire d’assurance maladie", "CPAM", "CPAM")
    assert propose(base, "cp") == propose(base, "caisse pri") == (caisse,)
    mission = Mention("Mission locale de l’Écluse", "", "Mission locale de l’Écluse")
    assert propose(base, "mission") == (mission,)


def test_only_members_are_proposed_before_anything_is_typed(base: Database) -> None:
    assert propose(base, "") == propose(base, " ") == (LHOSTIS,)


def test_nobody_is_proposed_who_is_not_there(base: Database) -> None:
    assert propose(base, "noel") == propose(base, "cpam pour le 15") == ()
