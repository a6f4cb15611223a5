"""The first step of an election: who stands, with a statement, and the round that they open."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMessageBox

from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.voting import VotingRules
from pstdesk.i18n import _, ngettext
from pstdesk.services import candidacies, proclamation, rounds
from pstdesk.services.election_page import CandidateRow, ElectionPage
from pstdesk.services.election_record import ballots_order
from pstdesk.ui import clock
from pstdesk.ui.elections.candidate_list import CandidateList
from pstdesk.ui.elections.members_field import MembersField
from pstdesk.ui.elections.panel import StepPanel
from pstdesk.ui.elections.statement_dialog import StatementDialog
from pstdesk.ui.elections.steps import Step, round_words
from pstdesk.ui.export import DocumentExport
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.suggest import Suggestion

_TAKEN_AT = (ElectionStep.CANDIDACIES, ElectionStep.NEXT_ROUND, ElectionStep.NOBODY)
"""The steps at which somebody may still stand."""


class CandidaciesPanel(StepPanel):
    """A few letters and Enter: somebody stands. Ctrl+Enter opens the round."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.entry = MembersField(frame.desk, _("Nom du candidat, puis Entrée"))
        self.entry.setAccessibleName(_("Candidat : quelques lettres du nom, puis Entrée"))
        self.entry.picked.connect(self._picked)
        self.substitute = MembersField(frame.desk, _("Nom du suppléant, puis Entrée"))
        self.substitute.setAccessibleName(_("Suppléant du candidat : quelques lettres du nom, puis Entrée"))
        self.substitute.picked.connect(lambda _who: self._add())
        self.substitute.returnPressed.connect(self._add)
        self.list = CandidateList()
        self.list.statement_asked.connect(self.write_statement)
        self.list.removal_asked.connect(self.remove)
        self.hint = label("", "small", wrap=True)
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(self.entry, 1)
        fields.addWidget(self.substitute, 1)
        self.body.addLayout(fields)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.hint)
        self.by_hands = self.add_choice(_("Main levée : personne ne s’y oppose"))
        self.by_hands.toggled.connect(lambda _on: self._show_hint())
        self.export = DocumentExport(frame, self)
        self.ballots = self.add_button(_("Imprimer les bulletins"), self.print_ballots)
        self.other = self.add_button("", self.open_round)
        self.nobody = self.add_button(_("Personne ne se présente"), self.give_up)

    def show_step(self, page: ElectionPage, step: Step, *, locked: bool) -> None:
        """Show who stands; more may come in as long as no round is under way."""
        super().show_step(page, step, locked=locked)
        takes = not locked and page.step in _TAKEN_AT
        self.set_heading(_("Candidatures"), self._remark(page, takes=takes))
        standing = {row.person_id for row in page.candidates}
        people = [
            Suggestion(who.person_id, who.name, who.organisation)
            for who in page.electors
            if who.person_id not in standing
        ]
        for field in (self.entry, self.substitute):
            field.offer(people)
        self.entry.setVisible(takes)
        self.substitute.setVisible(takes and page.head.with_substitute)
        self.list.show_candidates(page.candidates, takes=takes)
        self._show_foot(page, takes=takes)

    def take_focus(self) -> None:
        """Go where the next name is typed, or on to the next step."""
        if self.entry.isVisible():
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    # What is done

    def open_round(self) -> None:
        """Open the next round with those who are there now."""
        page = self.page
        if page is None:
            return
        now, is_public = clock.now(), self.by_hands.isVisible() and self.by_hands.isChecked()
        election_id = page.head.id
        noun = _("Ouverture du {round}").format(round=_next_round(page).lower())
        begin = rounds.new_series if page.step is ElectionStep.NOBODY else rounds.open_round
        self.write(lambda session: begin(session, election_id, now, is_public=is_public), noun)

    def declare(self) -> None:
        """Declare the sole candidate elected without a vote."""
        page = self.page
        if page is not None:
            election_id = page.head.id
            noun = _("Déclaration du seul candidat")
            now = clock.now()
            self.write(lambda session: candidacies.declare_sole_candidate(session, election_id, now), noun)

    def give_up(self) -> None:
        """Proclaim that nobody stood: a record of failure (carence), for good."""
        page = self.page
        if page is None:
            return
        question = QMessageBox(self.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(_("Personne ne se présente"))
        question.setText(_("Proclamer que personne n’est élu, faute de candidat ?"))
        question.setInformativeText(
            _("Un procès-verbal de carence est établi et verrouillé. Le siège reste à pourvoir.")
        )
        verb = question.addButton(_("Proclamer la carence"), QMessageBox.ButtonRole.AcceptRole)
        question.setDefaultButton(question.addButton(_("Revenir"), QMessageBox.ButtonRole.RejectRole))
        election_id, now = page.head.id, clock.now()
        verb.clicked.connect(
            lambda: self.write(
                lambda session: proclamation.proclaim(session, election_id, now, give_up=True),
                _("Proclamation du résultat"),
            )
        )
        question.open()

    def remove(self, row: CandidateRow) -> None:
        """Take a candidate off the list, or let them stand no more where they stood in a round."""
        page = self.page
        if page is None:
            return
        if page.rounds:
            noun = _("Retrait de la candidature de {name}").format(name=row.name)
            said = _("{name} n’est plus candidat pour les tours suivants.").format(name=row.name)
            self.write(lambda session: candidacies.withdraw_candidate(session, row.id), noun, said=said)
        else:
            noun = _("Suppression de la candidature de {name}").format(name=row.name)
            self.write(lambda session: candidacies.remove_candidate(session, row.id), noun)

    def write_statement(self, row: CandidateRow) -> None:
        """Ask what a candidate says for themselves."""
        StatementDialog(self.frame.desk, row, self.window()).open()

    def print_ballots(self) -> None:
        """Write the ballot papers and offer to open them."""
        if self.page is not None:
            done = _("Bulletins enregistrés : {name}")
            self.export.write(ballots_order(self.page.head.id), ".pdf", done)

    # What is typed

    def _picked(self, who: Suggestion) -> None:
        if self.substitute.isVisible():
            self.substitute.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._add()

    def _add(self) -> None:
        page, who, with_them = self.page, self.entry.chosen(), self.substitute.chosen()
        if page is None or who is None:
            return
        if with_them is None and self.substitute.isVisible() and self.substitute.text().strip():
            return  # a name was begun and none was chosen
        election_id, substitute_id = page.head.id, None if with_them is None else with_them.id
        self.write(
            lambda session: candidacies.add_candidate(session, election_id, who.id, substitute_id),
            _("Candidature de {name}").format(name=who.text),
            partial(self._added, who),
        )

    def _added(self, who: Suggestion, _candidate_id: int) -> None:
        if self.entry.chosen() == who:
            self.entry.set_chosen(None)
            self.substitute.set_chosen(None)
        self.take_focus()

    # What is shown

    def _remark(self, page: ElectionPage, *, takes: bool) -> str:
        if not takes:
            return _("Les candidatures se déposent avant un tour ; celles-ci sont closes.")
        return _("Quelques lettres du nom d’un membre, puis Entrée.")

    def _show_foot(self, page: ElectionPage, *, takes: bool) -> None:
        standing = [row for row in page.candidates if not row.withdrawn]
        rules: VotingRules = page.head.rules
        sole = takes and rules.sole_candidate and len(standing) == 1
        self.by_hands.setVisible(takes and rules.show_of_hands)
        self.ballots.setVisible(bool(standing))
        self.other.setVisible(sole)
        self.nobody.setVisible(takes and not standing and not page.head.is_locked)
        self.other.setText(_("Ouvrir le {round}").format(round=_next_round(page).lower()))
        if not takes:
            self.set_primary("")
        elif sole:
            self.set_primary(_("Élire sans vote"), self.declare)
        else:
            self.set_primary(self.other.text(), self.open_round)
        self.primary.setEnabled(bool(standing))
        self._show_hint()

    def _show_hint(self) -> None:
        page = self.page
        if page is None or self.locked:
            self.hint.hide()
            return
        there = sum(who.votes_now for who in page.electors)
        words = ngettext(
            "Ctrl+Entrée ouvre le tour avec {n} votant, présent ou représenté en ce moment.",
            "Ctrl+Entrée ouvre le tour avec les {n} votants présents ou représentés en ce moment.",
            there,
        )
        self.hint.setText(words.format(n=there))
        self.hint.setVisible(self.primary.isVisibleTo(self) and bool(page.candidates))


def _next_round(page: ElectionPage) -> str:
    """Return what the round that comes next is called: the first one again where a seat is voted on anew."""
    goes_on = page.step is ElectionStep.NEXT_ROUND and page.rounds
    return round_words(page.rounds[-1].number + 1 if goes_on else 1)
