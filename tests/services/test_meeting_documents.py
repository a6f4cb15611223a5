"""From the base to the documents of a meeting besides its minutes: what each says, and under which name."""

from datetime import date, time
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, Committee, Meeting, Person
from pstdesk.documents.agenda import AgendaContent
from pstdesk.documents.sign_in_sheet import SheetLine
from pstdesk.domain.action import ActionState
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.services.agenda import ItemForm, add_item, item_rows, set_item_state
from pstdesk.services.agenda_content import agenda_content
from pstdesk.services.attendance import add_guest, attendance_rows
from pstdesk.services.expected import expected_rows
from pstdesk.services.export import export_document, file_document
from pstdesk.services.meeting_documents import agenda_order, decisions_order, extract_order, sheet_order
from pstdesk.services.meetings import MeetingForm, cancel, convene, hold, plan_meeting
from pstdesk.services.results import ActionForm, add_action, add_decision
from pstdesk.services.sign_in_sheet import sheet_content
from pstdesk.ui.meetings.attendees import attendees, expected_attendees
from tests import builders
from tests.builders import AN_INSTANT
from tests.refusals import refused
from tests.services.stories import approve_minutes

FIRST, NEXT = date(2026, 9, 10), date(2026, 11, 12)


@pytest.fixture
def story(base: Database) -> tuple[int, int]:
    """Make a meeting that was held and the next one, planned; return their ids."""
    with base.write() as session:
        builders.programme(session, letterhead="Ville de Valmont\n\nCCAS", footer="Place du Canal")
        body = builders.committee(session)
        zoe = builders.person(session, "Zoé", "L’Hostis", email="zoe@valmont.example")
        form = MeetingForm(body.id, FIRST, time(14), time(16))
        first = plan_meeting(session, form)
        item = add_item(session, first, ItemForm("Accueil en entreprise"))
        late = add_item(session, first, ItemForm("Permanences", proposed_by_id=zoe.id, planned_minutes=20))
        hold(session, first, FIRST)
        add_decision(session, item, "Le calendrier est adopté.")
        add_action(session, item, ActionForm("Écrire aux écoles", "Zoé L’Hostis", date(2026, 10, 1)))
        done = ActionForm("Réserver la salle", "", None, ActionState.DONE)
        add_action(session, item, done)
        set_item_state(session, late, ItemState.NOT_REACHED)
        form = MeetingForm(body.id, NEXT, time(14, 30), time(16), "Salle du Canal", secretary_id=zoe.id)
        return first, plan_meeting(session, form)


def read(base: Database, meeting_id: int) -> AgendaContent:
    with base.read() as session:
        return agenda_content(session, meeting_id)


# The invitation


def test_the_invitation_says_what_the_base_knows_of_the_meeting(
    base: Database, story: tuple[int, int]
) -> None:
    content = read(base, story[1])
    assert content.letterhead == ("Ville de Valmont", "CCAS")
    assert (content.committee.kind, content.committee.short_name) == ("comité technique", "CT1")
    assert (content.day, content.starts_at, content.ends_at) == (NEXT, time(14, 30), time(16))
    assert (content.place, content.secretary) == ("Salle du Canal", "Zoé L’Hostis")
    assert content.apologies_to == "Zoé L’Hostis, zoe@valmont.example"
    assert [entry.kind for entry in content.entries[:2]] == [
        ItemKind.MINUTES_APPROVAL,
        ItemKind.ACTIONS_FOLLOW_UP,
    ]
    carried = content.entries[2]
    assert (carried.title, carried.returns_from, carried.proposed_by) == (
        "Permanences",
        FIRST,
        "Zoé L’Hostis",
    )
    assert [(action.text, action.owners) for action in content.actions] == [
        ("Écrire aux écoles", "Zoé L’Hostis")
    ]


