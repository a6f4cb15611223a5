"""What else is typed at the attendance: hours, suppléants, members from tomorrow, and the way back."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from pstdesk.db.models import Committee, Membership, Person
from pstdesk.domain.attendance import AttendanceStatus as Status
from pstdesk.domain.voting import QuorumRule
from pstdesk.i18n import NBSP
from pstdesk.services import attendance as attendance_service
from pstdesk.services.attendance import AttendanceRow
from pstdesk.ui.meetings.guest_dialog import GuestDialog
from pstdesk.ui.meetings.hours_dialog import HoursDialog
from pstdesk.ui.meetings.proxy_dialog import ProxyDialog
from tests import builders
from tests.ui.meeting_story import DAY
from tests.ui.meetings.conftest import HELD, PLANNED, Seances


def rows(seances: Seances) -> dict[str, AttendanceRow]:
    return {row.family_name: row for row in seances.base(HELD).attendance}


def hours(seances: Seances, family: str) -> tuple[time | None, time | None]:
    row = rows(seances)[family]
    return row.arrived_at, row.left_at


def enter(seances: Seances, *typed: str) -> None:
    for text in typed:
        seances.type(text)
        seances.press(Qt.Key.Key_Return)
    seances.settle()


def pill(seances: Seances, family: str) -> str:
    panel = seances.view.attendance
    (place,) = [place for place, row in enumerate(panel.list.rows) if row.family_name == family]
    shown: str = panel.list.model().index(place, 2).data()
    return shown.replace(NBSP, " ")


def undo(seances: Seances) -> None:
    seances.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    seances.settle()


def add_substitute(session: Any) -> None:
    """Make Ophélie Tœpffer the suppléante of Renée Fauré in both bodies."""
    who = builders.person(session, "Ophélie", "Tœpffer")
    titulaire = session.scalars(select(Person).where(Person.family_name == "Fauré")).one()
    for body in session.scalars(select(Committee)).all():
        builders.membership(session, who, body, substitute_for_id=titulaire.id)


# Hours


def test_who_comes_late_is_typed_with_the_hour(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    seances.type("fau 14h20")
    assert panel.entry.hint.replace(NBSP, " ") == "Entrée : 14 h 20"
    seances.press(Qt.Key.Key_Return)
    assert pill(seances, "Fauré") == "14 h 20"  # before the base has answered
    enter(seances, "1 14h30-15h30", "2 -15h", "3 d 14h10")
    assert hours(seances, "Fauré") == (time(14, 20), None)
    assert hours(seances, "Abélard") == (time(14, 30), time(15, 30))
    assert hours(seances, "Ævarsson") == (None, time(15))
    assert rows(seances)["Bensaïd"].status is Status.REMOTE
    assert [pill(seances, name) for name in ("Abélard", "Ævarsson")] == ["14 h 30", "jusqu’à 15 h"]
    details = [panel.list.model().columns[1].detail(row) for row in panel.list.rows[:3]]
    assert "jusqu’à 15 h 30" in details[0].replace(NBSP, " ")
    assert "à distance" in details[2]


@pytest.mark.parametrize("typed", ["7 25h", "7 14h20-14h10", "7 4h20", "7 -13h"])
def test_an_hour_that_makes_no_sense_is_said_and_stays_to_be_corrected(seances: Seances, typed: str) -> None:
    panel = seances.open(HELD).attendance
    enter(seances, typed)
    assert panel.entry.text() == typed
    assert seances.said
    assert panel.book.count.present == 0


def test_a_status_typed_again_by_mistake_keeps_the_hours(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    enter(seances, "fau 14h20", "fau")
    assert "Déjà noté (présent)" in seances.said
    assert "Fauré Renée" in seances.said
    panel.list.setFocus()
    panel.list.select_id(rows(seances)["Fauré"].person_id)
    seances.press("p")
    assert hours(seances, "Fauré") == (time(14, 20), None)


def test_hours_are_typed_in_a_dialog_corrected_and_emptied(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    panel.list.setFocus()
    seances.press("h")
    dialog = seances.dialog()
    assert isinstance(dialog, HoursDialog)
    seances.type("14h20")
    seances.press(Qt.Key.Key_Tab)
    seances.type("14h")
    seances.enter()
    assert "Le départ vient avant" in dialog.left.accessibleDescription()
    dialog.left.selectAll()
    seances.type("15h30")
    seances.enter()
    assert hours(seances, "Abélard") == (time(14, 20), time(15, 30))
    assert rows(seances)["Abélard"].status is Status.PRESENT
    seances.press("h")
    dialog = seances.dialog()
    assert dialog.arrived.text().replace(NBSP, " ") == "14 h 20"
    dialog.arrived.clear()
    dialog.left.clear()
    dialog.primary.click()
    assert hours(seances, "Abélard") == (None, None)
    assert rows(seances)["Abélard"].status is Status.PRESENT


# Entry


def test_letters_after_numbers_are_a_status(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    seances.type("3 5 e")
    assert panel.entry.hint.replace(NBSP, " ") == "Entrée : excusé"
    seances.press(Qt.Key.Key_Return)
    enter(seances, "12 d", "1-2a")
    found = [row.status for row in seances.base(HELD).attendance]
    assert found[:5] == [Status.ABSENT, Status.ABSENT, Status.EXCUSED, Status.NOT_RECORDED, Status.EXCUSED]
    assert found[11] is Status.REMOTE


def test_the_entry_says_what_enter_will_do(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    hints = []
    for typed in ("fau", "zzz", "99", ""):
        panel.entry.setText(typed)
        panel.entry.textEdited.emit(typed)
        hints.append(panel.entry.hint.replace(NBSP, " "))
    assert hints == ["Entrée : présent", "Entrée : ajouter…", "", ""]
    enter(seances, "fau")
    seances.type("fau")
    assert panel.entry.hint == "déjà noté"


def test_numbers_typed_twice_are_recorded_once(seances: Seances) -> None:
    seances.open(HELD)
    enter(seances, "1-3", "2-4")
    assert "Déjà notés (présent)" in seances.said
    statuses = [row.status for row in seances.base(HELD).attendance]
    assert statuses[:5] == [Status.PRESENT] * 4 + [Status.NOT_RECORDED]


def test_what_was_typed_is_taken_back_step_by_step(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    enter(seances, "1-3", "2 e", "fau 14h20")
    undo(seances)
    assert rows(seances)["Fauré"].status is Status.NOT_RECORDED
    assert "Annulé" in seances.said
    assert "Renée Fauré" in seances.said or "Fauré Renée" in seances.said
    panel.list.setFocus()
    undo(seances)
    assert rows(seances)["Ævarsson"].status is Status.PRESENT
    undo(seances)
    assert panel.book.count.not_recorded == 20
    undo(seances)
    assert "rien à annuler" in seances.said


# Suppléants


def test_a_substitute_is_found_by_letters_and_signs_in_for_the_titulaire(seances: Seances) -> None:
    seances.change(add_substitute)
    panel = seances.open(HELD).attendance
    assert len(panel.list.rows) == 20
    seances.type("toep")
    assert panel.entry.hint.replace(NBSP, " ") == "Entrée : suppléant"
    assert [row.substitute_for for row in panel.list.rows] == ["Renée Fauré"]
    enter(seances, "")
    found = rows(seances)
    assert found["Fauré"].proxy_holder_id == found["Tœpffer"].person_id
    assert pill(seances, "Fauré") == "suppléant"
    assert panel.counts.text().replace(NBSP, " ") == "1 représenté sur 20"
    assert panel.entry.hasFocus()
    undo(seances)
    assert rows(seances)["Fauré"].status is Status.NOT_RECORDED
    assert "Tœpffer" not in rows(seances)


def test_a_substitute_who_was_late_keeps_the_hour(seances: Seances) -> None:
    seances.change(add_substitute)
    seances.open(HELD)
    enter(seances, "toep 14h20")
    assert hours(seances, "Tœpffer") == (time(14, 20), None)


def test_the_proxy_dialog_proposes_the_substitute_first(seances: Seances) -> None:
    seances.change(add_substitute)
    panel = seances.open(HELD).attendance
    enter(seances, "1-3")
    panel.list.select_id(rows(seances)["Fauré"].person_id)
    panel.list.setFocus()
    seances.press("r")
    dialog = seances.dialog()
    assert isinstance(dialog, ProxyDialog)
    assert dialog.holder.currentText() == "Tœpffer Ophélie (suppléant, pas encore noté)"
    dialog.primary.click()
    found = rows(seances)
    assert found["Fauré"].proxy_holder_id == found["Tœpffer"].person_id
    assert found["Tœpffer"].status is Status.PRESENT


def test_a_substitute_is_not_proposed_before_the_meeting(seances: Seances) -> None:
    seances.change(add_substitute)
    assert seances.open(PLANNED).attendance.book.substitutes == ()


def test_more_proxies_than_the_rule_allows_are_recorded_and_said(seances: Seances) -> None:
    seances.change(with_rules(QuorumRule.NONE))
    panel = seances.open(HELD).attendance
    enter(seances, "1")
    for number in (2, 3):
        panel.list.setFocus()
        panel.list.selectRow(number - 1)
        seances.press("r")
        seances.dialog().primary.click()
        seances.settle()
    assert "porte maintenant 2 pouvoirs" in seances.said
    assert panel.book.count.represented == 2


# Guests who become members


def member_from(seances: Seances) -> list[date | None]:
    """Return from when on Ophélie Tœpffer is a member, for each of her registrations."""
    who = select(Person.id).where(Person.family_name == "Tœpffer")
    query = select(Membership.starts_on).where(Membership.person_id.in_(who))
    return seances.ask(lambda session: list(session.scalars(query)))


def add_guest(session: Any) -> None:
    guest = builders.person(session, "Ophélie", "Tœpffer")
    attendance_service.add_guest(session, HELD, guest.id)


def test_somebody_new_becomes_a_member_from_the_next_day_in_one_step(seances: Seances) -> None:
    seances.open(HELD).attendance.guest.click()
    dialog = seances.dialog()
    assert isinstance(dialog, GuestDialog)
    assert "13 novembre 2026" in dialog.joins.text().replace(NBSP, " ")
    dialog.begin_new("Ophélie Tœpffer")
    dialog.joins.click()
    dialog.primary.click()
    seances.settle()
    assert rows(seances)["Tœpffer"].is_walk_in
    assert member_from(seances) == [DAY + timedelta(days=1)]
    assert "membre de l’instance" in seances.said
    seances.stage.window._messages._action.click()
    assert member_from(seances) == []


def test_a_guest_on_the_list_becomes_a_member_later(seances: Seances) -> None:
    seances.change(add_guest)
    panel = seances.open(HELD).attendance
    panel.list.selectRow(20)
    panel.list.setFocus()
    seances.press("m")
    seances.settle()
    assert len(member_from(seances)) == 1
    assert rows(seances)["Tœpffer"].is_walk_in
    seances.press("m")
    seances.settle()
    assert "déjà inscrite" in seances.said
    assert len(member_from(seances)) == 1


def test_somebody_expected_does_not_become_a_member_again(seances: Seances) -> None:
    panel = seances.open(HELD).attendance
    panel.list.setFocus()
    seances.press("m")
    seances.settle()
    assert seances.said == ""


# Quorum


def with_rules(rule: QuorumRule) -> Callable[[Any], object]:
    def change(session: Any) -> None:
        rules = builders.rule_set(session, quorum=rule)
        for body in session.scalars(select(Committee)).all():
            body.rule_set_id = rules.id

    return change


def test_the_panel_says_how_the_quorum_stands(seances: Seances) -> None:
    seances.change(with_rules(QuorumRule.MORE_THAN_HALF_PRESENT))
    panel = seances.open(HELD).attendance

    def said() -> str:
        return panel.quorum.text().replace(NBSP, " ")

    enter(seances, "1-9")
    assert said() == "Quorum : il manque 2 personnes (9 sur 11)"
    enter(seances, "10 d", "11")
    assert said() == "Quorum : il manque 1 personne (10 sur 11)"
    seances.type("12")
    seances.press(Qt.Key.Key_Return)
    assert said() == "Quorum atteint : 11 sur 11 nécessaires"
    seances.settle()


def test_where_no_quorum_is_asked_nothing_is_said_of_it(seances: Seances) -> None:
    assert not seances.open(HELD).attendance.quorum.isVisible()
