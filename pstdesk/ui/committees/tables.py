"""What the tables of one body show: members, meetings, mandates, seats."""

from datetime import date

from pstdesk.domain.interval import is_over
from pstdesk.domain.names import listed_name
from pstdesk.i18n import _, format_date
from pstdesk.labels import label
from pstdesk.services.committee_page import MeetingOfCommittee, MemberRow
from pstdesk.services.seats import SeatRow
from pstdesk.ui.committees.words import (
    CAPACITY_TONES,
    holder_name,
    holding_period,
    member_remark,
    period,
    seat_remark,
)
from pstdesk.ui.meetings.words import MEETING_TONES
from pstdesk.ui.widgets.rows import Column


def member_columns(today: date) -> tuple[Column[MemberRow], ...]:
    """Return the columns of the members; who left is muted."""

    def gone(row: MemberRow) -> bool:
        return is_over(row.ends_on, today)

    return (
        Column(
            "name",
            _("Nom et fonction"),
            lambda row: listed_name(row.given_name, row.family_name),
            190,
            detail=member_remark,
            muted=gone,
            plain_title=_("Nom"),
            detail_title=_("Fonction"),
        ),
        Column(
            "organisation",
            _("Structure et niveau"),
            lambda row: row.organisation or "–",
            stretch=True,
            detail=lambda row: row.grade,
            muted=gone,
            plain_title=_("Structure"),
            detail_title=_("Niveau"),
        ),
        Column(
            "capacity",
            _("Qualité"),
            lambda row: label(row.capacity),
            138,
            tone=lambda row: "neutral" if gone(row) else CAPACITY_TONES[row.capacity],
            order=lambda row: list(CAPACITY_TONES).index(row.capacity),
        ),
        Column(
            "since",
            _("Depuis le"),
            lambda row: period(row.starts_on, row.ends_on),
            108,
            order=lambda row: row.starts_on or date.min,
            muted=gone,
            needs=540,
        ),
    )


def meeting_columns() -> tuple[Column[MeetingOfCommittee], ...]:
    """Return the columns of a body's meetings."""
    return (
        Column(
            "day",
            _("Date"),
            lambda row: format_date(row.day, "full"),
            stretch=True,
            value=lambda row: row.day,
        ),
        Column("number", _("Séance"), _number, 120, order=lambda row: (row.year or 0, row.number or 0)),
        Column(
            "state", _("État"), lambda row: label(row.state), 160, tone=lambda row: MEETING_TONES[row.state]
        ),
    )


def _number(row: MeetingOfCommittee) -> str:
    if row.number is None:
        return "–"
    return _("n° {number}/{year}").format(number=row.number, year=row.year)


def seat_columns() -> tuple[Column[SeatRow], ...]:
    """Return the columns of the seats; a vacant one says so."""
    return (
        Column("office", _("Siège"), lambda row: row.form.office, stretch=True, detail=seat_remark),
        Column(
            "holder",
            _("Titulaire"),
            holder_name,
            200,
            tone=lambda row: "warning" if row.holder is None else None,
        ),
        Column("since", _("Depuis le"), lambda row: holding_period(row.holder), 112),
    )
