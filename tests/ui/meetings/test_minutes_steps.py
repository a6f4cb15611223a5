"""The life of minutes in the window: from the pill's menu, and under the items of a later meeting."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from sqlalchemy.orm import Session

from pstdesk.domain.agenda import ItemState
from pstdesk.domain.minutes import ApprovalMode, MinutesState
from pstdesk.i18n import NBSP
from pstdesk.services import agenda, minutes_life, results
from pstdesk.services.minutes_approval import approve_in_meeting
from pstdesk.services.minutes_standing import MinutesStanding
from pstdesk.services.rectifications import rectify
from pstdesk.ui import clock
from tests.ui.acting import errors, nameless
from tests.ui.meeting_story import DAY
from tests.ui.meetings.conftest import EARLIER, HELD, PLANNED, Seances, shown_texts


def menu(seances: Seances) -> list[str]:
    """Return what the pill's menu offers."""
    return [entry.text() for entry in seances.view.minutes.choices.actions() if entry.text()]


def choose(seances: Seances, words: str) -> None:
    entries = seances.view.minutes.choices.actions()
    next(entry for entry in entries if entry.text() == words).trigger()
    seances.settle()


def standing(seances: Seances, meeting_id: int) -> MinutesStanding:
    found = seances.base(meeting_id).minutes
    assert found is not None
    return found


def button(seances: Seances, words: str) -> QPushButton:
    """Return the visible button of these words beside the notes."""
    found = seances.view.notes.findChildren(QPushButton)
    return next(one for one in found if one.isVisible() and one.text() == words)


def send_earlier(session: Session) -> None:
    minutes_life.send(session, EARLIER, clock.now())


def approve_earlier(session: Session) -> None:
    send_earlier(session)
    approve_in_meeting(session, EARLIER, HELD, clock.now())


def approve_by_referent(session: Session) -> None:
    send_earlier(session)
    minutes_life.approve(session, EARLIER, ApprovalMode.REFERENT, DAY, clock.now(), by="Inès D’Arcy")


# what the menu offers


