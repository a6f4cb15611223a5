"""Meeting mode: opened on its day, timed item by item."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from pstdesk.domain.errors import Refused
from pstdesk.services import meeting_mode
from pstdesk.ui.meetings import item_clock
from pstdesk.ui.meetings.view import MeetingView
from tests.ui.acting import nameless
from tests.ui.meetings.conftest import HELD, PLANNED, Seances
from tests.ui.meetings.hours import START, Time
from tests.ui.meetings.live import NBSP, choices, ends, opened, set_clock, spent

CONTROL = Qt.KeyboardModifier.ControlModifier


# Opening


def test_on_its_day_a_meeting_is_opened_and_its_page_becomes_the_meeting_screen(
    seances: Seances, hours: Time
) -> None:
    view = opened(seances, hours)
    head = seances.base(PLANNED).head
    assert (head.opened_at, head.is_open) == (START, True)
    assert view.mode.hour.text().replace(NBSP, " ") == "14 h 02, fin prévue 16 h"
    assert view.mode.button.isVisible()
    assert not view.where.isVisible()
    assert view.agenda._remark.text().replace(NBSP, " ") == "reste 1 h 58"
    assert ends(view)[:4] == ["5 min", "10 min", "reste 15 min", "20 min"]
    assert seances.stage.window.sidebar.width() < 100
    assert nameless(view) == []
    assert view.header.primary is not None
    assert view.header.primary.text() == "Clore la séance"


def test_the_keyboard_alone_opens_writes_and_closes(seances: Seances, hours: Time) -> None:
    view = seances.open(PLANNED)
    set_clock(view, hours)
    for _key in range(30):
        if view.header.primary is QApplication.focusWidget():
            break
        seances.press(Qt.Key.Key_Tab)
    seances.press(Qt.Key.Key_Space)
    seances.settle()
    assert view.attendance.entry.hasFocus()
    view.notes.editor.setFocus()
    seances.press(Qt.Key.Key_PageDown, CONTROL)
    assert view.agenda.list.currentIndex().row() == 1
    seances.type("Vu.")
    for _key in range(40):
        if view.header.primary is QApplication.focusWidget():
            break
        seances.press(Qt.Key.Key_Tab)
    seances.press(Qt.Key.Key_Space)
    dialog = seances.dialog()
    dialog.activateWindow()
    seances.stage.wait(dialog.isActiveWindow)
    seances.press(Qt.Key.Key_Return)
    seances.settle()
    page = seances.base(PLANNED)
    assert not page.head.is_open
    assert page.items[1].notes == "Vu."


def test_before_its_day_a_meeting_is_not_opened(seances: Seances, monkeypatch: pytest.MonkeyPatch) -> None:
    before = START.date() - timedelta(days=1)
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: before)
    view = seances.open(PLANNED)
    assert view.header.primary is not None
    assert view.header.primary.text() != "Ouvrir la séance"
    view.steps.live.open()
    seances.settle()
    assert "12 novembre" in seances.said
    assert seances.base(PLANNED).head.opened_at is None


def test_a_meeting_can_be_held_without_being_opened_and_opened_all_the_same(
    seances: Seances, hours: Time
) -> None:
    view = seances.open(PLANNED)
    choices(view)["Marquer comme tenue, sans l’ouvrir"].trigger()
    seances.settle()
    assert not seances.base(PLANNED).head.is_open
    assert not view.mode.button.isVisible()
    choices(view)["Ouvrir la séance"].trigger()
    seances.settle()
    assert seances.base(PLANNED).head.is_open


# Time


def test_time_counts_for_the_current_item_and_is_written_when_another_one_comes(
    seances: Seances, hours: Time
) -> None:
    view = opened(seances, hours)
    hours.passes(view, minutes=11.2)
    assert ends(view)[2] == "reste 4 min"
    hours.passes(view, minutes=3.8)
    assert ends(view)[2] == "temps écoulé"
    hours.passes(view, minutes=4)
    assert ends(view)[2] == "+4 min"
    assert view.agenda.list._agenda.end(view.agenda.list.items[2])[1] == "warning"
    seances.type("Dit.")
    view.drafts.save_all()
    seances.press(Qt.Key.Key_PageDown, CONTROL)
    seances.settle()
    assert ends(view)[2:4] == ["fait", "reste 20 min"]
    assert spent(seances)[2:4] == [19 * 60, 0]
    assert view.agenda._remark.text().replace(NBSP, " ") == "reste 1 h 39"


def test_time_is_written_every_half_minute_without_coming_in_the_way_of_typing(
    seances: Seances, hours: Time
) -> None:
    view = opened(seances, hours)
    version = seances.base(PLANNED).items[2].form.version
    seances.type("Je tape ")
    hours.passes(view, minutes=item_clock.SAVED_EVERY / 60 - 0.1)
    assert spent(seances)[2] == 0
    hours.passes(view, minutes=0.1)
    assert spent(seances)[2] == item_clock.SAVED_EVERY
    seances.type("toujours")
    view.drafts.save_all()
    seances.settle()
    item = seances.base(PLANNED).items[2]
    assert (item.notes, view.notes.conflict.sentence) == ("Je tape toujours", "")
    assert version is not None
    assert item.form.version == version + 1  # the notes, and not the time


def test_time_goes_on_where_it_stood_after_a_restart(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours, item=3)
    hours.passes(view, minutes=7)
    view.leave()
    seances.page.view.mode.clock.stop()
    seances.stage.window.show_base()  # pages are forgotten and made anew, as at a start
    seances.stage.window.go("meetings")
    seances.settle()
    set_clock(seances.view, hours)
    again = seances.open(PLANNED)
    assert again.agenda.list.currentIndex().row() == 3
    assert ends(again)[3] == "reste 13 min"
    hours.passes(again, minutes=1)
    assert ends(again)[3] == "reste 12 min"


def test_what_the_base_does_not_take_is_written_later(
    seances: Seances, hours: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(seances, hours)

    def refuse(*_arguments: object) -> None:
        raise Refused("base_disk_full", file="valmont.pstdesk")

    with monkeypatch.context() as patch:
        patch.setattr(item_clock, "add_spent", refuse)
        hours.passes(view, minutes=2)
        seances.settle()
        assert seances.said == ""
    assert spent(seances)[2] == 0
    hours.passes(view, minutes=1)
    assert spent(seances)[2] == 180


def test_no_time_counts_where_a_meeting_was_forgotten(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    hours.seconds += 13 * 3600
    view.mode.clock.tick()
    before = spent(seances)
    hours.passes(view, minutes=30)
    view.mode.clock.flush()
    assert spent(seances) == before
    assert ends(view)[2] == "15 min"
    assert view.header.primary is not None
    assert view.header.primary.text() == "Clore la séance"


def test_no_time_counts_in_a_meeting_that_is_not_open(seances: Seances, hours: Time) -> None:
    view = seances.open(HELD, item=2)
    set_clock(view, hours)
    hours.passes(view, minutes=5)
    assert [item.spent_seconds for item in seances.base(HELD).items] == [0] * 7
    assert not view.mode.hour.isVisible()


def test_too_much_planned_for_what_is_left_is_said(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    hours.passes(view, minutes=90)
    words = view.mode.hint.text().replace(NBSP, " ")
    assert words.startswith("Il reste 1 h 35 de points prévus pour 28 min.")
    hours.passes(view, minutes=40)
    assert view.agenda._remark.text().replace(NBSP, " ") == "12 min de retard"


def test_time_goes_on_while_the_officer_looks_something_up(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    view.leave()
    seances.settle()
    hours.passes(view, minutes=3)
    assert spent(seances)[2] == 180
    assert seances.stage.window.sidebar.width() > 100


def test_another_meeting_takes_no_time_of_this_one(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    hours.passes(view, minutes=0.4)
    seances.open(HELD)
    hours.passes(view, minutes=9)
    assert spent(seances)[2] == 24


@pytest.mark.parametrize("go", [lambda view: view.leave(), lambda view: view.agenda.list.choose(4)])
def test_the_window_writes_no_time_on_its_own_thread(
    seances: Seances, hours: Time, monkeypatch: pytest.MonkeyPatch, go: Callable[[MeetingView], None]
) -> None:
    view = opened(seances, hours)
    threads: list[bool] = []
    written = meeting_mode.add_spent

    def watched(session: Any, seconds: Any) -> None:
        threads.append(QApplication.instance().thread().isCurrentThread())  # type: ignore[union-attr]  # there is one
        written(session, seconds)

    monkeypatch.setattr(item_clock, "add_spent", watched)
    hours.passes(view, minutes=1)
    go(view)
    seances.settle()
    assert threads
    assert not any(threads)


def test_every_button_of_the_header_can_be_reached(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    buttons = [b for b in view.header.findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus] == [
        b.text() for b in buttons
    ]
