"""An election without candidates, last steps: the facilitator's proposal, objections lifted, consent."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import ProposalState
from pstdesk.i18n import _, ngettext
from pstdesk.sentences import sentence
from pstdesk.services import consent
from pstdesk.services.consent import ObjectionRow, ProposalRow
from pstdesk.services.election_page import ElectionPage
from pstdesk.ui import clock
from pstdesk.ui.elections.consent_words import Named, named, times_words
from pstdesk.ui.elections.members_field import MembersField
from pstdesk.ui.elections.panel import StepPanel
from pstdesk.ui.elections.steps import Step
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.form import Form
from pstdesk.ui.widgets.growing import GrowingEdit
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.pill import Pill
from pstdesk.ui.widgets.suggest import Suggestion

_ON = Qt.FocusReason.OtherFocusReason


class ProposalPanel(StepPanel):
    """Who was named, how often and why, as a help; the facilitator proposes whom they think right."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.earlier = Notice("neutral")
        self.named = NamedList(self)
        self.form = Form()
        self.who = self.form.add(
            "who",
            _("Proposer"),
            MembersField(frame.desk, _("Trois lettres, Entrée")),
            hint=_("Pas forcément la personne la plus nommée."),
        )
        self.reason = self.form.add("reason", _("Parce que"), GrowingEdit(_("Les raisons, puis Entrée")))
        self.who.picked.connect(lambda _choice: self.reason.setFocus(_ON))
        self.reason.submitted.connect(self.propose)
        for widget in (self.earlier, self.named, self.form):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_step(self, page: ElectionPage, step: Step, *, locked: bool) -> None:
        """Show who was named, and what was not kept before."""
        locked = locked or page.step not in (ElectionStep.NOMINATIONS, ElectionStep.PROPOSAL)
        super().show_step(page, step, locked=locked)
        remark = _("L’animateur propose quelqu’un d’après les raisons données.")
        self.set_heading(_("Proposition"), remark)
        dropped = [row.name for row in page.proposals if row.state is ProposalState.WITHDRAWN]
        words = ngettext("Proposition retirée : {names}.", "Propositions retirées : {names}.", len(dropped))
        self.earlier.say(words.format(names=", ".join(dropped)) if dropped else "")
        self.named.show_named(named(page.nominations))
        self.who.offer(Suggestion(row.person_id, row.name, row.organisation) for row in page.electors)
        self.form.setVisible(not locked)
        self.set_primary("" if locked else _("Proposer"), self.propose)

    def take_focus(self) -> None:
        """Go to the name."""
        if self.locked:
            super().take_focus()
        else:
            self.who.setFocus(_ON)

    def propose(self) -> None:
        """Make the proposal."""
        page = self.page
        if page is None:
            return
        try:
            person_id = self.who.person_id()
            if person_id is None:
                raise Refused("proposal_nobody")
        except Refused as refused:
            self.who.setFocus()
            self.trouble.say(sentence(refused))
            return
        election_id, reason, name = page.head.id, self.reason.text(), self.who.text()

        def made(_proposal_id: int) -> None:
            self.who.set_chosen(None)
            self.reason.setPlainText("")

        self.write(
            lambda session: consent.propose(session, election_id, person_id, reason),
            _("Proposition de {name}").format(name=name),
            made,
        )


