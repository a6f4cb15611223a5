"""What the tables of one organisation's past show."""

from datetime import date

from pstdesk.domain.interval import is_over
from pstdesk.i18n import _, format_date
from pstdesk.services.organisation_history import (
    BodyOfOrganisation,
    MeetingSeen,
    PostThere,
    SeatOfOrganisation,
)
from pstdesk.ui.people.columns import since_words
from pstdesk.ui.people.history import came_words
from pstdesk.ui.widgets.rows import Column


def body_columns() -> tuple[Column[BodyOfOrganisation], ...]:
    """Return the columns of the bodies; one where nobody sits any more is muted."""

    def gone(row: BodyOfOrganisation) -> bool:
        return not row.people

    def seen(row: BodyOfOrganisation) -> str:
        return format_date(row.last_seen, "medium") if row.last_seen is not None else _("jamais")

    return (
        Column(
            "body",
            _("Instance et personnes"),
            lambda row: f"{row.short_name}  {row.name}",
            stretch=True,
            detail=lambda row: ", ".join(row.people) or _("plus personne aujourd’hui"),
            muted=gone,
            plain_title=_("Instance"),
            detail_title=_("Personnes"),
        ),
        Column("came", _("Présences"), _of_expected, 110, muted=gone, needs=520),
        Column(
            "seen", _("Dernière présence"), seen, 140, muted=gone, order=lambda row: row.last_seen or date.min
        ),
    )


def _of_expected(row: BodyOfOrganisation) -> str:
    if not row.expected:
        return "–"
    return _("{n} sur {expected}").format(n=row.came, expected=row.expected)


def house_seat_columns() -> tuple[Column[SeatOfOrganisation], ...]:
    """Return the columns of the seats that go with an office of the organisation."""
    return (
        Column("office", _("Siège"), lambda row: row.office, stretch=True, detail=lambda row: row.committee),
        Column(
            "holder",
            _("Titulaire"),
            lambda row: row.holder or _("vacant"),
            150,
            tone=lambda row: None if row.holder else "warning",
        ),
    )


def post_there_columns(today: date) -> tuple[Column[PostThere], ...]:
    """Return the columns of the posts held there; those that are over are muted."""

    def over(row: PostThere) -> bool:
        return is_over(row.ends_on, today)

    def held(row: PostThere) -> bool:
        return not over(row)

    return (
        Column(
            "person",
            _("Nom"),
            lambda row: row.person,
            stretch=True,
            bold=lambda row: not over(row),
            muted=over,
        ),
        Column(
            "job",
            _("Fonction et service"),
            lambda row: row.job_title or row.service,
            250,
            detail=lambda row: row.service if row.job_title else "",
            muted=over,
            plain_title=_("Fonction"),
            detail_title=_("Service"),
        ),
        Column("grade", _("Niveau"), lambda row: row.grade, 130, muted=over, needs=760),
        Column(
            "period",
            _("Période"),
            lambda row: since_words(row.starts_on, row.ends_on),
            210,
            muted=over,
            order=lambda row: row.starts_on or date.min,
        ),
    )


def meeting_seen_columns() -> tuple[Column[MeetingSeen], ...]:
    """Return the columns of the meetings at which the organisation was expected, or came."""
    return (
        Column("day", _("Date"), lambda row: format_date(row.day, "medium"), 130, order=lambda row: row.day),
        Column("committee", _("Instance"), lambda row: row.committee, stretch=True),
        Column(
            "came",
            _("Présences"),
            lambda row: came_words(row.came, row.expected),
            200,
            tone=lambda row: "good" if row.came or row.extra else "neutral",
            order=lambda row: row.came,
        ),
        Column(
            "extra",
            _("Hors inscription"),
            lambda row: str(row.extra) if row.extra else "",
            140,
            right=True,
            order=lambda row: row.extra,
        ),
    )
