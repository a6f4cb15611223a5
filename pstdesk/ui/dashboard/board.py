"""The panels of the dashboard, in the order in which they are read."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pstdesk.domain.dashboard import ACTIONS_AHEAD, MANDATES_AHEAD, UNSEEN_MONTHS
from pstdesk.domain.meeting import SIGNED_IN
from pstdesk.i18n import _, format_number, ngettext
from pstdesk.services.action_rows import RegisterRow
from pstdesk.services.dashboard import ActionsDue, Dashboard
from pstdesk.services.dashboard_meetings import MeetingLine, MinutesLine, MinutesLines
from pstdesk.services.dashboard_people import MandateLine, PartnerLine, Partners
from pstdesk.services.participation import Participation, ParticipationRow
from pstdesk.ui import clock
from pstdesk.ui.dashboard import columns
from pstdesk.ui.dashboard.lines import Lines
from pstdesk.ui.dashboard.panel import Panel
from pstdesk.ui.dashboard.two_columns import TwoColumns
from pstdesk.ui.page import GAP, Frame

_MOST = 4
"""Lines of a small panel; its remark says how many there are."""


class Board(QWidget):
    """Meetings over the whole width, then what is to be done at the left, the rest at the right."""

    line_reached = Signal(int)
    """The keyboard is on a line: how far down it is."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._go = frame.go
        self._opened: Lines[Any] | None = None
        self._minutes_read = MinutesLines((), 0)
        self.meetings = _meetings(lambda: frame.go("meetings"))
        self.to_do = _to_do(lambda: frame.go("actions"))
        self.minutes = _minutes(self._show_every_minutes)
        self._every_minutes = False
        self.mandates = _mandates()
        self.partners = _partners()
        self.participation = _participation()
        self.panels = (
            self.meetings,
            self.to_do,
            self.minutes,
            self.mandates,
            self.partners,
            self.participation,
        )
        self._lay_out()
        self._connect()

    def take_focus(self) -> None:
        """Go back to the line that was opened last, once, or to the first panel that has lines."""
        opened, self._opened = self._opened, None
        first = next((panel.lines for panel in self.panels if panel.lines.rows), None)
        lines = opened if opened is not None and opened.rows else first
        if lines is not None:
            lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_dashboard(self, read: Dashboard) -> None:
        """Show what was read."""
        past = bool(read.meetings) and all(line.facts.state in SIGNED_IN for line in read.meetings)
        self.meetings.show_rows(read.meetings, heading=_("Dernières séances") if past else "")
        self._show_actions(read.actions)
        self._show_minutes(read.minutes)
        self.mandates.show_rows(read.mandates[:_MOST], _of(len(read.mandates), _MOST))
        self._show_partners(read.partners)
        self._show_participation(read.participation)

    def _show_actions(self, actions: ActionsDue) -> None:
        words = ngettext("{due} sur {open} action ouverte", "{due} sur {open} actions ouvertes", actions.open)
        remark = words.format(due=format_number(actions.due), open=format_number(actions.open))
        self.to_do.show_rows(actions.rows, remark if actions.open else "")

    def _show_minutes(self, minutes: MinutesLines) -> None:
        waiting = _("{n} en attente").format(n=format_number(minutes.total)) if minutes.total else ""
        most = None if self._every_minutes else _MOST
        self._minutes_read = minutes
        hidden = len(minutes.rows[most:]) if most is not None else 0
        self.minutes.show_rows(minutes.rows[:most], "" if hidden else waiting)  # no room for both
        self.minutes.all.setText(_("{n} de plus").format(n=format_number(hidden)))
        self.minutes.all.setVisible(hidden > 0)

    def _show_every_minutes(self) -> None:
        """Show all that were read, from now on: no other page lists what minutes wait for."""
        self._every_minutes = True
        self._show_minutes(self._minutes_read)
        self.minutes.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_partners(self, partners: Partners) -> None:
        count = format_number(partners.to_win)
        to_win = _("{n} encore à gagner").format(n=count) if partners.to_win else ""
        remark = " · ".join(filter(None, (_of(len(partners.rows), _MOST), to_win)))
        self.partners.show_rows(partners.rows[:_MOST], remark)

    def _show_participation(self, read: Participation) -> None:
        rows = sorted(read.rows, key=lambda row: -1.0 if row.count.rate is None else row.count.rate)
        words = _("présents / attendus")
        if read.bodies > len(read.rows):
            words = _("{shown} instances sur {bodies}").format(shown=len(read.rows), bodies=read.bodies)
        heading = _("Participation {year}").format(year=read.year)
        self.participation.show_rows(reversed(rows), words if rows else "", heading=heading)

    # Making

    def _connect(self) -> None:
        opening = self.meetings.lines, self.minutes.lines
        for lines in opening:
            lines.row_opened.connect(lambda row: self._go("meetings", row.id))
        self.to_do.lines.row_opened.connect(lambda row: self._go("actions", row.id))
        self.mandates.lines.row_opened.connect(lambda row: self._go("committees", row.id, kind="mandate"))
        self.participation.lines.row_opened.connect(lambda row: self._go("committees", row.id))
        self.partners.lines.row_opened.connect(lambda row: self._go("people", row.id, kind="organisation"))
        for panel in self.panels:
            panel.lines.row_opened.connect(lambda _row, panel=panel: self._remember(panel.lines))
            panel.lines.row_selected.connect(lambda _row, panel=panel: self._bring_into_view(panel.lines))

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.meetings)
        right = (self.minutes, self.mandates, self.participation)
        whole.addWidget(TwoColumns(self.panels[1:], right))
        whole.addStretch(1)

    def _remember(self, lines: Lines[Any]) -> None:
        """Note from where one goes: the keyboard returns there."""
        self._opened = lines

    def _bring_into_view(self, lines: Lines[object]) -> None:
        """Have the page scrolled to the line the keyboard is on."""
        if lines.hasFocus():
            middle = lines.visualRect(lines.currentIndex()).center()
            at = lines.viewport().mapTo(self, QPoint(0, middle.y()))
            self.line_reached.emit(at.y())