def test_papers_are_named_where_they_are_attached_and_the_signed_sheet_is_none(
    base: Database, story: tuple[int, int]
) -> None:
    with base.write() as session:
        meeting = session.get_one(Meeting, story[1])
        item = item_rows(session, meeting.id)[2]
        builders.paper(session, meeting, "plan.pdf")
        builders.paper(session, meeting, "horaires.pdf", agenda_item_id=item.id)
        builders.paper(session, meeting, "feuille.pdf", purpose=AttachmentPurpose.SIGN_IN_SHEET)
    content = read(base, story[1])
    assert content.papers == ("plan.pdf",)
    assert [entry.papers for entry in content.entries] == [(), (), ("horaires.pdf",)]


def test_what_was_withdrawn_is_not_on_the_invitation(base: Database, story: tuple[int, int]) -> None:
    with base.write() as session:
        session.get_one(AgendaItem, item_rows(session, story[1])[2].id).state = ItemState.WITHDRAWN
    assert [entry.title for entry in read(base, story[1]).entries][2:] == []


def test_an_office_that_takes_corrections_takes_apologies(base: Database, story: tuple[int, int]) -> None:
    with base.write() as session:
        other = builders.committee(session, "CT2", "Insertion")
        held = builders.meeting(session, other)
        builders.minutes(session, held, corrections_to="pst@valmont.example")
        session.get_one(Meeting, story[1]).second_convocation = True
    content = read(base, story[1])
    assert content.apologies_to == "Zoé L’Hostis, pst@valmont.example"
    assert content.second_convocation


def test_where_nobody_is_known_nobody_is_named(base: Database, story: tuple[int, int]) -> None:
    with base.write() as session:
        session.get_one(Meeting, story[1]).secretary_id = None
    assert read(base, story[1]).apologies_to == ""


def test_nobody_is_invited_to_a_meeting_that_was_held_or_cancelled(
    base: Database, story: tuple[int, int], tmp_path: Path
) -> None:
    with base.write() as session:
        cancel(session, story[1])
    for meeting_id in story:
        with refused("agenda_without_invitation"):
            file_document(base, agenda_order(meeting_id), tmp_path / "documents", ".docx")


# The sheet


def sign_in(base: Database, meeting_id: int) -> list[tuple[int | None, str]]:
    with base.read() as session:
        return [(line.number, line.name) for line in sheet_content(session, meeting_id).lines]


def test_the_numbers_on_paper_are_those_that_the_screen_counts(
    base: Database, story: tuple[int, int]
) -> None:
    with base.write() as session:
        body = session.scalars(select(Committee)).one()
        for given, family in (("Théo", "Mbaï"), ("Éva", "Œrsted"), ("Zoé", "D’Arcy"), ("Zoé", "d'Arcy")):
            builders.membership(session, builders.person(session, given, family), body)
        guest_id = builders.person(session, "Chloé", "Abélard").id
    with base.read() as session:
        body_id = session.get_one(Meeting, story[1]).committee_id
        screen = expected_attendees(expected_rows(session, body_id, NEXT))
    before = sign_in(base, story[1])
    assert before == [(who.number, who.name) for who in screen]
    assert [number for number, _name in before] == [1, 2, 3, 4]
    with base.write() as session:
        hold(session, story[1], NEXT)
        add_guest(session, story[1], guest_id)
        screen = attendees(attendance_rows(session, story[1]))
    assert sign_in(base, story[1]) == before
    assert [(who.number, who.name) for who in screen if who.number] == before
    assert [who.name for who in screen if who.number is None] == ["Abélard Chloé"]


def test_the_sheet_says_where_people_work_and_whose_suppleant_may_come(
    base: Database, story: tuple[int, int]
) -> None:
    with base.write() as session:
        body = session.scalars(select(Committee)).one()
        house = builders.organisation(session)
        titulaire = builders.person(session, "Théo", "Mbaï")
        other = builders.person(session, "Éva", "Œrsted")
        for person in (titulaire, other):
            builders.post(session, person, house)
        builders.membership(session, titulaire, body)
        builders.membership(session, other, body, substitute_for_id=titulaire.id)
    with base.read() as session:
        lines = sheet_content(session, story[1]).lines
    assert lines == (
        SheetLine("Mbaï Théo", 1, "Atelier de l’Écluse", "Cheffe de projet"),
        SheetLine("Œrsted Éva", None, "Atelier de l’Écluse", substitute_for="Théo Mbaï"),
    )
    with base.write() as session:
        hold(session, story[1], NEXT)
    with base.read() as session:
        assert sheet_content(session, story[1]).lines == lines


