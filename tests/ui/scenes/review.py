"""The place Bilan d'étape: the demonstration's last whole year, sixty bodies, a base just made."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from pstdesk.domain.period import Period, year
from pstdesk.ui import clock
from pstdesk.ui.importing.attendance_dialog import AttendanceDialog
from pstdesk.ui.review.page import ReviewPage
from tests.lists import Cell, write_rows
from tests.ui.scene_bases import demonstration_base, fresh_base, large_base, open_copy
from tests.ui.stage import Stage


def place(stage: Stage, base: Path, side: int = 0) -> ReviewPage:
    """Return the place, opened on a copy of ``base``, with one of the tables at its right."""
    open_copy(stage, base)
    stage.window.go("review")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, ReviewPage)
    page.figures.switch.group.button(side).click()
    stage.settle()
    return page


def demonstration(stage: Stage, side: int = 0) -> QWidget:
    place(stage, demonstration_base(clock.today()), side)
    return stage.window


def earlier_page(stage: Stage) -> ReviewPage:
    """Return the place on the year before, which is whole."""
    page = place(stage, demonstration_base(clock.today()))
    page.show_period(year(clock.today().year - 1))
    stage.settle()
    return page


def earlier(stage: Stage) -> QWidget:
    earlier_page(stage)
    return stage.window


def free(stage: Stage) -> QWidget:
    """Show seven quarters, as many columns as any period has."""
    page = place(stage, demonstration_base(clock.today()))
    page.show_period(Period(date(2025, 1, 10), date(2026, 11, 12)))
    stage.settle()
    return stage.window


def charts(stage: Stage) -> QWidget:
    """Show the charts of the year before."""
    page = earlier_page(stage)
    page.choose_view(1)
    stage.settle()
    stage.settle()
    return stage.window


def text(stage: Stage) -> QWidget:
    """Show a text that was begun, a section with what it rests on."""
    page = earlier_page(stage)
    page.choose_view(2)
    page.text.begin.click()
    stage.settle()
    stage.settle()
    page.text.list.select_id(8)
    stage.settle()
    return stage.window


def proposed(stage: Stage) -> QWidget:
    """Show the text that the figures propose."""
    page = earlier_page(stage)
    page.choose_view(2)
    return stage.window


def behind(stage: Stage) -> QWidget:
    """Show the people behind a figure."""
    page = earlier_page(stage)
    page.figures.show_behind("people")
    stage.settle()
    return stage.dialog()


def attendance(stage: Stage) -> QWidget:
    """Show what a list of past attendance will do."""
    page = earlier_page(stage)
    page.kept.take_attendance()
    dialog = stage.dialog()
    assert isinstance(dialog, AttendanceDialog)
    rows: list[list[Cell]] = [
        ["Comité", "Date", "Nom", "Prénom", "Présence"],
        ["CT1", date(2023, 6, 6), "Abrivent", "Nadège", "présent"],
        ["CT1", date(2023, 6, 6), "Balancelle", "Inès", "excusé"],
        ["CT2", date(2023, 6, 13), "Abrivent", "Nadège", "présent"],
    ]
    assert stage.desk.path is not None
    dialog.read_file(write_rows(stage.desk.path.parent / "émargements 2023.xlsx", rows))
    stage.settle()
    return dialog


def to_win(stage: Stage) -> QWidget:
    return demonstration(stage, 3)


def others(stage: Stage) -> QWidget:
    return demonstration(stage, 4)


def fresh(stage: Stage) -> QWidget:
    place(stage, fresh_base(clock.today()))
    return stage.window


def large(stage: Stage) -> QWidget:
    place(stage, large_base())
    return stage.window


SCENES = {
    "review": demonstration,
    "review-avant": earlier,
    "review-libre": free,
    "review-graphiques": charts,
    "review-texte": text,
    "review-emargements": attendance,
    "review-lignes": behind,
    "review-propose": proposed,
    "review-a-mobiliser": to_win,
    "review-autres": others,
    "review-nouveau": fresh,
    "review-grand": large,
}
