"""What an import did, and what it left to look at."""

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from pstdesk.i18n import _, format_number, ngettext
from pstdesk.services.import_lines import PreviewRow
from pstdesk.services.import_people import Counts, ImportReport
from pstdesk.settings import Preferences
from pstdesk.ui.importing.lines import LinesPanel
from pstdesk.ui.widgets.labels import label


class ReportPanel(QWidget):
    """The counts in a small table, and the lines that were not taken as they stand."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "title")
        self.again = label("", "muted", wrap=True)
        self.heading = label(_("À regarder"), "heading")
        self.lines = LinesPanel("import-report", preferences)
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(32)
        self._counts.setVerticalSpacing(6)
        self._counts.setColumnStretch(4, 1)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(12)
        inside.addWidget(self.title)
        inside.addLayout(self._counts)
        inside.addWidget(self.again)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(card)
        whole.addWidget(self.heading)
        whole.addWidget(self.lines, 1)
        whole.addStretch(0)

    def show_report(self, report: ImportReport, lines: tuple[PreviewRow, ...]) -> None:
        """Show the counts, and those of ``lines`` that were skipped or are to be checked."""
        number = report.people.made + report.people.changed
        self.title.setText(
            ngettext("{n} personne importée", "{n} personnes importées", number).format(
                n=format_number(number)
            )
        )
        self.again.setText(_("Vérification…"))
        while (item := self._counts.takeAt(0)) is not None:
            if (shown := item.widget()) is not None:
                shown.deleteLater()
        for column, words in enumerate((_("créées"), _("modifiées"), _("inchangées")), start=1):
            self._add(0, column, words, muted=True)
        self._add_line(1, _("Personnes"), report.people)
        self._add_line(2, _("Inscriptions"), report.memberships)
        self._add(3, 0, _("Structures"))
        self._add(3, 1, format_number(report.organisations_made))
        noted = [line for line in lines if line.outcome in ("doubtful", "skipped")]
        self.lines.set_rows(noted)
        for part in (self.heading, self.lines):
            part.setVisible(bool(noted))

    def show_again(self, remaining: int) -> None:
        """Say what importing the same list once more would do."""
        if remaining:
            words = ngettext(
                "Importer cette liste à nouveau changerait encore {n} personne.",
                "Importer cette liste à nouveau changerait encore {n} personnes.",
                remaining,
            )
            self.again.setText(words.format(n=remaining))
        else:
            self.again.setText(_("Importer cette liste à nouveau ne changerait rien."))

    def _add_line(self, row: int, words: str, counts: Counts) -> None:
        self._add(row, 0, words)
        for column, number in enumerate((counts.made, counts.changed, counts.unchanged), start=1):
            self._add(row, column, format_number(number))

    def _add(self, row: int, column: int, words: str, *, muted: bool = False) -> QLabel:
        made = label(words, "muted" if muted else "plain")
        if column:
            made.setAlignment(made.alignment().AlignRight)
        self._counts.addWidget(made, row, column)
        return made
