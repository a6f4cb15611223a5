"""The right side of the place of voting rules: who goes by the rule, its form, what it says."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.rule_sets import RuleSetRow
from pstdesk.ui.icons import icon
from pstdesk.ui.page import GAP
from pstdesk.ui.rules.fields import RuleFields
from pstdesk.ui.rules.preview import RulePreview
from pstdesk.ui.rules.words import use_line
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card, scrolled

_ROOM_FOR_BOTH = 700
"""Pixels below which what the rule says stands under its form, not beside."""


class RuleSide(QWidget):
    """The form, with what the rule says beside it where there is room, else below."""

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._is_beside = False
        self.copy = QPushButton(_("Dupliquer"))
        self.more = QToolButton()
        self.more.setIcon(icon("more"))
        self.more.setAccessibleName(_("Autres actions"))
        self.more.setToolTip(_("Autres actions"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.setToolTipsVisible(True)
        self.make_default = menu.addAction(_("En faire la règle de la démarche"))
        self.put_away = menu.addAction(_("Archiver la règle"))
        self.more.setMenu(menu)
        self.use = label("", "muted", wrap=True)
        self.fields = RuleFields()
        self.fields.setEnabled(not read_only)
        self.preview = RulePreview()
        self._below = QVBoxLayout()
        self._beside = QVBoxLayout()
        self._lay_out()
        self.show_row(None)

    def show_row(self, row: RuleSetRow | None) -> None:
        """Say who goes by the rule on show, and offer what can be done with it; None is a new one."""
        if row is None:
            self.use.setText(_("Une règle nouvelle : elle se choisit ensuite dans la fiche d’une instance."))
        else:
            self.use.setText(use_line(row))
            self.put_away.setText(_("Rétablir la règle") if row.is_archived else _("Archiver la règle"))
            self.put_away.setEnabled(not row.is_default)
            why = _("La règle de la démarche ne s’archive pas : donnez d’abord ce rôle à une autre.")
            self.put_away.setToolTip(why if row.is_default else "")
            self.make_default.setEnabled(not row.is_default and not row.is_archived)
        for button in (self.copy, self.more):
            button.setVisible(row is not None and not self._read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _ROOM_FOR_BOTH
        if beside != self._is_beside:
            self._is_beside = beside
            (self._beside if beside else self._below).addWidget(self.preview)
            self._preview_area.setVisible(beside)

    def _lay_out(self) -> None:
        about = QHBoxLayout()
        about.setSpacing(8)
        about.addWidget(self.use, 1)
        for button in (self.copy, self.more):
            about.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card = Card()
        card.body.addLayout(about)
        card.body.addWidget(self.fields)
        self._below.setSpacing(GAP)
        self._below.addWidget(card)
        self._below.addWidget(self.preview)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        self._preview_area = _area(self._beside)
        self._preview_area.hide()
        whole.addWidget(_area(self._below), 5)
        whole.addWidget(self._preview_area, 3)


def _area(column: QVBoxLayout) -> QWidget:
    """Return a scrolling area with ``column`` in it."""
    inside = QWidget()
    column.setContentsMargins(0, 0, 0, 0)
    inside.setLayout(column)
    return scrolled(inside)
