"""An election without candidates, first steps: each member names somebody and says why, then may change."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import ElectionState, NominationStage
from pstdesk.i18n import _
from pstdesk.sentences import sentence
from pstdesk.services import consent
from pstdesk.services.election_page import ElectionPage
from pstdesk.ui.elections.consent_words import Said, charge_words, said, said_columns
from pstdesk.ui.elections.members_field import MembersField
from pstdesk.ui.elections.panel import StepPanel
from pstdesk.ui.elections.steps import CHANGES, PROPOSAL, Step
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.fitted import fit_height
from pstdesk.ui.widgets.form import Form
from pstdesk.ui.widgets.growing import GrowingEdit
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.suggest import Suggestion
from pstdesk.ui.widgets.table import RowTable

_MOST = 60
"""Members whose lines are all shown, in the one place that scrolls."""
_WHILE = (ElectionStep.NOMINATIONS, ElectionStep.PROPOSAL)
"""What an election is waiting for when members can still name somebody."""

_ON = Qt.FocusReason.OtherFocusReason


class NominationsPanel(StepPanel):
    """One line to type: who speaks, whom they name, why; Enter goes on to the next member.

    In the round of changes only who changes speaks; the others stay with what they said.
    """

    def __init__(self, frame: Frame, stage: NominationStage = NominationStage.FIRST) -> None:
        super().__init__(frame)
        self.stage = stage
        self._lines: tuple[Said, ...] = ()
        self.charge = Notice("neutral")
        self.entry = _Entry(frame, self)
        self.table: RowTable[Said] = RowTable(f"nominations-{stage}", said_columns(stage), frame.preferences)
        self.table.setAccessibleName(_("Ce que chacun a dit"))
        self.table.row_opened.connect(self._take_up)
        removing = QShortcut(QKeySequence.StandardKey.Delete, self.table, self._remove)
        removing.setContext(Qt.ShortcutContext.WidgetShortcut)
        for widget in (self.charge, self.entry, self.table):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.entry.reason.submitted.connect(self.keep)

    def show_step(self, page: ElectionPage, step: Step, *, locked: bool) -> None:
        """Show what the members said."""
        correcting = page.head.state is ElectionState.CORRECTING
        locked = locked or not (correcting or page.step in _WHILE)
        super().show_step(page, step, locked=locked)
        self._lines = said(page, self.stage)
        changes = self.stage is NominationStage.CHANGE
        if changes:
            remark = _("Qui change d’avis après avoir entendu les autres ? Les autres gardent leur choix.")
            self.set_heading(_("Tour des changements"), remark)
        else:
            remark = _("Chacun nomme quelqu’un, et dit pourquoi. Personne n’est candidat.")
            self.set_heading(_("Désignations"), remark)
        self.charge.say(
            "" if changes else _("Rôle et durée convenus : {what}").format(what=charge_words(page))
        )
        self.table.set_rows(self._lines)
        fit_height(self.table, most=_MOST)
        self.entry.setVisible(not locked)
        people = [Suggestion(row.person_id, row.name, row.organisation) for row in page.electors]
        there = {line.id for line in self._lines}
        self.entry.offer([who for who in people if who.id in there], people)
        if not self.entry.is_begun:
            self._next()
        named = any(line.nominee for line in self._lines)
        if locked or correcting or not named:
            self.set_primary("")
        elif changes:
            self.set_primary(_("Faire une proposition"), partial(self.step_asked.emit, PROPOSAL))
        else:
            self.set_primary(_("Tour des changements"), partial(self.step_asked.emit, CHANGES))

    def take_focus(self) -> None:
        """Go to the line, or on where everybody has spoken."""
        if self.locked or (self.stage is NominationStage.FIRST and self._waiting() is None):
            super().take_focus()
        else:
            self.entry.take_focus()

    def keep(self) -> None:
        """Keep what is typed, and go on to the next member."""
        page = self.page
        if page is None:
            return
        try:
            person_id, nominee_id = self.entry.person_ids()
        except Refused as refused:
            self.trouble.say(sentence(refused))
            return
        election_id, stage, reason = page.head.id, self.stage, self.entry.reason.text()
        noun = _("Désignation de {name}").format(name=self.entry.who.text())

        def kept(_nothing: object) -> None:
            self.entry.clear()
            self._next()
            self.entry.take_focus()

        self.write(
            lambda session: consent.nominate(session, election_id, person_id, nominee_id, reason, stage),
            noun,
            kept,
        )

    def _waiting(self) -> Said | None:
        """Return the next member who is there and has named nobody."""
        done = self.entry.done
        return next((line for line in self._lines if line.nominee_id is None and line.id not in done), None)

    def _next(self) -> None:
        if self.stage is NominationStage.FIRST:
            line = self._waiting()
            if line is not None:
                self.entry.who.set_chosen(Suggestion(line.id, line.name))

    def _take_up(self, line: Said) -> None:
        """Take what a member said back into the line, to correct or to change it."""
        if not self.locked:
            self.entry.fill(line)

    def _remove(self) -> None:
        page, line = self.page, self.table.current_row()
        if page is None or self.locked or line is None or line.nominee_id is None:
            return
        election_id, stage, person_id = page.head.id, self.stage, line.id
        self.write(
            lambda session: consent.remove_nomination(session, election_id, person_id, stage),
            _("Retrait de la désignation de {name}").format(name=line.name),
        )


class _Entry(QWidget):
    """Who speaks, whom they name, and why."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.done: set[int] = set()
        """Who has spoken since the page was last read."""
        self.form = Form()
        hint = _("Trois lettres, Entrée")
        self.who = self.form.add("who", _("Qui parle"), MembersField(frame.desk, hint), columns=5)
        self.nominee = self.form.add("nominee", _("Nomme"), MembersField(frame.desk, hint), columns=7)
        self.reason = self.form.add("reason", _("Parce que"), GrowingEdit(_("Ses raisons, puis Entrée")))
        self.who.picked.connect(lambda _choice: self.nominee.setFocus(_ON))
        self.nominee.picked.connect(lambda _choice: self.reason.setFocus(_ON))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(label(_("Corriger : Entrée sur une ligne ; l’enlever : Suppr."), "small"))

    @property
    def is_begun(self) -> bool:
        """Whether anything is typed that is not kept yet."""
        return bool(self.nominee.text().strip() or self.reason.text().strip())

    def offer(self, speakers: list[Suggestion], everybody: list[Suggestion]) -> None:
        """Propose who may speak and who may be named."""
        self.done.clear()
        self.who.offer(speakers)
        self.nominee.offer(everybody)

    def person_ids(self) -> tuple[int, int]:
        """Return who speaks and whom they name; Refused while one of them is missing."""
        who, nominee = self.who.person_id(), self.nominee.person_id()
        if who is None:
            self.who.setFocus()
            raise Refused("speaker_missing")
        if nominee is None:
            self.nominee.setFocus()
            raise Refused("nominee_missing")
        return who, nominee

    def fill(self, line: Said) -> None:
        """Show what a member said."""
        self.who.set_chosen(Suggestion(line.id, line.name))
        self.nominee.set_chosen(
            None if line.nominee_id is None else Suggestion(line.nominee_id, line.nominee)
        )
        self.reason.setPlainText(line.reason)
        self.nominee.setFocus(_ON)
        self.nominee.selectAll()

    def clear(self) -> None:
        """Make room for the next one."""
        who = self.who.chosen()
        if who is not None:
            self.done.add(who.id)
        self.who.set_chosen(None)
        self.nominee.set_chosen(None)
        self.reason.setPlainText("")

    def take_focus(self) -> None:
        """Go to the first field that is empty."""
        field = self.who if self.who.chosen() is None else self.nominee
        field.setFocus(_ON)
