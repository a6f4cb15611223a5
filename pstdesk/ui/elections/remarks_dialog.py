"""What was remarked or complained of during an election, for its record."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pstdesk.i18n import _
from pstdesk.services.election_page import ElectionHead
from pstdesk.services.elections import write_remarks
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.dialog import FormDialog


class RemarksDialog(FormDialog):
    """Asks for a few lines, printed in the record as they are typed."""

    def __init__(self, desk: Desk, head: ElectionHead, parent: QWidget | None = None) -> None:
        super().__init__(_("Observations et réclamations"), _("Enregistrer"), parent, width=520)
        self._desk = desk
        self._head = head
        self.remarks = QPlainTextEdit(head.remarks)
        self.remarks.setTabChangesFocus(True)
        hint = _("Elles figurent au procès-verbal, telles qu’elles sont écrites.")
        self.form.add("remarks", _("Ce qui a été observé ou contesté"), self.remarks, hint=hint)

    def submit(self) -> None:
        """Write what was typed."""
        head, text = self._head, self.remarks.toPlainText()
        writing = self._desk.write(self, lambda session: write_remarks(session, head.id, text, head.version))
        self.save(writing.undoable(_("Observations sur l’élection")))
