"""What is written in a review: what the figures say, then each finding, objective and principle."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.period import Period
from pstdesk.i18n import _
from pstdesk.labels import title
from pstdesk.services.reviews import SectionRow, Texts
from pstdesk.ui.page import GAP, Frame
from pstdesk.ui.review.evidence import EvidenceBox
from pstdesk.ui.review.text_saving import Key, TextSaver
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable

SAVED_WITHIN = 1000
"""Milliseconds between a key and its being written, at most."""
_NARRATIVE = 0
"""Stands for the narrative among the ids of sections."""


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One text of the list at the left."""

    id: int
    """Its place in the review, the narrative first."""
    words: str
    kind: str
    is_written: bool


class TextView(QWidget):
    """Lists the texts, and has one of them written; what is typed is saved as one goes.

    ``begun`` when somebody wants to begin a review of the period shown.
    """

    begun = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.texts: Texts | None = None
        self._place = _NARRATIVE
        self._proposed = ""
        self.saver = TextSaver(frame.desk, self)
        self.saver.refused.connect(self._refused)
        self._soon = QTimer(self, singleShot=True, interval=SAVED_WITHIN)
        self._soon.timeout.connect(self.save)
        self.list: RowTable[SectionLine] = RowTable("review_texts", _columns())
        self.list.hide_header()
        self.list.setAccessibleName(_("Rubriques du bilan"))
        self.list.row_selected.connect(self._choose)
        self.heading = label("", "heading", wrap=True)
        self.remark = label("", "muted", wrap=True)
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.editor.textChanged.connect(self._typed)
        self.evidence = EvidenceBox(frame)
        self.begin = QPushButton(_("Rédiger ce bilan"))
        self.begin.clicked.connect(self.begun)
        self._lay_out()

    # What the page calls

    def show_texts(self, texts: Texts | None, proposed: str, period: Period) -> None:
        """Show what is written, or, where nothing is kept, the text ``proposed`` by the figures."""
        self.save()
        if _key(texts) != _key(self.texts):
            self._place = _NARRATIVE
        self.texts, self._proposed = texts, proposed
        if texts is not None and not texts.row.is_frozen:
            self.saver.take_up(texts)
        self.evidence.period = period
        self.list.set_rows(_lines(texts))
        self._left.setVisible(texts is not None)
        self.begin.setVisible(texts is None)
        with quiet(self.list):
            self.list.select_id(self._place)
        self._show_text()

    def is_settled(self) -> bool:
        """Whether the base has all that was typed."""
        return not self._soon.isActive() and self.saver.is_settled

    def settle(self, then: Callable[[], object]) -> None:
        """Call ``then`` once the base has all that was typed; not at all where it refuses some of it."""
        self.save()
        self.saver.settle(then)

    def save(self) -> None:
        """Write what was typed, if anything was."""
        self._soon.stop()
        if self._key is not None and not self.editor.isReadOnly():
            self.saver.save(self._key, self.editor.toPlainText())

    # The texts

    def _choose(self, line: SectionLine | None) -> None:
        if line is None or line.id == self._place:
            return
        self.save()
        self._place = line.id
        self._show_text()

    @property
    def _key(self) -> Key | None:
        """What the editor holds, None where nothing is kept or may change."""
        if self.texts is None or self.texts.row.is_frozen:
            return None
        section = self._section(self._place)
        return self.texts.row.id, 0 if section is None or section.id is None else section.id

    def _section(self, place: int) -> SectionRow | None:
        if self.texts is None or place == _NARRATIVE:
            return None
        return self.texts.sections[place - 1]

    def _show_text(self) -> None:
        section, texts, key = self._section(self._place), self.texts, self._key
        may_change = key is not None and not self.frame.desk.read_only
        if section is not None:
            self.heading.setText(section.title)
            self.remark.setText(title(section.kind))
            text = section.text
        else:
            self.heading.setText(_("Ce que disent les chiffres"))
            self.remark.setText(_remark(texts))
            text = self._proposed if texts is None else texts.narrative
        self.editor.setAccessibleName(self.heading.text())
        self.editor.setReadOnly(not may_change)
        self.evidence.show_section(section, may_change=may_change)
        shown = text if key is None else self.saver.text(key)
        if self.editor.toPlainText() != shown:
            with quiet(self.editor):
                self.editor.setPlainText(shown)

    # What is typed

    def _typed(self) -> None:
        if not self.editor.isReadOnly() and not self._soon.isActive():
            self._soon.start()

    def _refused(self, trouble: Trouble) -> None:
        """Say why the base has not taken what was typed, which stays on the screen."""
        if trouble.code == "changed_meanwhile":
            words, do = _("Garder mon texte"), self.saver.keep_mine
        else:
            words, do = _("Réessayer"), self.saver.retry
        self.frame.say(trouble.sentence, tone="bad", action=words, do=do)

    def hideEvent(self, event: QHideEvent) -> None:
        self.save()
        super().hideEvent(event)

    # The page

    def _lay_out(self) -> None:
        left = Card()
        left.body.addWidget(self.list, 1)
        self._left = left
        right = Card()
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.remark)
        head.addLayout(words, 1)
        head.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop)
        right.body.addLayout(head)
        right.body.addWidget(self.editor, 3)
        right.body.addWidget(self.evidence, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(left, 2)
        row.addWidget(right, 3)


def _key(texts: Texts | None) -> tuple[int, bool] | None:
    return None if texts is None else (texts.row.id, texts.row.is_frozen)


def _remark(texts: Texts | None) -> str:
    if texts is None:
        return _("Premier jet, fait des chiffres : rédigez ce bilan pour le reprendre.")
    return _("Bilan figé : plus rien n’y change.") if texts.row.is_frozen else _("Premier jet, à reprendre.")


def _lines(texts: Texts | None) -> Iterator[SectionLine]:
    if texts is None:
        return
    narrative = _("Ce que disent les chiffres")
    yield SectionLine(_NARRATIVE, narrative, _("texte"), bool(texts.narrative.strip()))
    for place, section in enumerate(texts.sections, 1):
        yield SectionLine(place, section.title, title(section.kind), not section.is_empty)


def _columns() -> tuple[Column[SectionLine], ...]:
    return (
        Column("words", _("Rubrique"), lambda row: row.words, 160, stretch=True, detail=lambda row: row.kind),
        Column(
            "state",
            _("État"),
            lambda row: _("écrit") if row.is_written else _("vide"),
            70,
            tone=lambda row: "good" if row.is_written else "neutral",
        ),
    )
