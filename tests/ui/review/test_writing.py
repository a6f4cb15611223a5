"""A review is written, rests on evidence, is compared, frozen and printed, from the real window."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu

from pstdesk.domain.period import year
from pstdesk.services import reviews
from pstdesk.services.find import find
from pstdesk.ui.review.page import ReviewPage
from tests.documents.test_minutes_docx import words
from tests.ui.acting import Acting, nameless
from tests.ui.review.conftest import TODAY
from tests.ui.review.test_page import page_of

FIGURES, CHARTS, TEXT = range(3)


def writing(acting: Acting) -> ReviewPage:
    """Go to the text of the review, and begin it."""
    page = page_of(acting)
    page.choose_view(TEXT)
    acting.settle()
    acting.click(page.text.begin)
    return page


def kept(acting: Acting, review_id: int = 1) -> reviews.Texts:
    return acting.ask(lambda session: reviews.texts(session, review_id))


def freeze(acting: Acting) -> ReviewPage:
    page = page_of(acting)
    page.kept.ask_to_freeze()
    acting.click(acting.dialog().primary)
    return page


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_figures_propose_a_text_which_is_only_shown_until_it_is_begun(acting: Acting) -> None:
    page = page_of(acting)
    page.choose_view(TEXT)
    acting.settle()
    assert "4 séances ont été tenues" in page.text.editor.toPlainText().replace("\u00a0", " ")
    assert page.text.editor.isReadOnly()
    acting.click(page.text.begin)
    assert not page.text.editor.isReadOnly()
    assert len(page.text.list.rows) == 20
    assert not page.text.begin.isVisible()
    acting.control(Qt.Key.Key_Z)
    assert page.text.begin.isVisible()


def test_what_is_typed_is_saved_as_one_goes_and_with_each_step_aside(acting: Acting) -> None:
    page = writing(acting)
    acting.fill(page.text.editor, "La participation tient bon.")
    acting.stage.wait(page.text.is_settled)
    assert kept(acting).narrative == "La participation tient bon."
    page.text.list.select_id(3)
    acting.fill(page.text.editor, "Deux visites d’été.")
    page.text.list.select_id(0)
    acting.settle()
    assert kept(acting).sections[2].text == "Deux visites d’été."
    assert page.text.editor.toPlainText() == "La participation tient bon."
    assert [row.is_written for row in page.text.list.rows[:4]] == [True, False, False, True]
    acting.fill(page.text.editor, "Autrement dit.")
    page.choose_view(FIGURES)
    acting.settle()
    assert kept(acting).narrative == "Autrement dit."


def test_what_is_typed_while_it_is_being_saved_is_not_lost(acting: Acting) -> None:
    page = writing(acting)
    for text in ("Un", "Un deux", "Un deux trois"):
        page.text.editor.setPlainText(text)
        page.text.save()  # the one before is still on its way
    page.text.list.select_id(3)
    page.text.editor.setPlainText("Ailleurs.")
    page.text.list.select_id(0)
    assert page.text.editor.toPlainText() == "Un deux trois"
    acting.settle()
    assert kept(acting).narrative == "Un deux trois"
    assert kept(acting).sections[2].text == "Ailleurs."
    assert page.text.is_settled()


def test_what_somebody_else_wrote_is_not_written_over_without_asking(acting: Acting) -> None:
    page = writing(acting)
    page.text._soon.setInterval(100_000)
    acting.fill(page.text.editor, "Mon texte.")
    acting.elsewhere(lambda session: reviews.write_narrative(session, 1, "Le leur.", 1))
    page.text.save()
    acting.settle()
    assert page.text.editor.toPlainText() == "Mon texte."
    assert kept(acting).narrative == "Le leur."
    acting.answer()
    acting.settle()
    assert kept(acting).narrative == "Mon texte."


def test_a_section_rests_on_an_action_or_on_words(acting: Acting) -> None:
    page = writing(acting)
    page.text.list.select_id(7)
    acting.settle()
    acting.pick(page.text.evidence.field, "affiche")
    acting.pick(page.text.evidence.field, "Une lettre", new=True)
    rows = page.text.evidence.table.rows
    assert [(row.entry.text, row.entry.note) for row in rows] == [
        ("Imprimer l’affiche", "action à faire"),
        ("Une lettre", ""),
    ]
    page.text.evidence.table.selectRow(1)
    page.text.evidence.drop.trigger()
    acting.settle()
    assert len(page.text.evidence.table.rows) == 1
    acting.control(Qt.Key.Key_Z)
    assert len(page.text.evidence.table.rows) == 2


def test_frozen_it_is_only_read_and_the_period_is_taken_up_again(acting: Acting) -> None:
    writing(acting)
    page = freeze(acting)
    assert page.periods.currentText() == "Année 2026, figé le 12/11/2026"
    assert page.text.editor.isReadOnly()
    assert page.state.text() == "figé le 12 novembre 2026"
    page.kept.fill()
    assert "Figer ce bilan…" not in entries(page.kept.button.choices)
    page.show_period(year(2026))
    acting.settle()
    page.kept.fill()
    assert "Comparer à" in entries(page.kept.button.choices)
    page.kept._compare(1)
    acting.settle()
    assert page.shown is not None
    assert page.shown.page.content.compared_with == "Année 2026"
    assert page.header._subtitle.text().replace("\u00a0", " ") == "comparé à : Année 2026"


def test_every_field_of_the_text_has_a_name(acting: Acting) -> None:
    page = writing(acting)
    page.text.list.select_id(8)
    acting.settle()
    assert nameless(page) == []


def test_without_a_text_freezing_begins_one(acting: Acting) -> None:
    page = freeze(acting)
    assert page.review_id == 1
    assert kept(acting).row.is_frozen


def test_what_is_written_is_deleted_with_a_way_back(acting: Acting) -> None:
    page = writing(acting)
    page.kept.fill()
    (delete,) = [each for each in page.kept.button.choices.actions() if each.text().startswith("Supprimer")]
    delete.trigger()
    acting.settle()
    assert page.review_id is None
    acting.answer()
    acting.settle()
    assert page.review_id == 1


def test_word_and_pdf_of_the_year_take_four_keys_at_most(acting: Acting, documents: Path) -> None:
    acting.go("dashboard")
    keys = 0
    for key in (Qt.Key.Key_7, Qt.Key.Key_E):
        acting.control(key)
        keys += 1
    page: Any = page_of(acting)
    acting.click(next(b for b in page.header.findChildren(type(page.header.primary)) if b.text() == "PDF"))
    keys += 1
    folder = documents / "pstdesk" / "valmont"
    acting.stage.wait(lambda: len(list(folder.glob("*"))) == 2)
    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".pdf"]
    assert keys <= 4


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_what_is_for_internal_use_says_so_in_its_name(acting: Acting, documents: Path, suffix: str) -> None:
    page = page_of(acting)
    page.outputs.write(suffix, masked=False)
    folder = documents / "pstdesk" / "valmont"
    acting.stage.wait(lambda: folder.exists() and bool(list(folder.glob("*"))))
    acting.settle()
    (path,) = folder.iterdir()
    assert "usage-interne" in path.name
    assert path.suffix == suffix


def test_the_charts_are_drawn_when_they_are_looked_at(acting: Acting) -> None:
    page = page_of(acting)
    assert page.charts._views == []
    page.choose_view(CHARTS)
    acting.stage.wait(lambda: bool(page.charts._views))
    acting.settle()
    titles = [view.accessibleName() for view in page.charts._views]
    assert titles[:2] == ["Taux de présence par trimestre", "Participation par comité et trimestre"]
    assert all(view.accessibleDescription() for view in page.charts._views)
    assert page.charts._views[0].heightForWidth(400) > 50


def test_nothing_is_asked_of_a_base_that_is_only_read(acting: Acting) -> None:
    page = page_of(acting)
    page.frame.desk.read_only = True
    page.kept.fill()
    assert "Figer ce bilan…" not in entries(page.kept.button.choices)
    page.frame.desk.read_only = False
    assert not isinstance(acting.stage.window.focusWidget(), QDialog)


def test_a_review_is_found_by_its_name_and_by_what_is_written_and_opened(acting: Acting) -> None:
    page = writing(acting)
    acting.fill(page.text.editor, "La participation tient bon.")
    acting.stage.wait(page.text.is_settled)
    page.text.list.select_id(3)
    acting.fill(page.text.editor, "Une visite au potager.")
    acting.stage.wait(page.text.is_settled)
    freeze(acting)
    page.show_period(year(2025))
    acting.settle()
    for typed in ("bilan 2026", "tient bon", "potager"):
        groups = acting.ask(lambda session, typed=typed: find(session, typed, TODAY))
        found = [row.opens for group in groups for row in group.rows if row.table == "stage_review"]
        assert found == [("stage_review", 1)], typed
    assert not acting.ask(lambda session: find(session, "bilan 1999", TODAY))
    acting.go("review", 1)
    assert page.review_id == 1
    assert page.periods.currentText() == "Année 2026, figé le 12/11/2026"


def test_what_was_just_typed_is_in_the_document_and_what_is_refused_stops_it(
    acting: Acting, documents: Path
) -> None:
    page = writing(acting)
    page.text.editor.setPlainText("Mot de la fin.")
    page.outputs.write(".docx")
    folder = documents / "pstdesk" / "valmont"
    acting.stage.wait(lambda: folder.exists() and bool(list(folder.glob("*.docx"))))
    acting.settle()
    (path,) = folder.glob("*.docx")
    assert "Mot de la fin." in words(path.read_bytes())
    acting.elsewhere(lambda session: reviews.write_narrative(session, 1, "Le leur.", 2))
    page.text.editor.setPlainText("Le mien.")
    page.outputs.write(".pdf")
    acting.settle()
    assert not list(folder.glob("*.pdf"))
    acting.answer()
    acting.settle()
    assert kept(acting).narrative == "Le mien."
