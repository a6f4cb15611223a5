"""What the table of a body's mandates, and that of a person's, shows of each."""

from collections.abc import Callable
from datetime import date, timedelta

from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.interval import is_over
from pstdesk.domain.mandate import VACANCIES
from pstdesk.i18n import _, format_date
from pstdesk.labels import label, title
from pstdesk.services.mandate_history import MandateRow
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.rows import Column


def mandate_columns(today: Callable[[], date], *, of_person: bool = False) -> tuple[Column[MandateRow], ...]:
    """Return the columns of the mandates of a body or, with ``of_person``, of somebody in any body."""

    def over(row: MandateRow) -> bool:
        return is_over(row.ends_on, today())

    first: Column[MandateRow] = Column(
        "person", _("Nom"), lambda row: row.person, stretch=True, muted=over, detail=origin_words
    )
    if of_person:
        first = Column(
            "committee", _("Instance"), committee_words, stretch=True, muted=over, detail=origin_words
        )
    return (
        first,
        Column(
            "since",
            _("Période"),
            lambda row: _("du {day}").format(day=format_date(row.starts_on, "medium")),
            130,
            order=lambda row: row.starts_on,
            muted=over,
            detail=until_words,
        ),
        Column(
            "term",
            _("Terme prévu"),
            term_words,
            146,
            order=lambda row: row.planned_end or date.max,
            muted=over,
            needs=560,
        ),
        Column(
            "state",
            _("État"),
            lambda row: state_words(row, today()),
            150,
            tone=lambda row: state_tone(row, today()),
        ),
    )


def committee_words(row: MandateRow) -> str:
    """Return which body gave the mandate: "CT2  Insertion"."""
    return f"{row.short_name}  {row.committee}"


def origin_words(row: MandateRow) -> str:
    """Return what the mandate is and where it comes from: "Référent, par élection"."""
    words = _("{role}, saisi à la main") if row.election_id is None else _("{role}, par élection")
    return words.format(role=title(row.role))


def until_words(row: MandateRow) -> str:
    """Return the last day on which the mandate holds, or nothing where the next election ends it."""
    if row.ends_on is None:
        return ""
    return _("au {day}").format(day=format_date(row.ends_on - timedelta(days=1), "medium"))


def term_words(row: MandateRow) -> str:
    """Return the last day of the term, or that the next election ends it."""
    if row.planned_end is None:
        return _("prochaine élection")
    return format_date(row.planned_end - timedelta(days=1), "medium")


def state_words(row: MandateRow, today: date) -> str:
    """Return how a mandate stands: "en cours", "à venir", or why it ended or is to end early."""
    reason = row.why_ended(today)
    if reason is not None:
        return label(reason)
    return _("à venir") if row.starts_on > today else _("en cours")


def state_tone(row: MandateRow, today: date) -> Tone:
    """Return the tint of :func:`state_words`."""
    reason = row.why_ended(today)
    if reason is None:
        return "accent" if row.starts_on > today else "good"
    return "warning" if reason in VACANCIES and not is_over(row.ends_on, today) else "neutral"


VACANCY_REASONS = (MandateEnd.RESIGNATION, MandateEnd.LOSS_OF_CAPACITY)
"""What a vacancy is dated for by hand; a departure is noted as the end of a registration."""
