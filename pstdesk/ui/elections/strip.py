"""Under an agenda item that is an election: how it stands, and the one button that goes on with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.domain.voting import ElectionState
from pstdesk.i18n import _
from pstdesk.rule_words import rule_summary
from pstdesk.services.agenda import ItemRow
from pstdesk.services.election_offer import ElectionOffer, election_offer
from pstdesk.services.elections import ElectionForm, ElectionOfItem, open_election
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui import clock
from pstdesk.ui.elections.opening_dialog import OpeningDialog
from pstdesk.ui.elections.words import role_title, standing_words
from pstdesk.ui.page import Frame
from pstdesk.ui.theme import tokens
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import label


class ElectionStrip(QFrame):
    """Shows the elections of the current item; ``election_asked`` with the id of the one to show."""

    election_asked = Signal(int)

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._item: ItemRow | None = None
        self._head: MeetingHead | None = None
        self._locked = True
        self._do: Callable[[], object] | None = None
        self._otherwise: Callable[[], object] | None = None
        self.offer: ElectionOffer | None = None
        self.words = label("", "heading", wrap=True)
        self.remark = label("", "muted", wrap=True)
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._press)
        self.other = _link("")
        self.other.clicked.connect(self.choose)
        self._earlier: list[QPushButton] = []
        self._texts = QVBoxLayout()
        self._texts.setSpacing(2)
        for words in (self.words, self.remark, self.trouble):
            self._texts.addWidget(words)
        self._texts.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(self._texts, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def waits(self) -> bool:
        """Whether there is something to do about an election here."""
        offer = self.offer
        if offer is None or self._do is None:
            return False
        return all(each.state is not ElectionState.PROCLAIMED for each in offer.elections[-1:])

    def show_item(self, item: ItemRow | None, head: MeetingHead, *, locked: bool) -> None:
        """Show the elections of ``item``, where it is one; else hide."""
        if item is None or item.form.kind is not ItemKind.ELECTION:
            self._item, self.offer, self._otherwise = None, None, None
            self.hide()
            return
        if self._item is None or item.id != self._item.id:
            self.offer, self._otherwise = None, None
            self.trouble.hide()
        self._item, self._head, self._locked = item, head, locked
        self._show()
        item_id = item.id
        reading = self._frame.desk.read(self, lambda session: election_offer(session, item_id))
        reading.once("offer").success(partial(self._take, item_id)).start()

    def open_election(self) -> None:
        """Open the election of the référent by the body's rule, and show it."""
        item = self._item
        if item is None:
            return
        item_id, now = item.id, clock.now()
        self.button.setEnabled(False)
        opening = self._frame.desk.write(
            self, lambda session: open_election(session, item_id, ElectionForm(), now)
        )
        opening.undoable(_("Ouverture de l’élection"), "").success(self.election_asked.emit)
        opening.failure(self._refused).finished(lambda: self.button.setEnabled(True)).start()

    def choose(self) -> None:
        """Ask for what and by which rule an election is to be opened."""
        if self._item is not None and self.offer is not None:
            OpeningDialog(
                self._frame.desk, self._item.id, self.offer, self.election_asked.emit, self.window()
            ).open()

    def take_focus(self, otherwise: Callable[[], object]) -> None:
        """Go to the button where something is to be done, else ``otherwise``; once that is known."""
        if self.offer is None and not self.isHidden():
            self._otherwise = otherwise
        elif self.waits:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            otherwise()

    def _take(self, item_id: int, offer: ElectionOffer) -> None:
        if self._item is not None and self._item.id == item_id:
            self.offer = offer
            self._show()
            otherwise, self._otherwise = self._otherwise, None
            if otherwise is not None:
                self.take_focus(otherwise)

    def _refused(self, trouble: Trouble) -> None:
        self.trouble.setText(trouble.sentence)
        self.trouble.show()

    def _press(self) -> None:
        if self._do is not None:
            self._do()

    def _show(self) -> None:
        """Say how it stands, and offer what can be done now."""
        item, head, offer = self._item, self._head, self.offer
        if item is None or head is None:
            return
        self._set_button("")
        self.other.hide()
        elections = () if offer is None else offer.elections
        self._show_earlier(elections[:-1])
        why = _why_not(item, head, locked=self._locked)
        if elections:
            self._show_election(elections[-1], may_open=not why)
        else:
            self.words.setText(_("{what} : pas encore ouverte").format(what=role_title(MandateRole.REFERENT)))
            self._set_remark(why)
            if not why and offer is not None:
                self._show_offer(offer)
        self.show()

    def _show_election(self, last: ElectionOfItem, *, may_open: bool) -> None:
        self.words.setText(standing_words(last))
        self._set_remark("")
        done = last.state is ElectionState.PROCLAIMED or self._locked
        words = _("Voir l’élection") if done else _("Reprendre l’élection")
        self._set_button(words, partial(self.election_asked.emit, last.id), primary=not done)
        self.other.setText(_("Ouvrir une autre élection…"))
        self.other.setVisible(may_open and last.state is ElectionState.PROCLAIMED)

    def _show_offer(self, offer: ElectionOffer) -> None:
        rule = offer.rule
        if rule is None:
            self._set_remark(_("Aucune règle de vote n’est choisie pour cette instance."))
        else:
            said = _("Règle « {name} » : {summary}.")
            summary = rule_summary(rule.rules)
            self._set_remark(said.format(name=rule.name, summary=summary[:1].lower() + summary[1:]))
            self._set_button(_("Ouvrir l’élection"), self.open_election)
        self.other.setText(_("Autre fonction ou autre règle…"))
        self.other.setVisible(bool(offer.offered))

    def _show_earlier(self, elections: tuple[ElectionOfItem, ...]) -> None:
        """Offer the elections that were held here before the last one."""
        for link in self._earlier:
            self._texts.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._earlier = []
        for each in elections:
            link = _link(standing_words(each))
            link.clicked.connect(partial(self.election_asked.emit, each.id))
            self._texts.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self._earlier.append(link)

    def _set_button(
        self, words: str, do: Callable[[], object] | None = None, *, primary: bool = True
    ) -> None:
        self._do = do
        self.button.setText(words)
        self.button.setProperty("role", "primary" if primary else "")
        self.button.style().polish(self.button)
        self.button.setVisible(bool(words))

    def _set_remark(self, words: str) -> None:
        self.remark.setText(words)
        self.remark.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().tone("accent")[1])
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)


def _link(words: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("role", "link")
    made.setAutoDefault(True)
    return made


def _why_not(item: ItemRow, head: MeetingHead, *, locked: bool) -> str:
    """Return why no election can be opened at an item, and what comes first; nothing where one can."""
    if head.state in TO_COME and head.form.day == clock.today():
        return _("Elle s’ouvre en séance : ouvrez d’abord la séance.")
    if head.state in TO_COME:
        return _("Elle s’ouvrira en séance, une fois celle-ci ouverte.")
    if head.state is MeetingState.INQUORATE:
        return _("Faute de quorum, l’élection n’a pas eu lieu : elle passe à la prochaine séance.")
    if head.state is not MeetingState.HELD:
        return _("La séance n’a pas lieu.")
    if head.is_locked:
        return _("Le compte rendu est approuvé : aucune élection ne s’ouvre plus à ce point.")
    if item.state is ItemState.WITHDRAWN:
        return _("Le point est retiré de l’ordre du jour.")
    return _("La base est en lecture seule.") if locked else ""