class NamedList(QWidget):
    """Who is named, how often, and every reason that was given: what a proposal is made from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: tuple[Named, ...] = ()
        self._labels: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)

    def show_named(self, people: tuple[Named, ...]) -> None:
        """Show who is named; nothing moves where it is what is shown already."""
        if people == self.shown:
            return
        self.shown = people
        for old in self._labels:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels = []
        for row, one in enumerate(people):
            texts = (
                label(one.name, "heading"),
                label(times_words(one), "muted"),
                label("\n".join(one.reasons), wrap=True),
            )
            for column, made in enumerate(texts):
                self._grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignTop)
            self._labels += texts


class ObjectionsPanel(StepPanel):
    """The proposal, what is objected and how each objection is lifted; then everybody consents."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._proposal: ProposalRow | None = None
        self._moves_on = False
        self.why = Notice("accent")
        self.cards: list[ObjectionCard] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.entry = Form()
        self.text = self.entry.add(
            "text", _("Une objection ?"), GrowingEdit(_("Ce qui est objecté, puis Entrée")), columns=8
        )
        hint = _("Trois lettres, Entrée")
        self.who = self.entry.add("who", _("De la part de"), MembersField(frame.desk, hint), columns=4)
        self.text.submitted.connect(lambda: self.who.setFocus(_ON))
        self.who.picked.connect(lambda _choice: self.keep())
        self.who.returnPressed.connect(self.keep)  # nobody is named: nothing was proposed to pick
        self.body.addWidget(self.why)
        self.body.addLayout(self._column)
        self.body.addWidget(self.entry)
        self.body.addStretch(1)
        self.withdraw = self.add_button(_("Retirer la proposition"), self.withdraw_proposal)

    def show_step(self, page: ElectionPage, step: Step, *, locked: bool) -> None:
        """Show the proposal and its objections; what is being typed stays."""
        locked = locked or page.step is not ElectionStep.OBJECTIONS
        super().show_step(page, step, locked=locked)
        shown = page.proposals[-1] if page.proposals else None
        self._proposal = shown
        self.entry.setVisible(not locked)
        self.withdraw.setVisible(not locked)
        if shown is None:
            return
        self.set_heading(
            _("Proposition : {name}").format(name=shown.name),
            _("Chacun dit s’il objecte. On répond à chaque objection, ou la proposition est retirée."),
        )
        self.why.say(shown.reason)
        self.who.offer(Suggestion(row.person_id, row.name, row.organisation) for row in page.electors)
        self._show_objections(shown.objections)
        standing = sum(not row.is_lifted for row in shown.objections)
        self.set_primary("" if locked else _("Personne n’objecte plus"), self.agree)
        self.primary.setEnabled(not standing)
        if not shown.objections:
            self.set_primary("" if locked else _("Personne n’objecte"), self.agree)
        if self._moves_on:
            self._moves_on = False
            self.take_focus()

    def take_focus(self) -> None:
        """Go to the first objection that is to be lifted, or to consent."""
        card = next((card for card in self.cards if not card.row.is_lifted), None)
        if card is not None and not self.locked:
            card.answer.setFocus(_ON)
        else:
            super().take_focus()

    def keep(self) -> None:
        """Write the objection down, with whose it is where that is typed."""
        shown, text = self._proposal, self.text.text()
        if shown is None or not text.strip():
            self.text.setFocus()
            return
        try:
            person_id = self.who.person_id()
        except Refused as refused:
            self.trouble.say(sentence(refused))
            return
        proposal_id = shown.id

        def kept(_objection_id: int) -> None:
            self.text.setPlainText("")
            self.who.set_chosen(None)
            self._moves_on = True

        self.write(
            lambda session: consent.object_to(session, proposal_id, text, person_id), _("Objection"), kept
        )

    def lift(self, card: "ObjectionCard") -> None:
        """Write down how an objection is lifted, or take that back."""
        row, answer, lifted = card.row, card.answer.text(), not card.row.is_lifted
        noun = _("Levée de l’objection") if lifted else _("Retour de l’objection")

        def move_on(_nothing: object) -> None:
            self._moves_on = True

        self.write(
            lambda session: consent.lift(session, row.id, answer, is_lifted=lifted, version=row.version),
            noun,
            move_on,
        )

    def agree(self) -> None:
        """Say that everybody consents."""
        shown = self._proposal
        if shown is not None:
            proposal_id, now = shown.id, clock.now()
            noun = _("Consentement sur {name}").format(name=shown.name)
            self.write(lambda session: consent.agree(session, proposal_id, now), noun)

    def withdraw_proposal(self) -> None:
        """Give the proposal up; another may follow."""
        shown = self._proposal
        if shown is not None:
            proposal_id = shown.id
            noun = _("Retrait de la proposition de {name}").format(name=shown.name)
            self.write(lambda session: consent.withdraw_proposal(session, proposal_id), noun)

    def _show_objections(self, rows: tuple[ObjectionRow, ...]) -> None:
        known = {card.row.id: card for card in self.cards}
        kept = {row.id for row in rows}
        for gone in [card for card in self.cards if card.row.id not in kept]:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.cards = []
        for row in rows:
            card = known.get(row.id)
            if card is None:
                card = ObjectionCard(self)
                card.lifting_asked.connect(partial(self.lift, card))
                self._column.addWidget(card)
            card.show_row(row, locked=self.locked)
            self.cards.append(card)


class ObjectionCard(QFrame):
    """One objection: what, whose, and the line that says how it is lifted."""

    lifting_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = ObjectionRow(0, 0, None, "", "", "", False)
        self.setProperty("role", "card")
        self._text, self._who = label("", wrap=True), label("", "small")
        self.state = Pill()
        self.answer = GrowingEdit(_("Comment elle est levée, puis Entrée"))
        self.answer.submitted.connect(self.lifting_asked)
        self.button = QPushButton()
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.lifting_asked)
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._who)
        top.addLayout(words, 1)
        top.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.addWidget(self.answer, 1)
        below.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 10)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addLayout(below)

    def show_row(self, row: ObjectionRow, *, locked: bool) -> None:
        """Show an objection as it stands."""
        if row.id != self.row.id or row.answer != self.row.answer:
            self.answer.setPlainText(row.answer)
        self.row = row
        self._text.setText(row.text)
        self._who.setText(row.person)
        self._who.setVisible(bool(row.person))
        self.state.show_state(
            _("levée") if row.is_lifted else _("à lever"), "good" if row.is_lifted else "warning"
        )
        self.answer.setEnabled(not locked and not row.is_lifted)
        self.answer.setVisible(not row.is_lifted or bool(row.answer))
        self.button.setText(_("Reprendre") if row.is_lifted else _("Lever"))
        self.button.setVisible(not locked)
