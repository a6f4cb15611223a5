"""The two sides of the place where voting rules are written."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.rule_sets import RuleSetRow
from pstdesk.ui.page import Frame
from pstdesk.ui.rules.side import RuleSide
from pstdesk.ui.rules.words import list_detail
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.split import KeptSplitter
from pstdesk.ui.widgets.table import RowTable


class RulesPanes(QWidget):
    """The list at the left, the rule that is written at the right."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: RowTable[RuleSetRow] = RowTable("rule_sets", _columns(), sort="name")
        self.table.setAccessibleName(_("Règles de vote"))
        self.table.hide_header()
        self.table.set_empty(
            EmptyState(
                _("Aucune règle de vote"),
                _("Une règle dit comment une instance élit son référent et quel quorum elle demande."),
            )
        )
        self.new = QPushButton(_("Nouvelle règle"))
        self.new.setVisible(not frame.desk.read_only)
        tools = QHBoxLayout()
        tools.addWidget(self.new)
        tools.addStretch(1)
        left = Card()
        left.body.addWidget(self.table, 1)
        left.body.addLayout(tools)
        left.setMinimumWidth(250)
        self.side = RuleSide(read_only=frame.desk.read_only)
        self.side.setMinimumWidth(360)
        self.splitter = KeptSplitter("rule_sets", frame.preferences, left, self.side, 0.24)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)


def _columns() -> tuple[Column[RuleSetRow], ...]:
    return (
        Column(
            "name",
            _("Règle"),
            lambda row: row.name,
            stretch=True,
            detail=list_detail,
            order=lambda row: (row.is_archived, not row.is_default, row.id),
            muted=lambda row: row.is_archived,
        ),
    )
