"""A planned import in lines to read: each person with what changes of them, each remark with its sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pstdesk.domain.errors import Refused
from pstdesk.domain.identity import Reference
from pstdesk.domain.names import listed_name
from pstdesk.domain.people_columns import Field
from pstdesk.domain.people_list import Remark
from pstdesk.domain.people_plan import Fate, PeoplePlan, PlannedPerson
from pstdesk.domain.people_register import MembershipState, PersonState, PostState
from pstdesk.i18n import _, format_date
from pstdesk.labels import title
from pstdesk.sentences import sentence

Outcome = Literal["error", "doubtful", "made", "changed", "unchanged", "skipped"]

_ABOUT_SOMEBODY = frozenset(
    (
        "given_name_missing",
        "row_again",
        "namesakes_several",
        "person_archived",
        "membership_ended",
        "membership_other",
    )
)
"""The remarks whose ``name`` is a person's."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that becomes another; ``before`` is "" where there was nothing, ``after`` where it goes."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of the preview: a person with all their rows of the list, or a row that is no person's.

    ``why`` says in sentences what there is to say of it, ``column`` the header of the cell it is about.
    """

    id: int
    rows: tuple[int, ...]
    name: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    column: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of what people are tied to, by id or, where it is still to be made, by folded name."""

    organisations: Mapping[Reference, str]
    sectors: Mapping[Reference, str]
    grades: Mapping[Reference, str]
    committees: Mapping[int, str]


def lines_of(plan: PeoplePlan, names: Names, listed: Mapping[int, str]) -> tuple[PreviewRow, ...]:
    """Return the lines of ``plan`` in the order of the list; ``listed`` is whom its rows name, as written."""
    people = _People(names)
    lines = [people.line(person) for person in plan.people]
    lines += [_remark(remark, "doubtful") for remark in plan.not_made]
    lines += [_remark(remark, "skipped") for remark in plan.skipped]
    lines += [_remark(remark, "error", listed.get(remark.row, "")) for remark in plan.errors]
    lines.sort(key=lambda line: line.rows[0])
    return tuple(replace(line, id=place) for place, line in enumerate(lines))


@dataclass(frozen=True, slots=True)
class _People:
    """Says of people what changes, by name."""

    names: Names

    def line(self, person: PlannedPerson) -> PreviewRow:
        after = person.after
        return PreviewRow(
            0,
            person.rows,
            listed_name(after.given_name, after.family_name),
            fate_of(person) if person.doubt is None else "doubtful",
            tuple(self._changes(person)),
            why="" if person.doubt is None else _sentence(person.doubt),
        )

    def _changes(self, person: PlannedPerson) -> Iterator[Change]:
        before, after = person.before or PersonState("", ""), person.after
        if person.before is not None:
            yield from _changed(Field.FAMILY_NAME, before.family_name, after.family_name)
            yield from _changed(Field.GIVEN_NAME, before.given_name, after.given_name)
        yield from _changed(Field.CIVILITY, before.civility, after.civility)
        yield from self._posts_changes(before.posts, after.posts)
        yield from _changed(Field.EMAIL, before.email, after.email)
        yield from _changed(Field.PHONE, before.phone, after.phone)
        memberships = {each.membership_id: each for each in before.memberships}
        for membership, fate in person.memberships:
            if fate != "unchanged":
                yield self._membership_change(memberships.get(membership.membership_id), membership)

    def _posts_changes(self, before: Sequence[PostState], after: Sequence[PostState]) -> Iterator[Change]:
        """Say a post that takes the place of another, which ends then, as one change."""
        known = {post.post_id: post for post in before}
        kept = [(known[post.post_id], post) for post in after if post.post_id is not None]
        ended = [(old, post) for old, post in kept if old.ends_on != post.ends_on]
        new = [post for post in after if post.post_id is None]
        for old, post in kept:
            if (old, post) not in ended:
                yield from self._post_changes(old, post)
        for place, post in enumerate(new):
            replaced = replace(ended[place][0], starts_on=None) if place < len(ended) else None
            yield from self._post_changes(replaced, post)
        for _old, post in ended[len(new) :]:
            where = _named(self.names.organisations, post.organisation) or post.job_title
            yield Change(
                _("Fin du poste"), "", f"{where}, {_day(post.ends_on)}" if where else _day(post.ends_on)
            )

    def _post_changes(self, before: PostState | None, after: PostState) -> Iterator[Change]:
        old = before or PostState()
        names = self.names
        yield from _changed(
            Field.ORGANISATION,
            _named(names.organisations, old.organisation),
            _named(names.organisations, after.organisation),
        )
        yield from _changed(Field.JOB_TITLE, old.job_title, after.job_title)
        yield from _changed(Field.SERVICE, old.service, after.service)
        yield from _changed(Field.GRADE, _named(names.grades, old.grade), _named(names.grades, after.grade))
        yield from _changed(
            Field.SECTOR, _named(names.sectors, old.sector), _named(names.sectors, after.sector)
        )
        yield from _changed(Field.POST_FROM, _day(old.starts_on), _day(after.starts_on))

    def _membership_change(self, before: MembershipState | None, after: MembershipState) -> Change:
        name = self.names.committees[after.committee_id]
        if before is None:
            days = _days(after)
            return Change(_("Inscription"), "", f"{name}, {days}" if days else name)
        what = _("Inscription {committee}").format(committee=name)
        return Change(what, _days(before) or _("sans date"), _days(after) or _("sans date"))


def _remark(remark: Remark, outcome: Outcome, name: str = "") -> PreviewRow:
    if not name and remark.code in _ABOUT_SOMEBODY:
        name = str(remark.values["name"])
    return PreviewRow(0, (remark.row,), name, outcome, column=remark.column, why=_sentence(remark))


def _sentence(remark: Remark) -> str:
    return sentence(Refused(remark.code, **remark.values))


def _changed(what: Field, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(title(what), before, after)


def _named(names: Mapping[Reference, str], reference: Reference | None) -> str:
    return "" if reference is None else names[reference]


def _day(day: date | None) -> str:
    return "" if day is None else format_date(day, "short")


def _days(membership: MembershipState) -> str:
    """Return "depuis le 03/01/2024", "départ le 12/11/2026", both, or nothing."""
    parts = []
    if membership.starts_on is not None:
        parts.append(_("depuis le {day}").format(day=_day(membership.starts_on)))
    if membership.ends_on is not None:
        parts.append(_("départ le {day}").format(day=_day(membership.ends_on)))
    return ", ".join(parts)


def fate_of(person: PlannedPerson) -> Fate:
    """Return what becomes of a person with their memberships."""
    if person.fate != "unchanged" or all(fate == "unchanged" for _membership, fate in person.memberships):
        return person.fate
    return "changed"
