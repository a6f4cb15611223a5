"""Which list is read: its file, its sheet, and the committee that everybody enters."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.import_preview import ImportPreview
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.labels import ElidedLabel, label

_SHEET_WIDTH = 200
_COMMITTEE_WIDTH = 320


class SourcePanel(QFrame):
    """The file in one line, the two choices in another; ``changed()`` when a choice is another one."""

    changed = Signal()
    reread = Signal()
    other_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = label("", "heading")
        self._where = ElidedLabel("", "muted")
        self.again = QPushButton(_("Relire"))
        self.again.setToolTip(_("Relire le fichier après l’avoir corrigé (F5)"))
        self.again.setShortcut("F5")
        self.again.clicked.connect(self.reread)
        self.other = QPushButton(_("Autre fichier…"))
        self.other.clicked.connect(self.other_asked)
        self.sheets: Choice[str] = Choice(())
        self.committees: Choice[str] = Choice(())
        self._sheet_label = _labelled(_("Feuille"), self.sheets, _SHEET_WIDTH)
        self._committee_label = _labelled(_("Inscrire tout le monde à"), self.committees, _COMMITTEE_WIDTH)
        for button in (self.again, self.other):
            button.setAutoDefault(False)
        for choice in (self.sheets, self.committees):
            choice.activated.connect(lambda _place: self.changed.emit())
        self._lay_out()

    @property
    def sheet(self) -> str | None:
        """The sheet to read, None before the first reading."""
        return self.sheets.value() if self.sheets.count() else None

    @property
    def committee(self) -> str:
        """The committee that everybody enters, "" for none."""
        return self.committees.value() if self.committees.count() else ""

    def show_file(self, path: Path) -> None:
        """Say which file is read."""
        self._file.setText(path.name)
        self.setToolTip(str(path))

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what was recognised, and offer the choices that there are."""
        where = _("en-tête à la ligne {row}")
        if preview.sheet:
            where = _("feuille « {sheet} », en-tête à la ligne {row}")
        self._where.setText(where.format(sheet=preview.sheet, row=preview.header_row))
        self.sheets.set_options(((name, name) for name in preview.sheets), preview.sheet)
        for part in (self.sheets, self._sheet_label):
            part.setVisible(len(preview.sheets) > 1)
        bodies = ((choice.name, f"{choice.short_name} {choice.name}") for choice in preview.committees)
        self.committees.set_options((("", _("ce que dit la liste, sans plus")), *bodies), self.committee)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._file)
        first.addWidget(self._where, 1)
        first.addWidget(self.again)
        first.addWidget(self.other)
        second = QHBoxLayout()
        second.setSpacing(12)
        for words, choice in ((self._sheet_label, self.sheets), (self._committee_label, self.committees)):
            second.addWidget(words)
            second.addWidget(choice)
        second.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(first)
        whole.addLayout(second)


def _labelled(words: str, field: Choice[str], width: int) -> QLabel:
    field.setMaximumWidth(width)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    field.setAccessibleName(words)
    made = label(words, "label")
    made.setBuddy(field)
    return made
