"""The rows behind a figure of the review: meetings, people or actions; Enter opens one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.documents.review_words import percent
from pstdesk.domain.period import Period
from pstdesk.domain.review import Behind
from pstdesk.i18n import _, format_date, format_number, ngettext
from pstdesk.labels import label as word
from pstdesk.services.review_behind import (
    ActionBehind,
    MeetingBehind,
    Narrowed,
    PersonBehind,
    actions_behind,
    meetings_behind,
    people_behind,
)
from pstdesk.ui import clock
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable

_WIDTH, _HEIGHT = 860, 560


class BehindDialog(QDialog):
    """Lists what a figure was counted from; what it shows stays on the screen, for it names people."""

    def __init__(
        self,
        frame: Frame,
        period: Period,
        behind: Behind,
        narrowed: Narrowed,
        title: str,
        *,
        more: tuple[str, Callable[[], object]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._frame = frame
        self._place = _PLACES[behind]
        self.count = label("", "muted")
        self.table: RowTable[Any] = RowTable(f"review_{self._place}", _columns(behind))
        self.table.setAccessibleName(title)
        self.table.row_opened.connect(self._open)
        self._lay_out(title, more)
        read = partial(_read, period=period, behind=behind, narrowed=narrowed)
        frame.desk.read(self, read).success(self._show).start()

    def _show(self, rows: tuple[Any, ...]) -> None:
        self.table.set_empty(EmptyState(_("Rien ici"), _("Aucune ligne n’entre dans ce chiffre.")))
        self.table.set_rows(rows)
        words = ngettext("{n} ligne", "{n} lignes", len(rows)).format(n=format_number(len(rows)))
        self.count.setText(words)
        if rows:
            self.table.selectRow(0)
        self.table.setFocus()

    def _open(self, row: Any) -> None:
        self.accept()
        self._frame.go(self._place, row.id)

    def _lay_out(self, title: str, more: tuple[str, Callable[[], object]] | None) -> None:
        foot = QHBoxLayout()
        foot.addWidget(label(_("Entrée ouvre la ligne."), "small"))
        foot.addStretch(1)
        if more is not None:
            words, do = more
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(self.accept)
            button.clicked.connect(lambda: do())
            foot.addWidget(button)
        close = QPushButton(_("Fermer"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        head = QHBoxLayout()
        head.addWidget(label(title, "heading"), 1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        parent = self.parentWidget()
        room = self.screen().availableSize() if parent is None else parent.window().size()
        self.resize(min(_WIDTH, room.width() - 48), min(_HEIGHT, room.height() - 48))


_PLACES = {
    "meetings": "meetings",
    "people": "people",
    "several": "people",
    "dormant": "people",
    "beyond": "people",
    "actions": "actions",
}


def behind_title(behind: Behind, name: str = "") -> str:
    """Return the title of the rows behind a figure, of ``name`` where it is that of one thing."""
    titles = {
        "meetings": _("Séances de la période"),
        "people": _("Personnes de la période"),
        "several": _("Inscrits dans plusieurs comités"),
        "dormant": _("Inscrits qu’on n’a pas vus depuis un an"),
        "beyond": _("Inscrits hors action sociale"),
        "actions": _("Actions de la période"),
    }
    return _("{title} : {name}").format(title=titles[behind], name=name) if name else titles[behind]


def _read(session: Any, period: Period, behind: Behind, narrowed: Narrowed) -> tuple[Any, ...]:
    today = clock.today()
    if behind == "meetings":
        return meetings_behind(session, period, narrowed)
    if behind == "actions":
        return actions_behind(session, period, today)
    return people_behind(session, period, today, behind, narrowed)


def _columns(behind: Behind) -> tuple[Column[Any], ...]:
    if behind == "meetings":
        return _meeting_columns()
    return _action_columns() if behind == "actions" else _person_columns()


def _meeting_columns() -> tuple[Column[MeetingBehind], ...]:
    def of(number: Callable[[Any], int]) -> Callable[[MeetingBehind], str]:
        return lambda row: "" if row.count is None else format_number(number(row.count))

    return (
        Column("day", _("Jour"), lambda row: format_date(row.day, "medium"), 120, order=lambda row: row.day),
        Column("body", _("Comité"), lambda row: row.committee, 90),
        Column("state", _("État"), lambda row: word(row.state), 100, stretch=True),
        Column("expected", _("Attendus"), of(lambda count: count.expected), 84, right=True),
        Column("came", _("Venus"), of(lambda count: count.attended), 70, right=True),
        Column("represented", _("Représentés"), of(lambda count: count.represented), 100, right=True),
        Column("excused", _("Excusés"), of(lambda count: count.excused), 80, right=True),
        Column("absent", _("Absents"), of(lambda count: count.absent), 80, right=True),
        Column("unknown", _("Non notés"), of(lambda count: count.not_recorded), 90, right=True),
        Column("rate", _("Taux"), _rate, 64, right=True, order=lambda row: row.count and row.count.rate),
    )


def _rate(row: MeetingBehind) -> str:
    return "" if row.count is None else percent(row.count.rate)


def _person_columns() -> tuple[Column[PersonBehind], ...]:
    return (
        Column(
            "name", _("Nom"), lambda row: row.name, 170, stretch=True, detail=lambda row: row.organisation
        ),
        Column("bodies", _("Comités"), lambda row: ", ".join(row.committees), 150),
        Column("moved", _("Dans la période"), _moved, 110),
        Column(
            "came",
            _("Venu"),
            lambda row: _("{part} sur {whole}").format(part=row.attended, whole=row.expected),
            100,
            right=True,
            order=lambda row: row.attended,
        ),
        Column(
            "regularity",
            _("Assiduité"),
            lambda row: percent(row.regularity),
            84,
            right=True,
            order=lambda row: row.regularity,
        ),
    )


def _moved(row: PersonBehind) -> str:
    return ", ".join(words for did, words in ((row.joined, _("arrivée")), (row.left, _("départ"))) if did)


def _action_columns() -> tuple[Column[ActionBehind], ...]:
    def day(value: Any) -> str:
        return "" if value is None else format_date(value, "medium")

    return (
        Column("text", _("Action"), lambda row: row.text, 240, stretch=True),
        Column("state", _("État"), lambda row: word(row.state), 100),
        Column("due", _("Échéance"), lambda row: day(row.due_on), 120, order=lambda row: row.due_on),
        Column("closed", _("Close le"), lambda row: day(row.closed_on), 120, order=lambda row: row.closed_on),
        Column(
            "late",
            _("Délai"),
            lambda row: _("dépassé") if row.is_late else "",
            90,
            tone=lambda row: "bad" if row.is_late else "neutral",
        ),
    )
