"""What a section of a review rests on: a list, and a field that finds actions and decisions of the period."""

from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pstdesk.domain.period import Period
from pstdesk.i18n import _
from pstdesk.services.review_evidence import EvidenceOffer, add_evidence, drop_evidence, evidence_offers
from pstdesk.services.reviews import EvidenceRow, SectionRow
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.suggest import Suggest, Suggestion
from pstdesk.ui.widgets.table import RowTable

_PROPOSED = 12


class EvidenceBox(QWidget):
    """Shows what the section rests on; Delete takes one off."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.period: Period | None = None
        self._section: SectionRow | None = None
        self._offers: tuple[EvidenceOffer, ...] = ()
        self.table: RowTable[EvidenceRow] = RowTable("review_evidence", _columns())
        self.table.hide_header()
        self.table.setAccessibleName(_("Sur quoi cette rubrique repose"))
        self.table.set_empty(EmptyState("", _("Rien n’y est encore rattaché.")))
        self.drop = QAction(_("Détacher"), self.table)
        self.drop.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.drop.triggered.connect(self._drop)
        self.table.addAction(self.drop)
        self.field = Suggest(
            frame.desk,
            self._propose,
            _("Action, décision, ou mots"),
            creation=_("Rattacher ces mots : {text}"),
        )
        self.field.setAccessibleName(_("Rattacher"))
        self.field.picked.connect(self._pick)
        self.field.creation_asked.connect(lambda text: self._add(words=text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(_("Repose sur"), "muted"))
        column.addWidget(self.table, 1)
        column.addWidget(self.field)

    def show_section(self, section: SectionRow | None, *, may_change: bool) -> None:
        """Show what ``section`` rests on; the narrative (None) rests on the figures alone."""
        self._section = section
        self.setVisible(section is not None)
        self.field.setVisible(may_change)
        self.drop.setEnabled(may_change)
        self.table.set_rows(() if section is None else section.evidence)

    def _propose(self, session: Any, text: str) -> tuple[Suggestion, ...]:
        """Return what may be added; on the worker, which alone writes ``_offers``."""
        if self.period is None:
            return ()
        self._offers = evidence_offers(session, self.period, text)[:_PROPOSED]
        return tuple(
            Suggestion(place, offer.entry.text, offer.entry.note) for place, offer in enumerate(self._offers)
        )

    def _pick(self, suggestion: Suggestion) -> None:
        offer = self._offers[suggestion.id]
        self._add(action_id=offer.action_id, decision_id=offer.decision_id)

    def _add(self, **what: Any) -> None:
        section_id = None if self._section is None else self._section.id
        self.field.set_chosen(None)
        if section_id is None:
            return
        adding = self.frame.desk.write(self, lambda session: add_evidence(session, section_id, **what))
        adding.undoable(_("Rattachement d’une preuve"), "").start()

    def _drop(self) -> None:
        row = self.table.current_row()
        if row is None or row.id is None:
            return
        evidence_id = row.id
        dropping = self.frame.desk.write(self, lambda session: drop_evidence(session, evidence_id))
        dropping.undoable(_("Retrait d’une preuve")).start()


def _columns() -> tuple[Column[EvidenceRow], ...]:
    return (
        Column(
            "text",
            _("Preuve"),
            lambda row: row.entry.text,
            200,
            stretch=True,
            detail=lambda row: row.entry.note,
        ),
    )
