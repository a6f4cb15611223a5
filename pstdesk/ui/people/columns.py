"""What the tables of people and organisations show."""

from dataclasses import replace
from datetime import date

from pstdesk.domain.interval import is_over
from pstdesk.domain.names import listed_name
from pstdesk.domain.organisation import PartnerState
from pstdesk.i18n import _, format_date
from pstdesk.labels import label, substitute_words
from pstdesk.services.organisations import OrganisationRow
from pstdesk.services.people import PersonRow
from pstdesk.services.person_page import (
    AttendanceOfPerson,
    MembershipOfPerson,
    SeatOfPerson,
)
from pstdesk.services.posts import PostRow
from pstdesk.ui.committees.words import CAPACITY_TONES, period
from pstdesk.ui.meetings.words import ATTENDANCE_TONES
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.rows import Column

_ROOM_FOR_GRADES = 880
"""Pixels below which the list of people does without the grades, which a filter gives too."""

STATE_TONES: dict[PartnerState, Tone] = {
    PartnerState.TARGETED: "warning",
    PartnerState.APPROACHED: "accent",
    PartnerState.REGISTERED: "neutral",
    PartnerState.ACTIVE: "good",
    PartnerState.DECLINED: "bad",
}


def person_columns() -> tuple[Column[PersonRow], ...]:
    """Return the columns of the list of people."""
    return (
        Column(
            "name",
            _("Nom et fonction"),
            lambda row: listed_name(row.given_name, row.family_name),
            216,
            detail=lambda row: row.job_title,
            plain_title=_("Nom"),
            detail_title=_("Fonction"),
        ),
        Column(
            "organisation",
            _("Structure et secteur"),
            lambda row: row.organisation or "–",
            stretch=True,
            detail=lambda row: row.sector,
            plain_title=_("Structure"),
            detail_title=_("Secteur"),
        ),
        Column("grade", _("Niveau"), lambda row: row.grade, 116, needs=_ROOM_FOR_GRADES),
        Column("committees", _("Instances"), lambda row: ", ".join(row.committees), 120),
        Column(
            "contact",
            _("Courriel et téléphone"),
            lambda row: row.email,
            250,
            detail=lambda row: row.phone,
            plain_title=_("Courriel"),
            detail_title=_("Téléphone"),
        ),
    )


def colleague_columns() -> tuple[Column[PersonRow], ...]:
    """Return the columns of the people of one organisation, which need not say where they work."""
    widths = {"name": 160, "grade": 112, "committees": 112, "contact": 250}
    return tuple(
        replace(
            column,
            width=widths[column.key],
            stretch=column.key == "name",
            needs=680 if column.key == "grade" else 0,
        )
        for column in person_columns()
        if column.key in widths
    )


def organisation_columns() -> tuple[Column[OrganisationRow], ...]:
    """Return the columns of the list of organisations."""
    return (
        Column("name", _("Nom"), lambda row: row.name, stretch=True),
        Column("acronym", _("Sigle"), lambda row: row.acronym, 84),
        Column("category", _("Catégorie"), lambda row: row.category, 180),
        Column("sector", _("Secteur"), lambda row: row.sector, 170),
        Column(
            "state",
            _("Partenariat"),
            lambda row: label(row.partner_state),
            116,
            tone=lambda row: STATE_TONES[row.partner_state],
            order=lambda row: list(PartnerState).index(row.partner_state),
        ),
        Column(
            "people",
            _("Personnes"),
            lambda row: str(row.people),
            92,
            right=True,
            value=lambda row: row.people,
        ),
    )


def post_columns(today: date) -> tuple[Column[PostRow], ...]:
    """Return the columns of the posts: the current one stands out, those that are over are muted."""

    def over(row: PostRow) -> bool:
        return is_over(row.form.ends_on, today)

    def remark(row: PostRow) -> str:
        return ", ".join(filter(None, (row.form.job_title if row.organisation else "", row.form.service)))

    def field(row: PostRow) -> str:
        return row.sector if row.grade else ""

    return (
        Column(
            "post",
            _("Structure et fonction"),
            lambda row: row.organisation or row.form.job_title,
            stretch=True,
            detail=remark,
            bold=lambda row: not over(row),
            muted=over,
        ),
        Column(
            "grade",
            _("Niveau et secteur"),
            lambda row: row.grade or row.sector,
            150,
            detail=field,
            muted=over,
        ),
        Column(
            "period",
            _("Période"),
            lambda row: since_words(row.form.starts_on, row.form.ends_on),
            216,
            muted=over,
            order=lambda row: row.form.starts_on or date.min,
        ),
    )


def since_words(starts_on: date | None, ends_on: date | None) -> str:
    """Return "depuis le 12 mars 2026", "du … au …", or "en cours" where no day is known."""
    if ends_on is not None:
        return period(starts_on, ends_on)
    if starts_on is None:
        return _("en cours")
    return _("depuis le {day}").format(day=format_date(starts_on, "medium"))


def membership_columns(today: date) -> tuple[Column[MembershipOfPerson], ...]:
    """Return the columns of a person's registrations; those that are over are muted."""

    def over(row: MembershipOfPerson) -> bool:
        return is_over(row.ends_on, today)

    return (
        Column(
            "committee",
            _("Instance"),
            lambda row: f"{row.short_name}  {row.committee}",
            stretch=True,
            muted=over,
            detail=_sits,
        ),
        Column(
            "capacity",
            _("Qualité"),
            lambda row: label(row.capacity),
            128,
            tone=lambda row: "neutral" if over(row) else CAPACITY_TONES[row.capacity],
        ),
        Column("period", _("Période"), lambda row: since_words(row.starts_on, row.ends_on), 216, muted=over),
    )


def _sits(row: MembershipOfPerson) -> str:
    words = substitute_words(row.substitute_for) if row.substitute_for else ""
    return ", ".join(filter(None, (words, "" if row.voting else _("voix consultative"))))


def seat_columns(today: date) -> tuple[Column[SeatOfPerson], ...]:
    """Return the columns of the seats a person holds by office; those they left are muted."""

    def over(row: SeatOfPerson) -> bool:
        return is_over(row.ends_on, today)

    def remark(row: SeatOfPerson) -> str:
        return _("suppléance") if row.is_substitute else label(row.capacity)

    return (
        Column("office", _("Siège"), lambda row: row.office, stretch=True, detail=remark, muted=over),
        Column("committee", _("Instance"), lambda row: row.short_name, 112, muted=over),
        Column("period", _("Période"), lambda row: since_words(row.starts_on, row.ends_on), 216, muted=over),
    )


def attendance_columns() -> tuple[Column[AttendanceOfPerson], ...]:
    """Return the columns of the meetings a person was expected at or came to."""

    def word(row: AttendanceOfPerson) -> str:
        words = label(row.status)
        if row.is_substitute:
            return _("{status}, suppléant").format(status=words)
        return _("{status}, non inscrit").format(status=words) if row.is_guest else words

    return (
        Column("day", _("Date"), lambda row: format_date(row.day, "medium"), 112, value=lambda row: row.day),
        Column("committee", _("Instance"), lambda row: row.committee, stretch=True),
        Column("status", _("Présence"), word, 170, tone=lambda row: ATTENDANCE_TONES[row.status]),
        Column("proxy", _("Pouvoir"), _proxy_words, 300, needs=560),
    )


def _proxy_words(row: AttendanceOfPerson) -> str:
    parts = [_("donné à {name}").format(name=row.proxy_to)] if row.proxy_to else []
    if row.proxies_of:
        parts.append(_("reçu : {names}").format(names=", ".join(row.proxies_of)))
    return ", ".join(parts)
