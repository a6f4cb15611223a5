"""A review as a file: Word, PDF or a workbook, in one click each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from pstdesk.i18n import _
from pstdesk.services.export import Order
from pstdesk.ui.export import DocumentExport
from pstdesk.ui.page import Frame, Page

FORMATS = (".docx", ".pdf", ".xlsx")


class ReviewOutputs:
    """Writes the review shown; ``order(masked)`` is called when it is asked for, and may give none."""

    def __init__(self, frame: Frame, page: Page, order: Callable[[bool], Order | None]) -> None:
        self.export = DocumentExport(frame, page)
        self._order = order

    def write(self, suffix: str, *, masked: bool = True) -> None:
        """Write the review; unless ``masked`` it is for internal use."""
        order = self._order(masked)
        if order is not None:
            self.export.write(order, suffix, _("Bilan enregistré : {name}"))

    def fill(self, menu: QMenu) -> None:
        """Offer the documents that also tell of a few people."""
        inside = menu.addMenu(_("Usage interne, petits effectifs compris"))
        for suffix, words in zip(FORMATS, (_("En Word"), _("En PDF"), _("En classeur")), strict=True):
            inside.addAction(words, partial(self.write, suffix, masked=False))
