"""Alt+Left: back to where one came from, whatever was opened from there."""

from pathlib import Path

from PySide6.QtCore import Qt

from pstdesk.domain.opening import PLAIN
from pstdesk.ui.undo import Where
from tests.ui.acting import Acting
from tests.ui.small_town import CAF, CT1, ZOE, make_town


def back(somebody: Acting) -> Where:
    somebody.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    return somebody.stage.window.where()


def test_record_by_record_one_comes_back_to_the_dashboard(somebody: Acting) -> None:
    window = somebody.stage.window
    somebody.go("committees", CT1)
    somebody.go("people", ZOE)
    window.go("people", CAF, kind="organisation")
    somebody.settle()
    assert back(somebody) == Where("people", ZOE)
    assert back(somebody) == Where("committees", CT1)
    assert back(somebody) == Where("dashboard")
    assert back(somebody) == Where("dashboard")
    assert window.sentence == "Il n’y a pas de page précédente."


def test_what_was_left_for_its_list_meanwhile_is_not_in_the_way(somebody: Acting) -> None:
    somebody.go("people", ZOE)
    somebody.press(Qt.Key.Key_Escape)
    assert somebody.stage.window.where() == Where("people")
    somebody.go("meetings")
    assert back(somebody) == Where("people")
    assert back(somebody) == Where("dashboard")


def test_another_base_has_no_way_back(somebody: Acting, tmp_path: Path) -> None:
    somebody.go("people", ZOE)
    folder = tmp_path / "other"
    folder.mkdir()
    somebody.stage.window.base_asked.emit(make_town(folder), None, PLAIN)
    somebody.settle()
    somebody.go("dashboard")
    assert back(somebody) == Where("dashboard")
