"""Putting an agenda in order by dragging, and what it says of time and of where its items come from."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu

from pstdesk.db.models import Meeting
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.i18n import NBSP
from pstdesk.services import agenda, meetings
from pstdesk.services.agenda import ItemForm
from pstdesk.ui.meetings.view import MeetingView
from tests.services.stories import approve_minutes
from tests.ui.dragging import drag_row, gap, hover, leave
from tests.ui.meeting_story import DAY, TITLES
from tests.ui.meetings.conftest import HELD, PLANNED, Seances, shown_texts

SHIFT = Qt.KeyboardModifier.ShiftModifier
SUSPENDED = 1
"""The meeting of CT6 that was held before the one planned."""


def titles(seances: Seances, meeting_id: int = PLANNED) -> list[str]:
    return [item.form.title.replace(NBSP, " ") for item in seances.base(meeting_id).items]


def answer(seances: Seances) -> None:
    """Click the action that the message bar offers."""
    seances.stage.window._messages._action.click()
    seances.settle()


def test_an_item_is_dragged_to_its_place_and_back_by_one_click(seances: Seances) -> None:
    view = seances.open(PLANNED)
    before = titles(seances)
    assert drag_row(view.agenda.list, 4, before=2)
    assert titles(seances) == [*before[:2], before[4], before[2], before[3], *before[5:]]
    assert f"« {TITLES[2]} » est maintenant le point 3." == seances.said.replace(NBSP, " ")
    answer(seances)
    assert titles(seances) == before


def test_an_item_is_dragged_to_the_end(seances: Seances) -> None:
    view = seances.open(PLANNED)
    before = titles(seances)
    assert drag_row(view.agenda.list, 2, before=len(before))
    assert titles(seances) == [*before[:2], *before[3:], before[2]]


def test_no_item_is_dragged_before_the_opening_ones_and_the_list_goes_back(seances: Seances) -> None:
    view = seances.open(PLANNED)
    before = titles(seances)
    for place, target in ((3, 0), (3, 1), (0, 4)):
        assert drag_row(view.agenda.list, place, before=target)
        assert titles(seances) == before
        assert "L’ordre du jour commence par" in seances.said
        assert [item.form.title.replace(NBSP, " ") for item in view.agenda.list.items] == before
        seances.stage.window._messages.hide()


def test_dropping_an_item_where_it_is_changes_nothing(seances: Seances) -> None:
    view = seances.open(PLANNED)
    versions = [item.form.version for item in seances.base(PLANNED).items]
    drag_row(view.agenda.list, 3, before=3)
    drag_row(view.agenda.list, 3, before=4)
    assert [item.form.version for item in seances.base(PLANNED).items] == versions
    assert seances.said == ""


def test_the_place_is_shown_while_an_item_is_dragged(seances: Seances) -> None:
    shown = seances.open(PLANNED).agenda.list
    assert hover(shown.viewport(), shown.dragged(4), gap(shown, 3))
    assert shown.gap == 3
    shown.viewport().grab()
    leave(shown.viewport())
    assert shown.gap is None


def test_an_order_made_elsewhere_meanwhile_is_not_written_over(seances: Seances) -> None:
    view = seances.open(PLANNED)
    items = seances.base(PLANNED).items
    seances.change(lambda session: agenda.move_item(session, items[3].id, 1))
    view.agenda.list.drop_asked.emit(4, 2)
    seances.settle()
    assert "entre-temps" in seances.said
    assert titles(seances)[2:5] == [TITLES[0], TITLES[2], TITLES[1]]


def test_approved_minutes_let_nothing_be_dragged(seances: Seances) -> None:
    seances.change(lambda session: approve_minutes(session, HELD))
    shown = seances.open(HELD).agenda.list
    assert not drag_row(shown, 4, before=2)


def test_a_title_typed_lands_before_the_questions_diverses(seances: Seances) -> None:
    view = seances.open(PLANNED)
    for title in ("Divers", "Bilan"):
        seances.type(title)
        seances.enter()
    assert titles(seances)[-2:] == ["Bilan", "Divers"]
    assert seances.base(PLANNED).items[-1].form.kind is ItemKind.ANY_OTHER_BUSINESS
    assert view.agenda.new_item.text() == ""


@pytest.mark.parametrize(("current", "landing"), [(3, 4), (0, 2)])
def test_with_shift_a_title_lands_after_the_current_item_but_never_within_the_opening(
    seances: Seances, current: int, landing: int
) -> None:
    seances.open(PLANNED, item=current).agenda.new_item.setFocus()
    seances.type("Bilan")
    seances.press(Qt.Key.Key_Return, SHIFT)
    assert titles(seances).index("Bilan") == landing


# time


def test_an_agenda_that_runs_over_says_so_in_words(seances: Seances) -> None:
    view = seances.open(PLANNED, item=2)
    item = seances.base(PLANNED).items[2]
    assert view.agenda.over.isHidden()
    seances.change(
        lambda session: agenda.change_item(session, item.id, ItemForm("Accueil", planned_minutes=40))
    )
    view = seances.open(PLANNED)
    texts = [text.replace(NBSP, " ") for text in shown_texts(view.agenda, QLabel)]
    assert {"2 h 15 sur 2 h", "dépasse de 15 min"} <= set(texts)
    seances.change(lambda session: agenda.set_item_state(session, item.id, ItemState.WITHDRAWN))
    view = seances.open(PLANNED)
    assert "1 h 35 sur 2 h" in [text.replace(NBSP, " ") for text in shown_texts(view.agenda, QLabel)]
    assert view.agenda.over.isHidden()


def test_each_item_says_when_it_begins_and_who_presents_it(seances: Seances) -> None:
    view = seances.open(PLANNED)
    said = tool_tips(view)
    assert said[0] == "Vers 14 h"
    assert said[2] == "Vers 14 h 15\nPrésenté par la Mission locale"
    seances.change(lambda session: setattr(session.get_one(Meeting, PLANNED), "starts_at", time(9, 30)))
    assert tool_tips(seances.open(PLANNED))[1] == "Vers 9 h 35"


def tool_tips(view: MeetingView) -> list[str]:
    model = view.agenda.list.model()
    role = Qt.ItemDataRole.ToolTipRole
    return [str(model.index(row, 0).data(role)).replace(NBSP, " ") for row in range(model.rowCount())]


# what comes back


def planned_with_a_carried_item(seances: Seances) -> int:
    """Let an item of the earlier meeting come back on the planned agenda; return its id there."""

    def work(session: object) -> None:
        item = agenda.add_item(session, SUSPENDED, ItemForm("Jardins partagés"))  # type: ignore[arg-type]  # a session
        agenda.set_item_state(session, item, ItemState.NOT_REACHED)  # type: ignore[arg-type]  # same

    seances.change(work)
    (found,) = [row for row in seances.base(PLANNED).items if row.form.title == "Jardins partagés"]
    return found.id


def trigger(seances: Seances, words: str) -> None:
    """Choose an entry of the current item's menu."""
    shown = seances.view.agenda.list
    shown.customContextMenuRequested.emit(shown.visualRect(shown.currentIndex()).center())
    menus = seances.view.agenda.findChildren(QMenu, "item")
    (action,) = [action for action in menus[-1].actions() if action.text() == words]
    action.trigger()
    menus[-1].close()
    seances.settle()


