"""The mandates of a body at the window: their history, what is to be done, and every act taken back."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from pstdesk.db.models import AgendaItem, Committee, Mandate, Meeting
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.services import mandates
from pstdesk.services.mandates import MandateForm
from pstdesk.ui import clock
from tests import builders
from tests.ui.acting import Acting, errors, nameless, texts
from tests.ui.small_town import CT1, CT2, ELECTED, NOEL, ZOE

REFERENT = MandateRole.REFERENT
Held = list[tuple[int, date, date | None, MandateEnd | None]]


def held(somebody: Acting, body: int = CT1) -> Held:
    """Return the mandates a body has given: who, from, to, why it ended."""

    def read(session: Any) -> Held:
        query = select(Mandate).where(Mandate.committee_id == body).order_by(Mandate.id)
        return [(row.person_id, row.starts_on, row.ends_on, row.end_reason) for row in session.scalars(query)]

    return somebody.ask(read)


def tab(somebody: Acting, body: int = CT1) -> Any:
    """Go to the mandates of a body, as the dashboard does, and return their tab."""
    somebody.stage.window.go("committees", body, kind="mandate")
    somebody.settle()
    page: Any = somebody.stage.window.page
    somebody.stage.wait(lambda: page.view.page is not None and page.view.page.id == body)
    somebody.settle()
    return page.view.mandates


def coming(somebody: Acting, body: int = CT1) -> date:
    """Have a meeting of the body planned in ten days, and return its day."""
    day = clock.today() + timedelta(days=10)
    somebody.elsewhere(lambda session: builders.meeting(session, session.get_one(Committee, body), day))
    return day


def elections_ahead(somebody: Acting) -> list[tuple[str, date]]:
    query = (
        select(AgendaItem.title, Meeting.day)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.kind == ItemKind.ELECTION)
    )
    return somebody.ask(lambda session: [(title, day) for title, day in session.execute(query)])


def test_the_history_says_who_until_when_and_why(somebody: Acting) -> None:
    shown = tab(somebody)
    assert nameless(shown) == []
    assert texts(shown.table) == ["Zoé L’Hostis"]
    assert texts(shown.table, 1) == ["du 12 mars 2025"]
    assert texts(shown.table, 2) == ["prochaine élection"]
    assert texts(shown.table, 3) == ["en cours"]
    assert shown.notice.sentence == ""
    shown.table.selectRow(0)
    shown.table.setFocus()
    somebody.press(Qt.Key.Key_Return)
    assert somebody.stage.window.page.shown_record == (ZOE, "")  # type: ignore[union-attr]  # a page is shown


def test_a_mandate_given_before_is_added_and_taken_back(somebody: Acting) -> None:
    shown = tab(somebody)
    somebody.click(shown.add)
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    somebody.press(Qt.Key.Key_Return)
    assert errors(dialog) == ["Indiquez depuis quel jour le mandat est confié."]
    somebody.pick(dialog.who, "bœuf")
    somebody.fill(dialog.since, "1/3/2023")
    somebody.fill(dialog.term, "1/5/2025")
    somebody.click(dialog.primary)
    assert errors(dialog)[0].startswith(
        "Ce mandat est déjà confié à ces dates, à Zoé L’Hostis\u00a0: corrigez"
    )
    somebody.fill(dialog.term, "11/3/2025")
    somebody.click(dialog.primary)
    assert not somebody.is_asked
    added = (NOEL, date(2023, 3, 1), date(2025, 3, 12), None)
    assert held(somebody)[1:] == [added]
    assert texts(shown.table, 3) == ["en cours", "arrivé à son terme"]
    somebody.control(Qt.Key.Key_Z)
    assert held(somebody)[1:] == []


def test_a_mandate_is_corrected(somebody: Acting) -> None:
    shown = tab(somebody)
    shown.table.selectRow(0)
    shown.correct()
    dialog = somebody.dialog()
    somebody.stage.wait(dialog.primary.isEnabled)
    assert dialog.who.text().startswith("Zoé L’Hostis")
    somebody.fill(dialog.since, "2/4/2025")
    somebody.fill(dialog.ended, "2/2/2026")
    somebody.click(dialog.primary)
    assert errors(dialog) == ["Dites pourquoi le mandat a pris fin avant son terme."]
    dialog.why.choose(MandateEnd.LOSS_OF_CAPACITY)
    somebody.click(dialog.primary)
    assert held(somebody) == [(ZOE, date(2025, 4, 2), date(2026, 2, 2), MandateEnd.LOSS_OF_CAPACITY)]
    somebody.control(Qt.Key.Key_Z)
    assert held(somebody) == [(ZOE, ELECTED, None, None)]


def test_a_vacancy_is_dated_and_says_before_what_a_successor_serves(somebody: Acting) -> None:
    last = clock.today() + timedelta(days=200)
    somebody.elsewhere(lambda session: setattr(session.get_one(Mandate, 1), "ends_on", last))
    shown = tab(somebody)
    somebody.stage.wait(lambda: texts(shown.table, 2) != ["prochaine élection"])
    shown.table.selectRow(0)
    somebody.click(shown.vacate)
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    assert dialog.notice.sentence.startswith(
        "La personne élue à sa place servira la durée qui reste, jusqu’au "
    )
    somebody.click(dialog.primary)
    today = clock.today()
    assert held(somebody) == [(ZOE, ELECTED, today, MandateEnd.RESIGNATION)]
    assert "est vacant à partir du" in somebody.said
    assert shown.notice.sentence.startswith("Une place de référent est vacante depuis le ")
    assert "terme du mandat commencé par Zoé L’Hostis" in shown.notice.sentence
    assert texts(shown.table, 3) == ["démission"]
    somebody.control(Qt.Key.Key_Z)
    assert held(somebody) == [(ZOE, ELECTED, last, None)]


def test_until_the_next_election_a_successor_has_a_whole_mandate(somebody: Acting) -> None:
    shown = tab(somebody)
    shown.table.selectRow(0)
    shown.date_vacancy()
    assert "un mandat entier" in somebody.dialog().notice.sentence


def test_what_was_typed_by_mistake_goes_and_comes_back(somebody: Acting) -> None:
    shown = tab(somebody)
    shown.table.selectRow(0)
    shown.drop()
    somebody.settle()
    assert held(somebody) == []
    assert shown.notice.sentence == "Pas encore de référent. Aucune séance n’est prévue."
    somebody.answer()
    assert held(somebody) == [(ZOE, ELECTED, None, None)]


def test_what_an_election_opened_is_opened_and_only_its_end_corrected(somebody: Acting) -> None:
    def elect(session: Any) -> None:
        meeting = session.get_one(Meeting, 1)
        item = builders.agenda_item(session, meeting, "Élection du référent", kind=ItemKind.ELECTION)
        election = builders.election(session, meeting, agenda_item_id=item.id)
        session.get_one(Mandate, 1).election_id = election.id

    somebody.elsewhere(elect)
    shown = tab(somebody)
    somebody.stage.wait(lambda: shown.table.rows and shown.table.rows[0].election_id == 1)
    shown.table.selectRow(0)
    assert not shown._drop.isEnabled()
    shown.correct()
    dialog = somebody.dialog()
    somebody.stage.wait(dialog.primary.isEnabled)
    assert not any(field.isEnabled() for field in (dialog.who, dialog.role, dialog.since, dialog.term))
    dialog.reject()
    somebody.settle()
    shown.open_election()
    somebody.settle()
    page: Any = somebody.stage.window.page
    somebody.stage.wait(lambda: page.view.election.is_open)
    assert page.shown_record == (1, "")


def test_an_election_is_put_on_the_next_agenda_from_the_notice(somebody: Acting) -> None:
    day = coming(somebody, CT2)
    shown = tab(somebody, CT2)
    somebody.stage.wait(lambda: bool(shown.notice.links))
    assert shown.notice.sentence.startswith("Pas encore de référent. Prochaine séance\u00a0: le ")
    assert QApplication.focusWidget() is shown.notice.links[0]
    somebody.press(Qt.Key.Key_Space)
    somebody.settle()
    assert elections_ahead(somebody) == [("Élection du référent", day)]
    page: Any = somebody.stage.window.page
    assert page.view.agenda.list.current_item().form.title == "Élection du référent"
    shown = tab(somebody, CT2)
    somebody.stage.wait(lambda: "à l’ordre du jour de la séance du" in shown.notice.sentence)
    somebody.click(shown.notice.links[0])
    assert len(elections_ahead(somebody)) == 1


def test_without_a_meeting_one_is_planned_first(somebody: Acting) -> None:
    shown = tab(somebody, CT2)
    somebody.click(shown.notice.links[0])
    dialog = somebody.dialog()
    assert dialog.committee.value() == CT2
    day = clock.today() + timedelta(days=20)
    somebody.fill(dialog.day, f"{day:%d/%m/%Y}")
    somebody.click(dialog.primary)
    somebody.settle()
    assert elections_ahead(somebody) == [("Élection du référent", day)]


def test_a_mandate_that_runs_out_is_told_with_the_next_step(somebody: Acting) -> None:
    soon = clock.today() + timedelta(days=30)
    somebody.elsewhere(lambda session: setattr(session.get_one(Mandate, 1), "ends_on", soon))
    shown = tab(somebody)
    somebody.stage.wait(lambda: bool(shown.notice.links))
    assert shown.notice.sentence.startswith("Zoé L’Hostis\u00a0: le mandat s’achève le ")
    assert "dans 29 j" in shown.notice.sentence
    assert shown.prepare.isHidden()


def test_an_undo_that_would_give_one_place_to_two_is_refused(somebody: Acting) -> None:
    shown = tab(somebody)
    shown.table.selectRow(0)
    shown.drop()
    somebody.settle()
    form = MandateForm(NOEL, REFERENT, date(2025, 6, 1))
    somebody.elsewhere(lambda session: mandates.add_mandate(session, CT1, form))
    somebody.control(Qt.Key.Key_Z)
    assert [row[0] for row in held(somebody)] == [NOEL]


def test_two_referents_are_both_named(somebody: Acting) -> None:
    def second(session: Any) -> None:
        body = session.get_one(Committee, CT1)
        body.rule_set_id = builders.rule_set(session, seats=2).id
        session.flush()
        mandates.add_mandate(session, CT1, MandateForm(NOEL, REFERENT, date(2025, 6, 1)))

    somebody.elsewhere(second)
    tab(somebody)
    page: Any = somebody.stage.window.page
    somebody.stage.wait(lambda: page.view.referent.text().startswith("Référents"))
    assert page.view.referent.text() == "Référents\u00a0: Zoé L’Hostis, Noël Bœuf"
