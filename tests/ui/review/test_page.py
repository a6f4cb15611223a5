"""The place Bilan d'étape at the real window: its figures, its periods, what opens from it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from pstdesk.documents.review_words import period_words, points
from pstdesk.domain.period import Period, PeriodKind, school_year, year
from pstdesk.services.review_periods import period_offers
from pstdesk.ui.review.page import ReviewPage
from pstdesk.ui.review.period_dialog import PeriodDialog
from tests import builders
from tests.ui.acting import Acting, nameless
from tests.ui.review.conftest import PRESENT, TODAY
from tests.ui.stage import Stage


def page_of(acting: Acting) -> ReviewPage:
    page = acting.stage.window.page
    assert isinstance(page, ReviewPage)
    return page


def shown(table: QTableView | None) -> list[list[str]]:
    """Return what stands in a table, row by row, with plain spaces."""
    assert table is not None
    model = table.model()
    return [
        [
            str(model.index(row, column).data() or "").replace("\u00a0", " ")
            for column in range(model.columnCount())
        ]
        for row in range(model.rowCount())
    ]


def test_the_year_is_shown_by_committee_and_quarter_beside_the_one_before(acting: Acting) -> None:
    page = page_of(acting)
    assert page.periods.currentText() == "Année 2026"
    assert page.figures.cards.attendance.number.text().replace("\u00a0", " ") == "50 %"
    assert page.figures.cards.attendance.remark.text().replace("\u00a0", " ") == "+ 17 points"
    assert page.figures.cards.meetings.number.text() == "4 / 4"
    assert page.figures.cards.people.number.text() == "3"
    assert page.figures.cards.gap.number.text().replace("\u00a0", " ") == "33 points"
    assert shown(page.figures.table) == [
        ["CT0", "2 / 2", "33 %", "33 %", "–", "–", "33 %", "33 %"],
        ["CT1", "2 / 2", "67 %", "67 %", "–", "–", "67 %", "33 %"],
    ]
    assert shown(page.figures.grades) == [["Agent", "3", "100 % → 100 %", "6 sur 12", "50 %", "33 %"]]


def test_another_period_is_counted_when_it_is_chosen(acting: Acting) -> None:
    page = page_of(acting)
    place = page.periods.findText("Année 2025")
    page.periods.setCurrentIndex(place)
    page.periods.activated.emit(place)
    acting.settle()
    assert page.review is not None
    assert page.review.whole.period == year(2025)
    assert shown(page.figures.table)[0][1:] == ["1 / 1", "33 %", "–", "–", "–", "33 %", "–"]


def test_any_period_can_be_typed_and_its_quarters_are_its_columns(acting: Acting) -> None:
    page = page_of(acting)
    last = page.periods.count() - 1
    page.periods.setCurrentIndex(last)
    page.periods.activated.emit(last)
    acting.settle()
    dialog = acting.stage.dialog()
    assert isinstance(dialog, PeriodDialog)
    acting.fill(dialog.first, "1/12/2025")
    acting.fill(dialog.last, "1/11/2025")
    acting.press(Qt.Key.Key_Return)
    assert dialog.isVisible()  # it ends before it begins
    acting.fill(dialog.last, "31/3/2026")
    acting.press(Qt.Key.Key_Return)
    assert page.review is not None
    assert page.review.whole.period == Period(date(2025, 12, 1), date(2026, 3, 31))
    assert page.periods.currentText().startswith("Du 1")
    assert shown(page.figures.table)[0] == ["CT0", "1 / 1", "–", "33 %", "33 %", "–"]


def test_what_changes_elsewhere_is_counted_anew(acting: Acting) -> None:
    page = page_of(acting)

    def everybody(session: Any) -> None:
        for row in session.query(builders.Attendance):
            row.status = PRESENT

    acting.elsewhere(everybody)
    page.reload()
    acting.settle()
    assert page.figures.cards.attendance.number.text().replace("\u00a0", " ") == "100 %"


def test_enter_opens_a_partner_to_be_won(acting: Acting) -> None:
    page = page_of(acting)
    page.figures.switch.group.button(3).click()
    assert [row[0] for row in shown(page.figures.partners)] == ["Chambre d’Été"]
    page.figures.partners.selectRow(0)
    page.figures.partners.setFocus()
    acting.press(Qt.Key.Key_Return)
    assert acting.stage.window.page is not page


def test_everything_that_takes_the_keyboard_has_a_name(acting: Acting) -> None:
    assert nameless(page_of(acting)) == []


def test_an_empty_base_has_figures_of_nothing(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: TODAY)
    base = builders.make_base(tmp_path)
    with base.write() as session:
        builders.programme(session)
    base.close()
    stage = Stage(qapp, tmp_path / "settings", base.path)
    stage.show(QSize(1366, 768))
    stage.window.go("review")
    stage.settle()
    page = page_of(Acting(stage))
    assert page.figures.cards.attendance.number.text() == "–"
    assert page.figures.cards.gap.number.text() == "–"
    assert shown(page.figures.table) == shown(page.figures.partners) == []
    assert {row[1] for row in shown(page.figures.others)} == {"–", "0"}
    stage.close()


def test_the_periods_offered_are_those_in_which_anything_was_held(acting: Acting) -> None:
    offers = acting.ask(lambda session: period_offers(session, TODAY))
    assert [offer.period for offer in offers] == [
        year(2026),
        year(2025),
        school_year(2025),
        school_year(2024),
    ]

    def elect(session: Any) -> None:
        body = session.query(builders.Committee).first()
        builders.mandate(session, session.query(builders.Person).first(), body, starts_on=date(2025, 4, 1))

    acting.elsewhere(elect)
    last = acting.ask(lambda session: period_offers(session, TODAY))[-1]
    assert (last.kind, last.period) == (PeriodKind.MANDATE, Period(date(2025, 4, 1), TODAY))
    assert period_words(last.period, last.kind).startswith("Mandat des référents, depuis le 1")
    assert period_words(school_year(2025), PeriodKind.SCHOOL_YEAR) == "Année scolaire 2025-2026"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (0.6, 0.5, "+ 10 points"),
        (0.5, 0.51, "− 1 point"),
        (0.5, 0.5, "stable"),
        (None, 0.5, ""),
        (0.5, None, ""),
    ],
)
def test_a_rate_moves_by_points(now: float | None, before: float | None, words: str) -> None:
    assert points(now, before).replace("\u00a0", " ") == words