def test_the_pill_says_where_the_minutes_stand_and_opens_their_steps(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    assert view.minutes.text().replace(NBSP, " ") == "compte rendu : brouillon"
    assert menu(seances) == ["Envoyer en relecture…", "Marquer comme diffusé…", "Versions…"]
    view.minutes.setFocus()
    seances.press(Qt.Key.Key_Space)
    assert view.minutes.choices.isVisible()
    view.minutes.choices.close()


def test_a_meeting_to_come_has_no_minutes_yet(seances: Seances) -> None:
    view = seances.open(PLANNED)
    assert not view.minutes.isVisible()
    assert not view.notes.lock.isVisible()


def test_silence_is_offered_once_the_deadline_is_over(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(session: Session) -> None:
        minutes_life.ask_corrections(session, HELD, DAY + timedelta(days=2), "", "", clock.now())
        minutes_life.send(session, HELD, clock.now())

    seances.change(ask)
    seances.open(HELD, item=2)
    assert "Approuvé sans observation" not in menu(seances)
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "today", later.date)
    monkeypatch.setattr(clock, "now", lambda: later)
    seances.view.reload()
    seances.settle()
    choose(seances, "Approuvé sans observation")
    assert standing(seances, HELD).standing.approval is ApprovalMode.SILENCE
    assert "approuvé" in seances.said


# corrections


def test_minutes_are_given_to_read_and_the_draft_is_written(seances: Seances, documents: Path) -> None:
    seances.open(HELD, item=2)
    choose(seances, "Envoyer en relecture…")
    dialog = seances.dialog()
    assert dialog.due.day() == date(2026, 11, 23)  # ten days later is a Sunday
    assert nameless(dialog) == []
    dialog.address.setText("pst@valmont.example")
    dialog.primary.click()
    seances.stage.wait(lambda: "Compte rendu enregistré" in seances.said)
    found = standing(seances, HELD)
    assert found.standing.state is MinutesState.IN_CORRECTION
    assert (found.corrections_to, found.asked_of) == ("pst@valmont.example", "Membres de l’instance")
    assert [file.suffix for file in (documents / "pstdesk" / "valmont").iterdir()] == [".docx"]
    assert menu(seances)[:3] == ["Modifier la relecture…", "Revenir au brouillon", "Marquer comme diffusé…"]
    choose(seances, "Revenir au brouillon")
    assert standing(seances, HELD).standing.state is MinutesState.DRAFT


def test_the_address_of_the_last_time_is_there_already(seances: Seances) -> None:
    def ask(session: Session) -> None:
        minutes_life.ask_corrections(
            session, EARLIER, DAY, "pst@valmont.example", "La référente", clock.now()
        )

    seances.change(ask)
    seances.open(HELD, item=2)
    choose(seances, "Envoyer en relecture…")
    dialog = seances.dialog()
    assert (dialog.address.text(), dialog.readers.text()) == ("pst@valmont.example", "La référente")


@pytest.mark.parametrize(("typed", "words"), [("hier", "déjà passé"), ("", "Indiquez le jour")])
def test_a_deadline_that_is_none_is_blamed_on_its_field(seances: Seances, typed: str, words: str) -> None:
    seances.open(HELD, item=2)
    choose(seances, "Envoyer en relecture…")
    dialog = seances.dialog()
    dialog.due.setText("11/11/2026" if typed else "")
    dialog.primary.click()
    seances.settle()
    assert any(words in sentence for sentence in errors(dialog))
    assert standing(seances, HELD).standing.state is MinutesState.DRAFT


# sending


def test_before_sending_what_looks_unfinished_and_the_numbers_are_shown(seances: Seances) -> None:
    item = seances.base(HELD).items[2].id
    seances.change(lambda session: results.add_decision(session, item, "Le comité retient l’offre."))
    seances.open(HELD, item=2)
    choose(seances, "Marquer comme diffusé…")
    dialog = seances.dialog()
    assert "Présences non renseignées" in dialog.remarks.sentence
    assert "2026-001  Le comité retient l’offre." in dialog.numbers.text()
    assert dialog.primary.hasFocus()
    dialog.primary.click()
    seances.stage.wait(lambda: "Compte rendu enregistré" in seances.said)
    page = seances.base(HELD)
    assert [row.label for row in page.decisions] == ["2026-001"]
    assert "diffusé" in seances.view.minutes.text()


def test_what_was_typed_a_moment_before_is_sent_too(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Douze")
    choose(seances, "Marquer comme diffusé…")
    seances.dialog()
    assert seances.base(HELD).items[2].notes == "Douze"


# approval outside a meeting, reopening, archive


def test_the_referent_approves_and_the_page_says_why_nothing_can_be_typed(
    seances: Seances, documents: Path
) -> None:
    seances.change(lambda session: minutes_life.send(session, HELD, clock.now()))
    view = seances.open(HELD, item=2)
    choose(seances, "Approuvé par le référent…")
    dialog = seances.dialog()
    dialog.name.setText("Inès D’Arcy")
    dialog.primary.click()
    seances.settle()
    assert "Inès D’Arcy" in view.notes.lock.sentence
    assert "ne change plus" in view.notes.lock.sentence
    assert [link.text() for link in view.notes.lock.links] == ["Noter un rectificatif…", "Rouvrir…"]
    assert view.header.primary is not None
    assert view.header.primary.text() == "Compte rendu approuvé"
    view.header.primary.click()
    seances.stage.wait(lambda: ".pdf" in seances.said)
    names = sorted(file.name for file in (documents / "pstdesk" / "valmont").iterdir())
    assert [Path(name).suffix for name in names] == [".docx", ".pdf"]
    assert all(name in seances.said for name in names)


def test_an_approval_still_to_come_is_blamed_on_its_day(seances: Seances) -> None:
    seances.change(lambda session: minutes_life.send(session, HELD, clock.now()))
    seances.open(HELD, item=2)
    choose(seances, "Approuvé par le référent…")
    dialog = seances.dialog()
    dialog.day.setText("13/11/2026")
    dialog.primary.click()
    seances.settle()
    assert any("encore à venir" in sentence for sentence in errors(dialog))


def test_minutes_are_reopened_only_with_a_reason(seances: Seances) -> None:
    seances.change(approve_by_referent)
    seances.change(lambda session: None)
    view = seances.open(EARLIER)
    choose(seances, "Rouvrir…")
    dialog = seances.dialog()
    dialog.primary.click()
    seances.settle()
    assert any("pourquoi" in sentence for sentence in errors(dialog))
    dialog.reason.setText("Un nom était faux.")
    dialog.primary.click()
    seances.settle()
    assert standing(seances, EARLIER).standing.state is MinutesState.SENT
    assert view.header.primary is not None
    assert view.header.primary.text() == "Compte rendu Word"
    assert not view.notes.lock.isVisible()


def test_the_archive_can_be_undone_at_once(seances: Seances) -> None:
    seances.change(approve_by_referent)
    seances.open(EARLIER)
    choose(seances, "Archiver")
    assert standing(seances, EARLIER).standing.state is MinutesState.ARCHIVED
    seances.stage.window._messages._action.click()
    seances.settle()
    assert standing(seances, EARLIER).standing.state is MinutesState.APPROVED


# approval in a meeting


def test_the_item_of_approval_lists_earlier_minutes_and_offers_to_send_them(seances: Seances) -> None:
    view = seances.open(HELD, item=0)
    assert any("10 septembre 2026" in text for text in shown_texts(view.notes.minutes, QPushButton))
    button(seances, "Marquer comme diffusé…").click()
    dialog = seances.dialog()
    assert "10 septembre 2026" in dialog.what.text()
    dialog.primary.click()
    seances.stage.wait(lambda: "Compte rendu enregistré" in seances.said)
    assert button(seances, "Approuver").isVisible()


def test_one_click_approves_and_another_undoes_it(seances: Seances) -> None:
    seances.change(send_earlier)
    seances.open(HELD, item=0)
    button(seances, "Approuver").click()
    seances.settle()
    found = standing(seances, EARLIER)
    assert (found.standing.approval, found.approved_in_id) == (ApprovalMode.MEETING, HELD)
    assert seances.base(HELD).items[0].state is ItemState.DEALT_WITH
    assert "est approuvé" in seances.said
    seances.stage.window._messages._action.click()
    seances.settle()
    assert standing(seances, EARLIER).standing.state is MinutesState.SENT
    assert seances.base(HELD).items[0].state is ItemState.OPEN


def test_the_minutes_to_approve_keep_their_height_when_they_are_shown_anew(seances: Seances) -> None:
    seances.change(send_earlier)
    minutes = seances.open(HELD, item=0).notes.minutes
    first = minutes.height()
    button(seances, "Approuver").click()
    seances.settle()
    assert minutes.height() >= first > 30
    seances.open(EARLIER, item=0)
    seances.open(HELD, item=0)
    assert minutes.height() >= first


def test_the_undoing_stays_beside_the_item(seances: Seances) -> None:
    seances.change(approve_earlier)
    seances.open(HELD, item=0)
    button(seances, "Annuler l’approbation").click()
    seances.settle()
    assert standing(seances, EARLIER).standing.state is MinutesState.SENT
    assert button(seances, "Approuver").isVisible()


def test_the_earlier_meeting_is_one_click_away(seances: Seances) -> None:
    view = seances.open(HELD, item=0)
    links = view.notes.minutes.findChildren(QPushButton)
    next(link for link in links if link.isVisible() and "septembre" in link.text()).click()
    seances.settle()
    assert view.meeting_id == EARLIER


def test_tab_reaches_what_is_to_approve_before_the_notes(seances: Seances) -> None:
    view = seances.open(HELD, item=0)
    view.notes.state.setFocus()
    found = []
    for _stop in range(3):
        seances.press(Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    link, verb, editor = found
    assert isinstance(link, QPushButton)
    assert isinstance(verb, QPushButton)
    assert "10 septembre" in link.text()
    assert verb.text() == "Marquer comme diffusé…"
    assert editor is view.notes.editor


def test_other_items_have_nothing_to_approve(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    assert not view.notes.minutes.isVisible()


def test_before_its_day_a_meeting_only_lists_what_it_will_approve(seances: Seances) -> None:
    view = seances.open(PLANNED, item=0)
    assert view.notes.minutes.isVisible()
    texts = shown_texts(view.notes.minutes, QPushButton)
    assert len(texts) == 1


# corrections of approved minutes


def open_rectify(seances: Seances) -> Any:
    link = next(link for link in seances.view.notes.lock.links if "rectificatif" in link.text())
    link.click()
    return seances.dialog()


def test_a_rectificatif_is_noted_shown_and_taken_back(seances: Seances) -> None:
    def prepare(session: Session) -> None:
        agenda.add_item(session, EARLIER, agenda.ItemForm("Bilan"))
        approve_earlier(session)

    seances.change(prepare)
    view = seances.open(EARLIER, item=0)
    dialog = open_rectify(seances)
    assert nameless(dialog) == []
    dialog.primary.click()
    seances.settle()
    assert any("ce qu’il faut lire" in sentence for sentence in errors(dialog))
    dialog.text.setPlainText("Lire « Zoé » à la place de « Zoë ».")
    dialog.primary.click()
    seances.settle()
    assert "Lire « Zoé »" in view.notes.lock.sentence
    seances.open(HELD, item=0)
    button(seances, "Retirer").click()
    seances.settle()
    assert standing(seances, EARLIER).rectifications == ()
    seances.stage.window._messages._action.click()
    seances.settle()
    assert len(standing(seances, EARLIER).rectifications) == 1


def test_without_a_later_meeting_the_dialog_says_what_is_wanted(seances: Seances) -> None:
    def approve(session: Session) -> None:
        minutes_life.send(session, HELD, clock.now())
        minutes_life.approve(session, HELD, ApprovalMode.REFERENT, DAY, clock.now())

    seances.change(approve)
    seances.open(HELD, item=2)
    dialog = open_rectify(seances)
    assert "séance ultérieure" in dialog.missing.sentence
    assert not dialog.primary.isEnabled()


def test_many_corrections_are_counted_and_the_last_ones_quoted(seances: Seances) -> None:
    def correct(session: Session) -> None:
        agenda.add_item(session, EARLIER, agenda.ItemForm("Bilan"))
        approve_earlier(session)
        for number in range(4):
            rectify(session, EARLIER, HELD, None, f"Correction {number} " + "x" * 300, clock.now())

    seances.change(correct)
    words = seances.open(EARLIER, item=0).notes.lock.sentence
    assert "2 rectificatifs plus anciens" in words
    assert "Correction 3" in words
    assert "Correction 0" not in words
    assert "…" in words
