"""What a history shows: each thing with its day, what it was, and the way to it."""

from PySide6.QtWidgets import QWidget

from pstdesk.domain.history import Absence, HistoryKind
from pstdesk.i18n import _, format_date, format_percent, ngettext
from pstdesk.labels import label
from pstdesk.services.history import HistoryLine
from pstdesk.services.person_history import RateOfPerson
from pstdesk.ui.page import Frame
from pstdesk.ui.places import shown_at
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable

_TONES: dict[HistoryKind, Tone] = {
    HistoryKind.POST_BEGUN: "accent",
    HistoryKind.JOINED: "accent",
    HistoryKind.SEAT_TAKEN: "accent",
    HistoryKind.MANDATE_BEGUN: "accent",
    HistoryKind.ATTENDANCE: "good",
    HistoryKind.ACTION_CLOSED: "good",
}


class HistoryTable(RowTable[HistoryLine]):
    """Lines from the latest to the earliest; Enter goes to what a line tells of."""

    def __init__(self, name: str, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(name, history_columns(), frame.preferences, parent=parent)
        self._frame = frame
        self.setAccessibleName(_("Historique"))
        self.row_opened.connect(self._go)
        self.set_empty(
            EmptyState(
                _("Rien encore"),
                _("Postes, inscriptions, séances, mandats et actions viennent ici, dans l’ordre du temps."),
            )
        )

    def _go(self, row: HistoryLine) -> None:
        if row.opens is not None:
            table, record_id = row.opens
            place, kind = shown_at(table)
            self._frame.go(place, record_id, kind=kind)


def history_columns() -> tuple[Column[HistoryLine], ...]:
    """Return the columns of a history."""
    return (
        Column(
            "day",
            _("Date"),
            lambda row: format_date(row.day, "medium") if row.day is not None else "–",
            116,
            order=lambda row: row.day,
        ),
        Column("kind", _("Quoi"), lambda row: label(row.kind), 150, tone=_tone),
        Column("subject", _("Sujet"), lambda row: row.subject, stretch=True),
        Column("detail", _("Précision"), _detail, 260),
    )


def _tone(row: HistoryLine) -> Tone:
    nobody_came = row.counted is not None and not row.counted[0]
    attended = getattr(row.what, "attended", True)
    if row.kind is HistoryKind.ATTENDANCE and (nobody_came or not attended):
        return "neutral"
    return _TONES.get(row.kind, "neutral")


def _detail(row: HistoryLine) -> str:
    words = label(row.what) if row.what is not None else ""
    if row.counted is not None:
        words = came_words(*row.counted)
    return ", ".join(filter(None, (words, row.detail)))


def came_words(came: int, expected: int) -> str:
    """Return "2 présences sur 3", or "1 présence" where nobody was expected."""
    if not expected:
        return ngettext("{n} présence", "{n} présences", came).format(n=came)
    return ngettext("{n} présence sur {expected}", "{n} présences sur {expected}", came).format(
        n=came, expected=expected
    )


def rate_columns() -> tuple[Column[RateOfPerson], ...]:
    """Return the columns of a person's attendance by year and body."""
    return (
        Column("year", _("Année"), lambda row: str(row.counted.year), 64),
        Column("committee", _("Instance"), lambda row: row.committee, stretch=True),
        Column("came", _("Présences"), _of_expected, 132),
        Column(
            "rate",
            _("Taux"),
            lambda row: rate_words(row.counted.rate),
            64,
            right=True,
            order=lambda row: row.counted.rate,
        ),
    )


def _of_expected(row: RateOfPerson) -> str:
    counted = row.counted
    parts = [_("{n} sur {expected}").format(n=counted.came, expected=counted.known)] if counted.known else []
    if counted.extra:
        parts.append(_("{n} hors inscription").format(n=counted.extra))
    return " + ".join(parts) or "–"


def rate_words(rate: float | None) -> str:
    """Return "67 %", or a dash where nothing is known."""
    return "–" if rate is None else format_percent(rate)


def absence_words(found: Absence) -> str:
    """Return when somebody came last, and how many meetings they missed since."""
    n = found.meetings
    if found.since is None:
        never = _("Jamais de présence")
        missed = ngettext("{n} séance manquée", "{n} séances manquées", n).format(n=n)
        return f"{never}, {missed}" if n else ""
    last = _("Dernière présence le {day}").format(day=format_date(found.since))
    missed = ngettext("{n} séance manquée depuis", "{n} séances manquées depuis", n).format(n=n)
    return f"{last}, {missed}" if n else last
