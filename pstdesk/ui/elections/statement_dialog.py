"""What a candidate says for themselves, for the record and the beamer."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pstdesk.i18n import _
from pstdesk.services.candidacies import write_statement
from pstdesk.services.election_page import CandidateRow
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.dialog import FormDialog


class StatementDialog(FormDialog):
    """Asks for a few lines that anybody may read."""

    def __init__(self, desk: Desk, row: CandidateRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Présentation du candidat"), _("Enregistrer"), parent, width=520)
        self._desk = desk
        self._row = row
        self.statement = QPlainTextEdit(row.statement)
        self.statement.setTabChangesFocus(True)
        hint = _("Public : ces lignes s’affichent au vidéoprojecteur et figurent au procès-verbal.")
        self.form.add("statement", _("{name} se présente").format(name=row.name), self.statement, hint=hint)

    def submit(self) -> None:
        """Write what was typed."""
        row, text = self._row, self.statement.toPlainText()
        writing = self._desk.write(self, lambda session: write_statement(session, row.id, text, row.version))
        self.save(writing.undoable(_("Présentation de {name}").format(name=row.name)))