def _meetings(show_all: Callable[[], object]) -> Panel[MeetingLine]:
    meeting_columns, variants = columns.meeting_columns(clock.today), columns.MEETING_VARIANTS
    return Panel(
        _("Prochaines séances"),
        Lines("meetings", meeting_columns, header=True, variants=variants),
        _("Aucune séance à venir : planifiez l’année, une date par trimestre et par instance."),
        _("Toutes les séances"),
        show_all,
    )


def _to_do(show_all: Callable[[], object]) -> Panel[RegisterRow]:
    action_columns, variants = columns.action_columns(clock.today), columns.ACTION_VARIANTS
    return Panel(
        _("À faire"),
        Lines("actions", action_columns, header=True, variants=variants, letters=28),
        _("Aucune action en retard, ni à faire dans les {n} jours.").format(n=ACTIONS_AHEAD.days),
        _("Toutes les actions"),
        show_all,
    )


def _minutes(show_all: Callable[[], object]) -> Panel[MinutesLine]:
    return Panel(
        _("Comptes rendus"),
        Lines("minutes", columns.minutes_columns(clock.today)),
        _("Tous les comptes rendus sont diffusés et approuvés."),
        show_all=show_all,
    )


def _mandates() -> Panel[MandateLine]:
    nothing = _("Chaque instance qui en élit un a son référent, pour {n} jours au moins.")
    return Panel(
        _("Mandats"),
        Lines("mandates", columns.mandate_columns(clock.today)),
        nothing.format(n=MANDATES_AHEAD.days),
    )


def _partners() -> Panel[PartnerLine]:
    partner_columns, variants = columns.partner_columns(clock.today), columns.PARTNER_VARIANTS
    nothing = _("Toutes les structures attendues sont venues depuis moins de {n} mois.")
    return Panel(
        _("Partenaires à relancer"),
        Lines("partners", partner_columns, variants=variants, letters=24),
        nothing.format(n=UNSEEN_MONTHS),
    )


def _participation() -> Panel[ParticipationRow]:
    return Panel(
        _("Participation"),
        Lines("participation", columns.participation_columns(), height=21),
        _("La part des attendus qui sont venus, instance par instance, dès la première séance tenue."),
    )


def _of(total: int, shown: int) -> str:
    """Return how many there are, where not all are shown."""
    return _("{shown} sur {total}").format(shown=shown, total=format_number(total)) if total > shown else ""
