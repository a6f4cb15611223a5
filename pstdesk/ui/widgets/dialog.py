"""The dialog with a form: it stays open, text and all, until what was typed is in the base."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _
from pstdesk.sentences import sentence
from pstdesk.ui.operations import Operation
from pstdesk.ui.page import may_write
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.form import Form
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import scrolled

T = TypeVar("T")
_ABOVE_AND_BELOW = 56
"""Pixels of the screen that a dialog leaves to its title bar and the task bar."""


class FormDialog(QDialog):
    """A title, a form, Cancel, and one button with the verb.

    A subclass fills ``self.form`` and implements :meth:`submit`: it reads the fields (a field's own
    ``Refused`` is shown by itself) and calls ``self.save(desk.write(self, ...), then)``. ``field_of_code``
    names the field to blame for a refusal's code, so that the sentence stands under that field.
    """

    field_of_code: dict[str, str] = {}  # noqa: RUF012 - replaced by subclasses, never changed
    writes = True
    """Whether it is of no use where the base is only read: it does not open there, the window says why."""

    def __init__(self, title: str, verb: str, parent: QWidget | None = None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(min(width, 480))
        self.resize(width, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form()
        self._trouble = label("", "error", wrap=True)
        self._trouble.hide()
        self.primary = QPushButton(verb)
        self.primary.setProperty("role", "primary")
        self.primary.setDefault(True)
        self.primary.clicked.connect(self._submit)
        self.cancel = QPushButton(_("Annuler"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(22, 18, 22, 18)
        self.body.setSpacing(16)
        self.body.addWidget(self.form)
        self.body.addWidget(self._trouble)
        self.body.addStretch(1)
        self._buttons = self._foot()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        # The buttons stay in reach on a low screen, the form scrolls above them.
        whole.addWidget(scrolled(inside), 1)
        whole.addWidget(self._buttons)
        self.form.grew.connect(self._grow)

    def open(self) -> None:
        """Open, unless it writes and the base is only read."""
        if self.writes and not may_write(self.parentWidget()):
            self.deleteLater()
        else:
            super().open()

    def submit(self) -> None:
        """Read the fields and save; a subclass's part. ``Refused`` may be raised and is shown."""
        raise NotImplementedError

    def save(self, operation: Operation[T], then: Callable[[T], object] | None = None) -> None:
        """Start ``operation``; when acknowledged close and call ``then(result)``; else stay and say why."""

        def done(result: T) -> None:
            self.accept()
            if then is not None:
                then(result)

        self.primary.setEnabled(False)
        operation.success(done).failure(self.show_trouble).finished(self._enable).start()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why it was not saved: under the field to blame, or at the foot of the form."""
        key = self.field_of_code.get(trouble.code)
        if key is not None:
            self.form.show_error(key, trouble.sentence)
            return
        self._trouble.setText(trouble.sentence)
        self._trouble.show()
        self._grow()

    def _submit(self) -> None:
        self.form.clear_errors()
        self._trouble.hide()
        if not self.form.check():
            return
        try:
            self.submit()
        except Refused as refused:
            self.show_trouble(Trouble(sentence(refused), refused=refused))

    def _enable(self) -> None:
        self.primary.setEnabled(True)

    def _grow(self) -> None:
        """Take the height it needs by now, without its buttons leaving the screen."""
        self._take_height()
        if self.isVisible():
            screen = self.screen().availableGeometry()
            lowest = screen.bottom() + 1 - self.frameGeometry().height()
            self.move(self.x(), max(screen.top(), min(self.y(), lowest)))

    def _take_height(self) -> None:
        # Qt does not ask again how high wrapped words have become.
        body = self.body
        wraps = body.hasHeightForWidth()
        inside = body.totalHeightForWidth(self.width()) if wraps else body.totalSizeHint().height()
        needed = inside + self._buttons.sizeHint().height()
        room = self.screen().availableGeometry().height() - _ABOVE_AND_BELOW
        self.resize(self.width(), min(max(self.height(), needed), room))

    def showEvent(self, event: QShowEvent) -> None:
        self._take_height()  # before Qt puts it in the middle of the window, as high as it is by then
        super().showEvent(event)
        self.form.take_focus()

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(22, 12, 22, 12)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.primary)
        return foot