def test_a_meeting_put_off_or_cancelled_has_no_sheet(
    base: Database, story: tuple[int, int], tmp_path: Path
) -> None:
    with base.write() as session:
        cancel(session, story[1])
    with refused("sheet_without_meeting"):
        file_document(base, sheet_order(story[1]), tmp_path, ".pdf")


def test_a_sheet_is_a_pdf(base: Database, story: tuple[int, int], tmp_path: Path) -> None:
    filed = file_document(base, sheet_order(story[1]), tmp_path, ".pdf")
    assert filed.name == "Emargement_2026-11-12_CT1-Petite-enfance-et-parentalite.pdf"
    assert filed.read_bytes().startswith(b"%PDF-")
    with refused("document_suffix", suffix=".docx", known=".pdf"):
        file_document(base, sheet_order(story[1]), tmp_path, ".docx")


# Files


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_each_document_has_a_name_that_sorts_and_is_one_file(
    base: Database, story: tuple[int, int], tmp_path: Path, suffix: str
) -> None:
    first, coming = story
    with base.write() as session:
        convene(session, coming, date(2026, 10, 28))
        item = item_rows(session, first)[0].id
    orders = (
        agenda_order(coming),
        decisions_order(first, AN_INSTANT),
        extract_order(first, item, AN_INSTANT),
    )
    for _again in range(2):
        names = sorted(file_document(base, order, tmp_path / "documents", suffix).name for order in orders)
        assert names == [
            f"Extrait_2026-09-10_CT1-point-1-Accueil-en-entreprise_v1{suffix}",
            f"ODJ_2026-11-12_CT1-Petite-enfance-et-parentalite{suffix}",
            f"Releve_2026-09-10_CT1-Petite-enfance-et-parentalite_v1{suffix}",
        ]
    assert len(list((tmp_path / "documents").iterdir())) == 3


def test_an_agenda_that_changed_stands_beside_the_one_that_was_sent(
    base: Database, story: tuple[int, int], tmp_path: Path
) -> None:
    sent = file_document(base, agenda_order(story[1]), tmp_path, ".docx")
    before = sent.read_bytes()
    with base.write() as session:
        add_item(session, story[1], ItemForm("Bilan"))
    again = file_document(base, agenda_order(story[1]), tmp_path, ".docx")
    assert again.name == sent.name.replace(".docx", "-2.docx")
    assert sent.read_bytes() == before


@pytest.mark.parametrize("name", ["odj.odt", "odj"])
def test_no_other_format_is_written(
    base: Database, story: tuple[int, int], tmp_path: Path, name: str
) -> None:
    with refused("document_suffix", known=".docx, .pdf"):
        export_document(base, agenda_order(story[1]), tmp_path / name)


def test_approved_decisions_stay_what_they_were(
    base: Database, story: tuple[int, int], tmp_path: Path
) -> None:
    with base.write() as session:
        approve_minutes(session, story[0])
    path = export_document(base, decisions_order(story[0], AN_INSTANT), tmp_path / "releve.docx")
    with base.write() as session:
        session.scalars(select(Person)).one().family_name = "Ailleurs"
        session.scalars(select(Committee)).one().name = "Tout autre chose"
    again = export_document(base, decisions_order(story[0], AN_INSTANT), tmp_path / "again.docx")
    assert again.read_bytes() == path.read_bytes()
    tables = [cell.text for table in Document(str(path)).tables for cell in table._cells]
    assert "2026-001" in tables
    assert "Le calendrier est adopté." in tables


def test_an_item_of_another_meeting_is_no_extract(
    base: Database, story: tuple[int, int], tmp_path: Path
) -> None:
    with base.read() as session:
        other = item_rows(session, story[1])[0].id
    with refused("record_missing"):
        export_document(base, extract_order(story[0], other, AN_INSTANT), tmp_path / "extrait.pdf")
    with refused("minutes_before_meeting"):
        export_document(base, extract_order(story[1], other, AN_INSTANT), tmp_path / "extrait.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
