"""How the year, its days off and its meetings are put into words."""

from collections.abc import Sequence
from datetime import date, timedelta

from pstdesk.domain.calendar import quarter
from pstdesk.domain.committee import Rhythm
from pstdesk.domain.days_off import DayOff, DaysOff, OffKind
from pstdesk.domain.interval import Interval
from pstdesk.domain.lights import lights, worst
from pstdesk.i18n import N_, _, format_date, format_time
from pstdesk.labels import label
from pstdesk.services.days_off import DayRemarks
from pstdesk.services.meeting_list import MeetingRow
from pstdesk.ui.widgets.lights import in_a_row, lamp_words

QUARTERS = (
    N_("1er trimestre {year}"),
    N_("2e trimestre {year}"),
    N_("3e trimestre {year}"),
    N_("4e trimestre {year}"),
)


def quarter_words(code: str) -> str:
    """Return "4e trimestre 2026" for "2026-Q4"."""
    year, place = code.split("-Q")
    return _(QUARTERS[int(place) - 1]).format(year=year)


def period_words(period: Interval, rhythm: Rhythm) -> str:
    """Return the quarter, the month or the year that a meeting is for: "1er trimestre 2027", "mars 2027"."""
    start = period.starts_on
    assert start is not None
    if rhythm is Rhythm.QUARTERLY:
        return quarter_words(quarter(start))
    if rhythm is Rhythm.MONTHLY:
        return month_words(start)
    end = period.ends_on
    assert end is not None
    return str(start.year) if start.month == 1 else f"{start.year}-{end.year}"


def month_words(day: date) -> str:
    """Return "novembre 2026"."""
    return format_date(day.replace(day=2), "long").removeprefix("2 ")


def off_words(off: DayOff) -> str:
    """Return "férié (Armistice)", "vacances (Toussaint)" or "week-end"."""
    if off.kind is OffKind.PUBLIC_HOLIDAY:
        return _("jour férié ({name})").format(name=off.name)
    if off.kind is OffKind.SCHOOL_HOLIDAY:
        return _("vacances scolaires ({name})").format(name=off.name)
    return label(off.kind)


def remarks_words(remarks: DayRemarks) -> str:
    """Return in one line what speaks against a day, or nothing."""
    parts = [off_words(off) for off in remarks.off]
    if remarks.same_body:
        parts.append(_("cette instance se réunit déjà ce jour-là"))
    if remarks.bodies:
        parts.append(_("séance ce jour-là : {bodies}").format(bodies=", ".join(remarks.bodies)))
    return in_a_row(parts)


def month_off_words(days_off: DaysOff, year: int, month: int) -> str:
    """Return the public and school holidays of a month, one line each; nothing where there are none."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    lines = [
        _("{day} ({name})").format(day=format_date(day, "full"), name=name)
        for day, name in days_off.public.items()
        if first <= day < after
    ]
    lines += [
        _("{name}, du {first} au {last}").format(
            name=one.name,
            first=format_date(one.starts_on, "day_month"),
            last=format_date(one.ends_on - timedelta(days=1), "day_month"),
        )
        for one in days_off.school
        if one.starts_on < after and one.ends_on > first
    ]
    return "\n".join(lines)


def meeting_words(row: MeetingRow, today: date) -> str:
    """Return a meeting in a line: its day and hour, its state, and the light to look at first."""
    day = format_date(row.day, "full")
    if row.starts_at is not None:
        day = _("{day} à {start}").format(day=day, start=format_time(row.starts_at))
    words = f"{day}, {label(row.state)}"
    lamp = worst(lights(row.facts, today))
    return words if lamp is None else in_a_row((words, lamp_words(lamp)))


def lacking_words(period: Interval, rhythm: Rhythm) -> str:
    """Return that there is no meeting in a period."""
    if rhythm is Rhythm.YEARLY:
        assert period.starts_on is not None
        return _("pas encore de séance en {year}").format(year=period.starts_on.year)
    return _("pas de séance, {period}").format(period=period_words(period, rhythm))


def sentences(parts: Sequence[str]) -> str:
    """Return parts as lines that begin with a capital."""
    return "\n".join(part[:1].upper() + part[1:] for part in parts if part)
