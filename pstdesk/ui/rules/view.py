"""The voting rules in the place of the bodies: all of them at the left, the one that is written beside."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.rule_sets import RuleSetForm, RuleSetRow, rule_form, rule_rows
from pstdesk.ui.page import MARGIN, Frame, Header
from pstdesk.ui.rules.panes import RulesPanes
from pstdesk.ui.rules.writes import RuleWrites
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.quiet import quiet

Read = tuple[tuple[RuleSetRow, ...], RuleSetForm | None]
_NEW = 0
"""In the place of an id: the rule on show is not in the base yet."""


class RulesView(QWidget):
    """``left()`` on Escape or the arrow before the title, once nothing typed would be lost."""

    left = Signal()
    field_of_code = {  # noqa: RUF012 - a table of constants
        "rule_set_without_name": "name",
        "rule_set_exists": "name",
    }

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._writes = RuleWrites(frame.desk, self)
        self.rule_id = _NEW
        self._shown = self._saving = RuleSetForm()
        """The rule as it was read, or as a new one begins; and as it is being written."""
        self._is_saving = False
        self.header = Header()
        self.header.set_back(_("Toutes les instances"), self.leave)
        self.header.set_title(_("Règles de vote"))
        self.save_button = self.header.set_primary(_("Enregistrer"), self.save, "Ctrl+S")
        self.panes = RulesPanes(frame)
        self.table, self.side = self.panes.table, self.panes.side
        self.fields = self.side.fields
        self._lay_out()
        self._connect()
        self._show_form(self._shown)

    # What the page calls

    def open(self, rule_id: int = _NEW) -> None:
        """Show a rule; without an id that which was on show before, or the first."""
        if rule_id and rule_id != self.rule_id and self.may_leave():
            self.rule_id = rule_id
        self.reload()

    def reload(self) -> None:
        """Read the rules; what somebody is typing stays."""
        rule_id = self.rule_id
        reading = self._frame.desk.read(self, lambda session: _read(session, rule_id))
        reading.once("rules").success(partial(self._show, rule_id)).start()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not in the base."""
        return _tidy(self.fields.typed()) != _tidy(self._shown)

    def take_focus(self) -> None:
        """Go to the list, or into the name of a new rule."""
        target: QWidget = self.table if self.rule_id else self.fields.name
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_leave(self) -> bool:
        """Whether another rule or page may come; asks where something typed would be lost."""
        if not self.is_changed:
            return True
        question = QMessageBox(self.window())
        question.setWindowTitle(_("Règle non enregistrée"))
        question.setText(_("Ce que vous avez changé dans cette règle de vote n’est pas encore enregistré."))
        drop = question.addButton(_("Abandonner les changements"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(
            question.addButton(_("Revenir à la règle"), QMessageBox.ButtonRole.RejectRole)
        )
        question.exec()
        if question.clickedButton() is not drop:
            return False
        self._show_form(self._shown)
        return True

    # What people do

    def leave(self) -> None:
        """Return to the bodies."""
        if self.may_leave():
            self.left.emit()

    def add(self) -> None:
        """Begin a new rule; it is in the base once it is saved."""
        if not self._frame.desk.read_only and self.may_leave():
            self.rule_id = _NEW
            self.table.setCurrentIndex(QModelIndex())
            self._show_form(RuleSetForm())
            self.side.show_row(None)
            self.take_focus()

    def save(self) -> None:
        """Write the rule, if it changed."""
        if self.is_changed and not self._is_saving:
            self.fields.form.clear_errors()
            self._is_saving = True
            self._saving = self.fields.typed()
            self._typed()
            self._writes.save(self.rule_id, self._saving)

    def _with_row(self, do: Callable[[RuleSetRow], object]) -> None:
        """Call ``do`` with the rule on show, unless something typed would be lost."""
        row = self.table.current_row()
        if row is not None and self.may_leave():
            do(row)

    def _choose(self, row: RuleSetRow | None) -> None:
        if row is None or row.id == self.rule_id:
            return
        if self.is_changed:
            # asked once the list has done with the click
            QTimer.singleShot(0, self, partial(self._ask_and_choose, row.id))
        else:
            self.open(row.id)

    def _ask_and_choose(self, rule_id: int) -> None:
        self.open(rule_id)
        if self.rule_id != rule_id:
            self._select()

    # What follows

    def _saved(self, rule_id: int) -> None:
        self._is_saving = False
        self.rule_id = rule_id
        self._shown = self._saving
        self.reload()

    def _copied(self, rule_id: int) -> None:
        self.rule_id = rule_id
        self.reload()
        self.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, trouble: Trouble) -> None:
        self._is_saving = False
        self._typed()
        key = self.field_of_code.get(trouble.code)
        if key is None:
            self._frame.desk.failed.emit(trouble)
        else:
            self.fields.form.show_error(key, trouble.sentence)

    def _show(self, rule_id: int, read: Read) -> None:
        rows, form = read
        with quiet(self.table):
            self.table.set_rows(rows)
        if rule_id != self.rule_id:
            return  # another one was chosen meanwhile
        if form is None and rows and (rule_id or not self.is_changed):
            self.rule_id = rows[0].id  # none was chosen yet, or its creation was undone
            self._show_form(RuleSetForm())
            self.reload()
            return
        self._select()
        self.side.show_row(next((row for row in rows if row.id == rule_id), None))
        if form is None:
            return
        if not self.is_changed:
            self._show_form(form)
        elif _tidy(form) == _tidy(self._shown):
            self.fields.version = form.version  # typed on while it was being saved

    def _show_form(self, form: RuleSetForm) -> None:
        self._shown = form
        self.fields.show_form(form)
        self._typed()

    def _select(self) -> None:
        """Let the list show which rule is written."""
        with quiet(self.table):
            if self.rule_id:
                self.table.select_id(self.rule_id)
            else:
                self.table.setCurrentIndex(QModelIndex())

    def _typed(self) -> None:
        self.side.preview.show_rules(self.fields.rules())
        self.save_button.setEnabled(self.is_changed and not self._is_saving)

    # Making

    def _connect(self) -> None:
        self.fields.changed.connect(self._typed)
        self.fields.save_asked.connect(self.save)
        self.table.row_selected.connect(self._choose)
        self.panes.new.clicked.connect(lambda: self.add())
        self.side.copy.clicked.connect(lambda: self._with_row(self._writes.copy))
        self.side.put_away.triggered.connect(lambda: self._with_row(self._writes.put_away))
        self.side.make_default.triggered.connect(lambda: self._with_row(self._writes.make_default))
        self._writes.saved.connect(self._saved)
        self._writes.copied.connect(self._copied)
        self._writes.failed.connect(self._fail)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, 18, MARGIN, 18)
        body.addWidget(self.panes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(body, 1)


def _read(session: Any, rule_id: int) -> Read:
    rows = rule_rows(session)
    known = any(row.id == rule_id for row in rows)
    return rows, rule_form(session, rule_id) if known else None


def _tidy(form: RuleSetForm) -> RuleSetForm:
    """Return ``form`` without what makes no difference to the base."""
    return replace(form, name=" ".join(form.name.split()), explanation=form.explanation.strip(), version=None)
