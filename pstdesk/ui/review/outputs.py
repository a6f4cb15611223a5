"""A review as a file: Word, PDF or a workbook, in one click each."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from pstdesk.i18n import _
from pstdesk.services.export import Order
from pstdesk.ui.export import DocumentExport
from pstdesk.ui.page import Frame

if TYPE_CHECKING:
    from pstdesk.ui.review.page import ReviewPage

FORMATS = (".docx", ".pdf", ".xlsx")


class ReviewOutputs:
    """Writes the review shown; ``order(masked)`` is called when it is asked for, and may give none."""

    def __init__(self, frame: Frame, page: "ReviewPage", order: Callable[[bool], Order | None]) -> None:
        self.export = DocumentExport(frame, page)
        self._page = page
        self._order = order

    def write(self, suffix: str, *, masked: bool = True) -> None:
        """Write the review with all that was typed up to now; unless ``masked`` it is for internal use."""
        self._page.text.settle(partial(self._write, suffix, masked=masked))

    def _write(self, suffix: str, *, masked: bool) -> None:
        order = self._order(masked)
        if order is not None:
            self.export.write(order, suffix, _("Bilan enregistré : {name}"))

    def fill(self, menu: QMenu) -> None:
        """Offer the documents that also tell of a few people."""
        inside = menu.addMenu(_("Usage interne, petits effectifs compris"))
        for suffix, words in zip(FORMATS, (_("En Word"), _("En PDF"), _("En classeur")), strict=True):
            inside.addAction(words, partial(self.write, suffix, masked=False))
