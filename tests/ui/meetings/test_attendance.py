"""Attendance typed from the signed sheet: letters, numbers, one key for a status, guests, proxies."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from pstdesk.domain.attendance import AttendanceStatus as Status
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.i18n import NBSP
from pstdesk.services import attendance as attendance_service
from pstdesk.ui.meetings import attendance_book
from pstdesk.ui.meetings.guest_dialog import GuestDialog
from pstdesk.ui.meetings.proxy_dialog import ProxyDialog
from tests import builders
from tests.ui.meeting_story import NAMES
from tests.ui.meetings.conftest import HELD, PLANNED, Seances, shown_texts


def statuses(seances: Seances) -> dict[str, Status]:
    """Return how each person attended, by family name."""
    return {row.family_name: row.status for row in seances.base(HELD).attendance}


def present(seances: Seances) -> list[str]:
    return [name for name, status in statuses(seances).items() if status is Status.PRESENT]


def sign_in(seances: Seances, typed: Sequence[str]) -> None:
    """Type each of ``typed`` and Enter, without waiting for the base in between."""
    for text in typed:
        seances.type(text)
        seances.press(Qt.Key.Key_Return)


def test_twenty_people_are_signed_in_by_letters_with_sixty_keys(seances: Seances) -> None:
    seances.open(HELD)
    seances.keys = 0
    sign_in(seances, [fold(family).replace(" ", "")[:2] for _given, family in NAMES])
    assert seances.keys <= 60
    assert len(present(seances)) == 20


def test_twenty_people_are_signed_in_by_the_numbers_of_the_sheet(seances: Seances) -> None:
    seances.open(HELD)
    seances.keys = 0
    sign_in(seances, [str(number) for number in range(1, 21)])
    assert seances.keys <= 60
    assert len(present(seances)) == 20


def test_several_numbers_are_one_entry(seances: Seances) -> None:
    view = seances.open(HELD)
    seances.keys = 0
    sign_in(seances, ["1-20"])
    assert seances.keys == 5
    assert len(present(seances)) == 20
    assert view.attendance.counts.text().replace(NBSP, " ") == "20 présents sur 20"


def test_the_keyboard_is_where_names_are_typed_and_the_list_follows(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    assert panel.entry.hasFocus()
    seances.type("lho")
    assert [row.name for row in panel.list.rows] == ["L’Hostis Zoé"]
    assert [row.name for row in panel.list.selected_rows()] == ["L’Hostis Zoé"]
    seances.press(Qt.Key.Key_Return)
    # Shown before the base has answered.
    assert panel.entry.text() == ""
    assert panel.book.count.present == 1
    seances.settle()
    assert present(seances) == ["L’Hostis"]
    assert panel.counts.text().replace(NBSP, " ") == "1 présent sur 20"


def test_a_search_that_finds_nobody_leaves_no_header_behind(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    for typed in ("zzzz", ""):
        panel.entry.setText(typed)
        panel.entry.textEdited.emit(typed)
        seances.settle()
        assert not panel.list.horizontalHeader().isVisible()
    assert panel.list.rows


def test_in_the_list_one_letter_records_a_status(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    panel.list.setFocus()
    for key, status in (
        ("e", Status.EXCUSED),
        ("d", Status.REMOTE),
        ("a", Status.ABSENT),
        ("p", Status.PRESENT),
    ):
        seances.press(key)
        seances.settle()
        assert statuses(seances)["Abélard"] is status
        assert panel.list.hasFocus()
    seances.press(Qt.Key.Key_Backspace)
    assert statuses(seances)["Abélard"] is Status.NOT_RECORDED


def test_down_goes_from_the_letters_to_the_list_and_escape_comes_back(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    seances.type("fau")
    seances.press(Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    seances.press("e")
    seances.press(Qt.Key.Key_Escape)
    assert panel.entry.hasFocus()
    assert len(panel.list.rows) == 20
    assert seances.view.isVisible()
    assert statuses(seances)["Fauré"] is Status.EXCUSED


def test_the_others_are_marked_absent_and_can_be_unmarked(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    sign_in(seances, ["1-17"])
    seances.settle()
    assert panel.rest.text() == "Marquer les 3 autres absents"
    panel.rest.click()
    seances.settle()
    assert list(statuses(seances).values()).count(Status.ABSENT) == 3
    assert "3 personnes sont marquées absentes." in seances.said
    assert not panel.rest.isVisible()
    seances.stage.window._messages._action.click()
    assert list(statuses(seances).values()).count(Status.NOT_RECORDED) == 3


def test_a_refused_entry_is_said_and_shown_as_not_done(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_hours: object) -> None:
        raise Refused("base_disk_full", file="valmont.pstdesk")

    panel = seances.open(HELD).attendance
    monkeypatch.setattr(attendance_book.attendance, "record", refuse)
    sign_in(seances, ["fau"])
    assert panel.book.count.present == 1
    seances.settle()
    assert panel.book.count.present == 0
    assert panel.list.rows[7].arrived_at is None
    assert "plus de place" in seances.said


def test_somebody_unknown_to_the_list_is_found_in_the_base(seances: Seances) -> None:
    def add_somebody(session: object) -> None:
        house = builders.organisation(session, "Ludothèque", acronym="")  # type: ignore[arg-type]  # a session
        guest = builders.person(session, "Ophélie", "Tœpffer")  # type: ignore[arg-type]  # same
        builders.post(session, guest, house)  # type: ignore[arg-type]  # same

    seances.change(add_somebody)
    panel = seances.open(HELD).attendance
    seances.type("toep")
    assert "Personne de ce nom sur la liste" in shown_texts(panel.list, QLabel)
    seances.press(Qt.Key.Key_Return)
    dialog = seances.dialog()
    assert isinstance(dialog, GuestDialog)
    assert dialog.who.text() == "toep"
    seances.stage.wait(lambda: [line.text for line in dialog.who.suggestions] == ["Tœpffer Ophélie"])
    seances.press(Qt.Key.Key_Return)
    seances.enter()
    guests = [row for row in seances.base(HELD).attendance if row.is_guest]
    assert [(row.family_name, row.status, row.organisation) for row in guests] == [
        ("Tœpffer", Status.PRESENT, "Ludothèque")
    ]
    assert panel.entry.hasFocus()
    assert "1 non inscrit" in panel.counts.text().replace(NBSP, " ")


def test_somebody_new_is_made_and_added_in_one_step(seances: Seances) -> None:
    seances.open(HELD).attendance.guest.click()
    dialog = seances.dialog()
    assert isinstance(dialog, GuestDialog)
    dialog.begin_new("Ophélie Tœpffer")
    seances.settle()
    dialog.new.job_title.setText("Directrice")
    dialog.primary.click()
    seances.settle()
    (guest,) = [row for row in seances.base(HELD).attendance if row.is_guest]
    assert (guest.family_name, guest.given_name, guest.job_title) == ("Tœpffer", "Ophélie", "Directrice")


def test_a_walk_in_is_made_by_keyboard_alone_however_quickly_enter_follows(seances: Seances) -> None:
    view = seances.open(HELD)
    seances.type("Ophélie Tœpffer")
    seances.enter()
    dialog = seances.dialog()
    assert isinstance(dialog, GuestDialog)
    assert not dialog.who._popup.isVisible()
    seances.press(Qt.Key.Key_Return)
    seances.stage.wait(dialog.new.isVisible)
    assert (dialog.new.family.text(), dialog.new.given.text()) == ("Tœpffer", "Ophélie")
    seances.enter()
    (guest,) = [row for row in seances.base(HELD).attendance if row.is_guest]
    assert (guest.family_name, guest.given_name) == ("Tœpffer", "Ophélie")
    assert view.attendance.entry.hasFocus()


def test_enter_before_anybody_is_proposed_takes_nobody_of_several(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    panel.add_guest()
    dialog = seances.dialog()
    assert isinstance(dialog, GuestDialog)
    dialog.who.setFocus()
    seances.type("D’Arcy")
    seances.press(Qt.Key.Key_Return)
    seances.stage.wait(dialog.who._popup.isVisible)
    assert dialog.isVisible()
    assert dialog.new.isHidden()
    assert [row for row in seances.base(HELD).attendance if row.is_guest] == []


def test_nobody_is_made_twice_without_being_asked(seances: Seances) -> None:
    seances.open(HELD).attendance.add_guest()
    dialog = seances.dialog()
    dialog.begin_new("renee FAURE")
    dialog.primary.click()
    seances.settle()
    assert dialog.isVisible()
    assert "déjà dans la base" in dialog.new.notice.sentence
    assert dialog.primary.text() == "Créer une autre personne"
    (link,) = dialog.new.notice.links
    link.click()
    seances.settle()
    assert statuses(seances)["Fauré"] is Status.PRESENT
    assert len(seances.base(HELD).attendance) == 20


def test_a_guest_typed_by_mistake_is_taken_off_and_put_back(seances: Seances) -> None:
    def add(session: object) -> None:
        guest = builders.person(session, "Ophélie", "Tœpffer")  # type: ignore[arg-type]  # an open session
        attendance_service.add_guest(session, HELD, guest.id)  # type: ignore[arg-type]  # same

    seances.change(add)
    panel = seances.open(HELD).attendance
    assert panel.list.rows[-1].is_guest
    panel.list.selectRow(20)
    panel.list.setFocus()
    seances.press(Qt.Key.Key_Delete)
    assert "Tœpffer" not in statuses(seances)
    seances.stage.window._messages._action.click()
    assert statuses(seances)["Tœpffer"] is Status.PRESENT


def test_a_proxy_goes_to_somebody_present(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    panel.list.setFocus()
    seances.press("r")
    seances.settle()
    assert "Notez d’abord au moins une personne présente" in seances.said
    panel.begin_again()
    sign_in(seances, ["fau"])
    seances.settle()
    panel.list.selectRow(0)
    panel.list.setFocus()
    seances.press("r")
    dialog = seances.dialog()
    assert isinstance(dialog, ProxyDialog)
    assert dialog.holder.currentText() == "Fauré Renée"
    dialog.primary.click()
    assert statuses(seances)["Abélard"] is Status.REPRESENTED
    seances.settle()
    texts = [panel.list.model().index(0, column).data() for column in range(3)]
    assert texts == ["1", "Abélard Chloé", f"pouvoir{NBSP}: n° 8"]


def test_the_menu_offers_every_status(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    panel.list.selectRow(2)
    panel.list.customContextMenuRequested.emit(panel.list.visualRect(panel.list.currentIndex()).center())
    menu = seances.stage.window.findChild(type(seances.view.steps.more.choices), "attendance")
    assert menu is not None
    words = [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]
    statuses_first = ["Présent", "À distance", "Représenté par…", "Excusé", "Absent", "Non renseigné"]
    assert words == [*statuses_first, "Arrivée, départ…"]
    menu.actions()[1].trigger()
    menu.close()
    assert statuses(seances)["Bensaïd"] is Status.REMOTE


def test_before_the_meeting_the_panel_says_who_is_expected_and_why_nothing_is_typed(seances: Seances) -> None:
    panel = seances.open(PLANNED).attendance
    assert "Attendus" in shown_texts(panel, QLabel)
    assert panel.counts.text().replace(NBSP, " ") == "20 personnes attendues"
    assert panel.explanation.isVisible()
    assert [row.organisation for row in panel.list.rows[:2]] == [
        "Caisse d’allocations familiales",
        "Mission locale de l’Écluse",
    ]
    for widget in (panel.entry, panel.guest, panel.rest):
        assert not widget.isVisible()
    panel.list.setFocus()
    seances.press("p")
    seances.settle()
    assert seances.said == ""


def test_a_number_that_nobody_has_is_said(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    seances.type("99")
    assert "Aucune ligne de ce numéro" in shown_texts(panel.list, QLabel)
    seances.press(Qt.Key.Key_Return)
    seances.settle()
    assert present(seances) == []
