"""The right of an election's view: who may vote, who is there, the rule in a sentence, and the officers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.voting import VotingMethod
from pstdesk.i18n import _
from pstdesk.rule_words import rule_sentences, rule_summary
from pstdesk.services.election_page import ElectionHead, ElectionPage
from pstdesk.ui.elections.officers_dialog import OfficersDialog
from pstdesk.ui.elections.remarks_dialog import RemarksDialog
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card
from pstdesk.ui.widgets.pill import Pill


class FiguresPanel(QWidget):
    """Three cards: the voters, the rule, the officers; the rule unfolds, the officers can be changed."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._page: ElectionPage | None = None
        self.voters, self.rule, self.officers = (
            Card(_("Qui vote")),
            Card(_("Règle")),
            Card(_("Bureau de vote")),
        )
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(8)
        self._figures.setVerticalSpacing(2)
        self._figures.setColumnStretch(0, 1)
        self.voters.body.addLayout(self._figures)
        self._rows: dict[str, tuple[QLabel, QLabel]] = {}
        self.quorum = Pill()
        self.voters.body.addWidget(self.quorum, 0, Qt.AlignmentFlag.AlignLeft)
        self.summary = label("", wrap=True)
        self.details = label("", "muted", wrap=True)
        self.more = _link("")
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda _on: self._show_rule())
        for widget in (self.summary, self.more, self.details):
            self.rule.body.addWidget(widget)
        self.names = label("", wrap=True)
        self.change = _link(_("Modifier…"))
        self.change.clicked.connect(self.change_officers)
        self.officers.body.addWidget(self.names)
        self.remarks = label("", "muted", wrap=True)
        self.note = _link(_("Observations…"))
        self.note.clicked.connect(self.write_remarks)
        self.officers.body.addWidget(self.remarks)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addWidget(self.change)
        links.addWidget(self.note)
        links.addStretch(1)
        self.officers.body.addLayout(links)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for card in (self.voters, self.rule, self.officers):
            column.addWidget(card)

    def show_page(self, page: ElectionPage, *, locked: bool) -> None:
        """Show the figures of an election."""
        self._page = page
        self._show_voters(page)
        self._show_rule()
        self.names.setText(_officers_words(page.head))
        self.change.setVisible(not locked)
        self.remarks.setText(page.head.remarks)
        self.remarks.setVisible(bool(page.head.remarks))
        self.note.setVisible(not locked)

    def change_officers(self) -> None:
        """Ask who leads the election and counts its votes."""
        if self._page is not None:
            OfficersDialog(self._frame.desk, self._page, self.window()).open()

    def write_remarks(self) -> None:
        """Ask what was remarked or complained of."""
        if self._page is not None:
            RemarksDialog(self._frame.desk, self._page.head, self.window()).open()

    def _show_voters(self, page: ElectionPage) -> None:
        there = page.turnout
        votes_afar = page.head.rules.remote_vote
        remote = _("À distance") if votes_afar else _("À distance, sans vote")
        figures = (
            ("registered", _("Électeurs inscrits"), there.registered, True),
            ("present", _("Présents"), there.present, True),
            ("remote", remote, there.remote, bool(there.remote)),
            ("represented", _("Pouvoirs"), there.represented, True),
            ("stood_in", _("Suppléants en séance"), there.stood_in, bool(there.stood_in)),
            ("voters", _("Peuvent voter en ce moment"), there.voters, not page.head.is_locked),
        )
        for place, (key, words, number, shown) in enumerate(figures):
            if key not in self._rows:
                made = label(words, "muted"), label("", "heading")
                self._rows[key] = made
                self._figures.addWidget(made[0], place, 0)
                self._figures.addWidget(made[1], place, 1, Qt.AlignmentFlag.AlignRight)
            name, value = self._rows[key]
            name.setText(words)
            value.setText(str(number))
            for each in (name, value):
                each.setVisible(shown)
        quorum = page.quorum
        if not quorum.is_asked:
            self.quorum.show_state(_("aucun quorum demandé"), "neutral")
        elif quorum.is_reached:
            words = _("quorum atteint : {counted} pour {needed}")
            self.quorum.show_state(words.format(counted=quorum.counted, needed=quorum.needed), "good")
        else:
            words = _("quorum non atteint : {counted} sur {needed}")
            self.quorum.show_state(words.format(counted=quorum.counted, needed=quorum.needed), "warning")

    def _show_rule(self) -> None:
        if self._page is None:
            return
        head = self._page.head
        shown = self.more.isChecked()
        self.summary.setText(head.rule_name if shown else f"{rule_summary(head.rules)}.")
        sentences = rule_sentences(head.rules)
        self.details.setText("\n".join(sentences))
        self.details.setVisible(shown)
        self.more.setText(_("Replier") if shown else _("Ce que dit la règle"))


def _officers_words(head: ElectionHead) -> str:
    nobody = _("non renseigné") if head.is_locked else _("à désigner")
    chair = nobody if head.chair is None else head.chair.name
    secretary = nobody if head.secretary is None else head.secretary.name
    lines = [_("Présidence : {name}").format(name=chair), _("Secrétariat : {name}").format(name=secretary)]
    if head.rules.method is not VotingMethod.WITHOUT_CANDIDATES:
        tellers = ", ".join(each.name for each in head.tellers) or nobody
        lines.append(_("Scrutateurs : {names}").format(names=tellers))
    return "\n".join(lines)


def _link(words: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("role", "link")
    made.setAutoDefault(True)
    return made