def test_an_item_that_comes_back_says_from_which_meeting_and_can_be_dropped(seances: Seances) -> None:
    item_id = planned_with_a_carried_item(seances)
    view = seances.open(PLANNED, item=2)
    assert tool_tips(view)[2].endswith("Revient du 10 sept. 2026")
    spoken = view.agenda.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.replace(NBSP, " ") == "3, Jardins partagés, revient du 10 sept. 2026"
    trigger(seances, "Ne plus reporter")
    assert "ne sera plus reporté" in seances.said
    assert seances.base(PLANNED).items[2].state is ItemState.WITHDRAWN
    answer(seances)
    assert seances.base(PLANNED).items[2].state is ItemState.OPEN
    trigger(seances, "Ne plus reporter")
    trigger(seances, "Reprendre le point")
    (item,) = [row for row in seances.base(PLANNED).items if row.id == item_id]
    assert item.state is ItemState.OPEN


def test_a_dropped_item_does_not_come_back_after_the_meeting(seances: Seances) -> None:
    planned_with_a_carried_item(seances)
    seances.open(PLANNED, item=2)
    trigger(seances, "Ne plus reporter")
    form = meetings.MeetingForm(1, date(2026, 12, 10))
    seances.change(lambda session: meetings.hold(session, PLANNED, DAY))
    seances.change(lambda session: meetings.plan_meeting(session, form))
    assert "Jardins partagés" not in titles(seances, 5)


def test_an_item_that_is_only_taken_off_says_that_it_will_come_back(seances: Seances) -> None:
    planned_with_a_carried_item(seances)
    view = seances.open(PLANNED, item=2)
    before = seances.base(PLANNED).items[2]
    view.agenda.remove()
    seances.settle()
    assert seances.said.endswith("il reviendra au suivant.")
    answer(seances)
    after = seances.base(PLANNED).items[2]
    assert (after.form.title, after.returns_from) == (before.form.title, before.returns_from)
