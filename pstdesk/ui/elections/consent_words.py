"""Words and figures of an election without candidates: who is named now, by how many, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from pstdesk.domain.voting import NominationStage
from pstdesk.i18n import _, format_date, ngettext
from pstdesk.labels import label as word
from pstdesk.services.election_page import ElectionPage, NominationRow
from pstdesk.ui.widgets.rows import Column


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named: how many times, and the reasons that were given."""

    id: int
    name: str
    times: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one member said: whom they name, why, and whom they had named before a change."""

    id: int
    name: str
    nominee_id: int | None
    nominee: str
    reason: str
    before: str = ""


def latest(nominations: Iterable[NominationRow]) -> dict[int, NominationRow]:
    """Return what each member says now, by their id: a change replaces what they said first."""
    found: dict[int, NominationRow] = {}
    for row in nominations:
        if row.stage is NominationStage.CHANGE or row.person_id not in found:
            found[row.person_id] = row
    return found


def named(nominations: Iterable[NominationRow]) -> tuple[Named, ...]:
    """Return who is named now, the most often named first."""
    found: dict[int, Named] = {}
    for row in latest(nominations).values():
        before = found.get(row.nominee_id, Named(row.nominee_id, row.nominee, 0, ()))
        reasons = (*before.reasons, row.reason) if row.reason else before.reasons
        found[row.nominee_id] = Named(row.nominee_id, row.nominee, before.times + 1, reasons)
    return tuple(sorted(found.values(), key=lambda one: -one.times))


def said(page: ElectionPage, stage: NominationStage) -> tuple[Said, ...]:
    """Return what the members said at ``stage``; who is there and said nothing yet has no nominee."""
    first = {row.person_id: row for row in page.nominations if row.stage is NominationStage.FIRST}
    change = {row.person_id: row for row in page.nominations if row.stage is NominationStage.CHANGE}
    lines = []
    for elector in page.electors:
        row, before = first.get(elector.person_id), ""
        if stage is NominationStage.CHANGE:
            if row is None:
                continue
            before = row.nominee if elector.person_id in change else ""
            row = change.get(elector.person_id, row)
        elif row is None and not elector.votes_now:
            continue
        nominee = ("", None, "") if row is None else (row.nominee, row.nominee_id, row.reason)
        lines.append(Said(elector.person_id, elector.name, nominee[1], nominee[0], nominee[2], before))
    return tuple(lines)


def said_columns(stage: NominationStage) -> tuple[Column[Said], ...]:
    """Return the columns of what the members said at ``stage``."""
    before = Column[Said]("before", _("Avant"), _before, width=150, muted=lambda _row: True)
    return (
        Column("who", _("Qui parle"), lambda row: row.name, width=180),
        Column("nominee", _("Nomme"), lambda row: row.nominee or "—", width=180,
               bold=lambda row: bool(row.nominee)),
        *((before,) if stage is NominationStage.CHANGE else ()),
        Column("reason", _("Parce que"), lambda row: row.reason, stretch=True, muted=lambda _row: True),
    )  # fmt: skip


def _before(row: Said) -> str:
    return row.before if row.before != row.nominee else ""


def times_words(one: Named) -> str:
    """Return how often somebody is named: "2 désignations"."""
    return ngettext("{n} désignation", "{n} désignations", one.times).format(n=one.times)


def charge_words(page: ElectionPage) -> str:
    """Return what everybody agrees on first: which role, in which body, until when."""
    head, term = page.head, page.term
    role = word(head.role)
    starts = format_date(term.starts_on)
    if term.ends_on is None:
        words = _("{role} du comité {body}, du {starts} jusqu’à la prochaine élection.")
        return words.format(role=role, body=head.committee, starts=starts)
    ends = format_date(term.ends_on - timedelta(days=1))
    words = _("{role} du comité {body}, du {starts} au {ends}.")
    return words.format(role=role, body=head.committee, starts=starts, ends=ends)
