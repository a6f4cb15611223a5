"""The last step of an election: what the count comes to, and the one thing to do next until it is printed."""

from collections.abc import Callable
from functools import partial

from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.voting import TieBreak
from pstdesk.i18n import _
from pstdesk.services import proclamation, rounds
from pstdesk.services.election_page import ElectedRow, ElectionPage
from pstdesk.services.election_record import BOTH, record_order
from pstdesk.ui import clock
from pstdesk.ui.elections.officers_dialog import OfficersDialog
from pstdesk.ui.elections.outcome_words import consequences, missing_officers, verdict
from pstdesk.ui.elections.panel import StepPanel
from pstdesk.ui.elections.records import RecordsList
from pstdesk.ui.elections.result_lines import ResultLine, result_columns, result_lines
from pstdesk.ui.elections.steps import CANDIDACIES, Step, round_words
from pstdesk.ui.elections.ties import ask_tie
from pstdesk.ui.export import DocumentExport
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.fitted import fit_height
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.table import RowTable

_PROCLAIMED_FROM = (ElectionStep.PROCLAIM, ElectionStep.NOBODY, ElectionStep.CANDIDACIES)
"""The steps from which a result can be proclaimed."""


class OutcomePanel(StepPanel):
    """Says who is elected, or why nobody is; then asks whether they accept, proclaims, and prints."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.export = DocumentExport(frame, self)
        self.counted = label("", "label")
        self.table: RowTable[ResultLine] = RowTable("election-result", result_columns(), frame.preferences)
        self.table.setAccessibleName(_("Résultat du tour"))
        self.table.hide_header()
        self.consequences = Notice("neutral")
        self.missing = Notice("warning")
        self.records = RecordsList(self.write_record)
        for widget in (self.consequences, self.missing, self.counted, self.table, self.records):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._second_do: Callable[[], object] | None = None
        self.second = self.add_button("", self._press_second)

    def show_step(self, page: ElectionPage, step: Step, *, locked: bool) -> None:
        """Show where the count stands."""
        super().show_step(page, step, locked=locked)
        said = verdict(page)
        self.set_heading(said.title, said.remark)
        to_proclaim = not locked and page.step in _PROCLAIMED_FROM
        self.consequences.say(consequences(page) if to_proclaim else "")
        missing = missing_officers(page) if to_proclaim else ""
        self.missing.say(missing, ((_("Nommer le bureau de vote…"), self.name_officers),))
        self._show_counted(page)
        self.records.show_records(page.records)
        self._set_second("")
        self.set_primary("")
        if page.step is ElectionStep.PROCLAIMED:
            self.set_primary(_("Imprimer le procès-verbal"), self.print_record)
        elif not locked:
            self._offer(page)

    # What is done

    def open_round(self) -> None:
        """Open the next round with those who are there now."""
        page = self.page
        if page is not None:
            election_id, now = page.head.id, clock.now()
            noun = _("Ouverture du {round}").format(round=_next_round(page).lower())
            is_public = page.rounds[-1].is_public  # by show of hands as before, unless one goes back
            self.write(
                lambda session: rounds.open_round(session, election_id, now, is_public=is_public), noun
            )

    def answer(self, row: ElectedRow, *, accepted: bool | None) -> None:
        """Note whether somebody elected accepts; None takes an answer back."""
        page = self.page
        if page is not None:
            election_id = page.head.id
            noun = _("Réponse de {name}").format(name=row.name)
            self.write(
                lambda session: rounds.answer(
                    session, election_id, row.candidate_id, row.series, accepted=accepted
                ),
                noun,
            )

    def proclaim(self, *, give_up: bool = False) -> None:
        """Proclaim the result, for good; with ``give_up`` the seats that nobody got stay free."""
        page = self.page
        if page is not None:
            election_id, now = page.head.id, clock.now()
            self.write(
                lambda session: proclamation.proclaim(session, election_id, now, give_up=give_up),
                _("Proclamation du résultat"),
            )

    def print_record(self) -> None:
        """Write the last record for Word and as a PDF, and open the PDF."""
        page = self.page
        if page is not None and page.records:
            done = _("Procès-verbal enregistré : {name}")
            self.export.write_all(record_order(page.records[-1].id), BOTH[::-1], done, opens=True)

    def write_record(self, record_id: int, suffix: str) -> None:
        """Write one of the records as it was kept."""
        self.export.write(record_order(record_id), suffix, _("Procès-verbal enregistré : {name}"))

    def break_tie(self) -> None:
        """Ask what ends the tie."""
        if self.page is not None:
            ask_tie(self.frame.desk, self.page, self.window())

    def name_officers(self) -> None:
        """Ask who leads the election and counts its votes."""
        if self.page is not None:
            OfficersDialog(self.frame.desk, self.page, self.window()).open()

    # What is offered

    def _offer(self, page: ElectionPage) -> None:
        """Offer the one next step, and at most one other."""
        waiting = [row for row in page.elected if row.accepted is None]
        if page.step is ElectionStep.NEXT_ROUND:
            self.set_primary(_("Ouvrir le {round}").format(round=_next_round(page).lower()), self.open_round)
            self._set_second(_("Revoir les candidatures"), partial(self.step_asked.emit, CANDIDACIES))
        elif page.step is ElectionStep.ACCEPTANCE and waiting:
            row = waiting[0]
            yes, no = partial(self.answer, row, accepted=True), partial(self.answer, row, accepted=False)
            self.set_primary(_("{name} accepte").format(name=row.name), yes)
            self._set_second(_("{name} refuse").format(name=row.name), no)
        elif page.step is ElectionStep.TIE:
            by_age = page.tie_break is TieBreak.OLDEST
            words = _("Départager par l’âge…") if by_age else _("Tirer au sort…")
            self.set_primary(words, self.break_tie)
        elif page.step is ElectionStep.PROCLAIM:
            self.set_primary(_("Proclamer le résultat"), self.proclaim)
            if page.elected:
                again = partial(self.answer, page.elected[-1], accepted=None)
                self._set_second(_("Revenir sur la réponse"), again)
        elif page.step in (ElectionStep.NOBODY, ElectionStep.CANDIDACIES):
            self.set_primary(_("Nouvelles candidatures"), partial(self.step_asked.emit, CANDIDACIES))
            without = _("Proclamer sans élu") if not page.elected else _("Proclamer sans pourvoir le siège")
            self._set_second(without, partial(self.proclaim, give_up=True))

    def _set_second(self, words: str, do: Callable[[], object] | None = None) -> None:
        self.second.setText(words)
        self.second.setVisible(bool(words))
        self._second_do = do

    def _press_second(self) -> None:
        if self._second_do is not None:
            self._second_do()

    def _show_counted(self, page: ElectionPage) -> None:
        """Show what the last round that was counted says."""
        closed = [row for row in page.rounds if row.is_closed]
        lines = result_lines(closed[-1], page.head.rules.method, page.elected) if closed else ()
        self.counted.setText(round_words(closed[-1].number) if closed else "")
        self.table.set_rows(lines)
        fit_height(self.table)
        self.counted.setVisible(bool(lines))
        self.table.setVisible(bool(lines))


def _next_round(page: ElectionPage) -> str:
    return round_words(page.rounds[-1].number + 1 if page.rounds else 1)
