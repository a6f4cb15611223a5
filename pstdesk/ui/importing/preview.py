"""The preview of an import: which list, its lines by what becomes of them, its columns."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from pstdesk.domain.people_columns import Target
from pstdesk.i18n import _
from pstdesk.services.import_lines import Outcome
from pstdesk.services.import_preview import ImportPreview
from pstdesk.settings import Preferences
from pstdesk.ui.importing.columns import ColumnsPanel
from pstdesk.ui.importing.lines import LinesPanel
from pstdesk.ui.importing.source import SourcePanel
from pstdesk.ui.importing.words import OUTCOMES

_KINDS: tuple[Outcome | None, ...] = (None, *OUTCOMES)
"""What the tabs before the last one show; None: every line."""


class PreviewPanel(QWidget):
    """Everything there is to see before importing; ``changed()`` when the list is to be read differently."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = SourcePanel()
        self.columns = ColumnsPanel()
        self.lines = LinesPanel("import", preferences)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Lignes et colonnes"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._preview: ImportPreview | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lines)
        self._stack.addWidget(self.columns)
        for _kind in (*_KINDS, "columns"):
            self.tabs.addTab("")
        self.tabs.setTabText(len(_KINDS), _("Colonnes"))
        self.tabs.currentChanged.connect(lambda _tab: self._show_tab())
        self.source.changed.connect(self.changed)
        self.columns.corrected.connect(self.changed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.source)
        whole.addWidget(self.tabs)
        whole.addWidget(self._stack, 1)

    def forget(self, path: Path) -> None:
        """Begin with the list in ``path``: what was said of the columns of another one holds no more."""
        self.source.show_file(path)
        self.columns.targets.clear()

    def reading(self, shown: ImportPreview | None) -> tuple[str | None, str, dict[int, Target]]:
        """Return how the list is to be read: its sheet, a committee for everybody, what its columns are.

        ``shown`` is the preview that stands; before the first one the sheet finds itself, and on another
        sheet the columns are others.
        """
        sheet = None if shown is None else self.source.sheet
        if shown is not None and sheet != shown.sheet:
            self.columns.targets.clear()
        return sheet, self.source.committee, self.columns.targets

    def show_preview(self, preview: ImportPreview, *, is_new: bool) -> None:
        """Show ``preview``; where the list ``is_new``, its columns and what needs a look first."""
        self._preview = preview
        self.source.show_preview(preview)
        if is_new:
            self.columns.show_preview(preview)
        for tab, kind in enumerate(_KINDS):
            heading = _("Toutes") if kind is None else _(OUTCOMES[kind][1])
            number = len(preview.rows) if kind is None else preview.count(kind)
            self.tabs.setTabText(tab, _("{heading} ({n})").format(heading=heading, n=number))
            self.tabs.setTabVisible(tab, kind is None or number > 0)
        if is_new or not self.tabs.isTabVisible(self.tabs.currentIndex()):
            self.tabs.setCurrentIndex(_KINDS.index("error") if preview.count("error") else 0)
        self._show_tab()

    def show_columns(self) -> None:
        """Go to the columns."""
        self.tabs.setCurrentIndex(len(_KINDS))

    def _show_tab(self) -> None:
        tab = self.tabs.currentIndex()
        if tab >= len(_KINDS):
            self._stack.setCurrentWidget(self.columns)
            return
        self._stack.setCurrentWidget(self.lines)
        kind = _KINDS[tab]
        rows = self._preview.rows if self._preview is not None else ()
        self.lines.set_rows(row for row in rows if kind in (None, row.outcome))
