"""What importing a list will do to a base, worked out before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from pstdesk.domain.identity import Identities, Identity, Match, Reference, identity, lost_letters
from pstdesk.domain.names import spoken_name
from pstdesk.domain.people_list import ListedPerson, PeopleList, Remark
from pstdesk.domain.people_merge import with_membership, with_names_and_contacts, with_post
from pstdesk.domain.people_records import NamedRecords, NewRecord
from pstdesk.domain.people_register import (
    MembershipState,
    PersonState,
    Register,
    RegisteredPerson,
)

Fate = Literal["made", "changed", "unchanged"]

_MOST_PASSES = 5
_ROW = -1
"""The handle of a row, which is nobody's."""


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """One person of the list as they are in the base (None: not there) and as they will be.

    ``rows`` are all the rows that mean them, the first one first; ``memberships`` those that the list speaks
    of, each with what becomes of it; ``doubt`` says why somebody should look at them.
    """

    rows: tuple[int, ...]
    person_id: int | None
    before: PersonState | None
    after: PersonState
    memberships: tuple[tuple[MembershipState, Fate], ...]
    doubt: Remark | None = None

    @property
    def fate(self) -> Fate:
        """What becomes of the person and their posts, their memberships apart."""
        if self.before is None:
            return "made"
        same = replace(self.after, memberships=()) == replace(self.before, memberships=())
        return "unchanged" if same else "changed"


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """Everything that an import will do. With any error nothing is done.

    ``sectors_given`` are organisations without a sector and the sector they get; ``not_made`` are the
    doubtful rows that are not imported.
    """

    rows: int = 0
    people: tuple[PlannedPerson, ...] = ()
    organisations: tuple[NewRecord, ...] = ()
    sectors: tuple[NewRecord, ...] = ()
    grades: tuple[NewRecord, ...] = ()
    sectors_given: tuple[tuple[int, Reference], ...] = ()
    not_made: tuple[Remark, ...] = ()
    skipped: tuple[Remark, ...] = ()
    errors: tuple[Remark, ...] = ()


def plan_people(listed: PeopleList, register: Register, today: date) -> PeoplePlan:
    """Return what importing the list into the base will do.

    Rows are taken in their order, and of what two of them say of one person the first wins. They are gone
    through again until nothing changes any more, so that importing the same list a second time finds nothing
    left to change.
    """
    planner = _Planner(register, today)
    rows: Sequence[_Row] = [_Row(person, planner.identity_of(person)) for person in listed.people]
    for _ in range(_MOST_PASSES):
        rows = planner.not_alone(rows) if planner.go_through(rows) else ()
    return planner.result(listed)


class _Row(NamedTuple):
    """A row of the list, with what tells whom it means."""

    listed: ListedPerson
    identity: Identity


@dataclass(slots=True)
class _Draft:
    """A person while the list is gone through; ``said`` is what rows of this pass have told of them."""

    person_id: int | None
    before: PersonState | None
    state: PersonState
    is_archived: bool = False
    rows: list[int] = field(default_factory=list)
    said: set[str | int] = field(default_factory=set)
    memberships: dict[int, MembershipState] = field(default_factory=dict)
    doubt: Remark | None = None

    @property
    def name(self) -> str:
        return _full_name(self.state)


class _Planner:
    """The people of the base and of the list, while the list is gone through."""

    def __init__(self, register: Register, today: date) -> None:
        self._today = today
        self._records = NamedRecords(register)
        self._committees = {committee.id: committee.name for committee in register.committees}
        self._drafts: list[_Draft] = []
        self._identities = Identities()
        self._skipped: dict[tuple[int, str], Remark] = {}
        self._doubtful: dict[int, Remark] = {}
        self._taken: dict[int, int] = {}
        self._add_registered(register.people)

    def _add_registered(self, people: Iterable[RegisteredPerson]) -> None:
        handles: dict[int, int] = {}
        former: list[tuple[int, RegisteredPerson]] = []
        for person in people:
            if person.merged_into is not None:
                former.append((person.merged_into, person))
                continue
            handles[person.id] = len(self._drafts)
            self._drafts.append(_Draft(person.id, person.state, person.state, person.is_archived))
            self._identities.add(_identity(handles[person.id], person.state))
        for merged_into, person in former:
            if merged_into in handles:
                self._identities.add(_identity(handles[merged_into], person.state, is_former=True))

    def identity_of(self, listed: ListedPerson) -> Identity:
        """Return what tells whom a row means."""
        found = self._records.find(listed.organisation)
        organisations = () if found is None else (found,)
        return identity(
            _ROW, listed.family_name, listed.given_name, listed.email, listed.phone, organisations
        )

    def go_through(self, rows: Iterable[_Row]) -> bool:
        """Take every row once; return whether that changed anything."""
        for draft in self._drafts:
            draft.said.clear()
        changes = [self._take(row) for row in rows]
        return any(changes)

    def not_alone(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """Return the rows that could be understood otherwise now that all others were taken.

        A row that alone means a person whose name nobody else bears is understood, and changes, nothing else.
        Names that lost letters reach beyond their own.
        """
        if any(lost_letters(row.identity.full_name) for row in rows):
            return rows
        return [
            row
            for row in rows
            if row.listed.row in self._doubtful
            or len(self._drafts[self._taken[row.listed.row]].rows) != 1
            or self._identities.shares_name(row.identity)
        ]

    def _take(self, row: _Row) -> bool:
        listed = row.listed
        match = self._identities.find(row.identity)
        if len(match.handles) > 1:
            if listed.row not in self._taken:
                name = _full_name(listed)
                self._doubtful[listed.row] = Remark(listed.row, "", "namesakes_several", {"name": name})
            return False
        self._doubtful.pop(listed.row, None)
        is_new = not match.handles
        if is_new:
            self._drafts.append(_Draft(None, None, _first_state(listed)))
        handle = len(self._drafts) - 1 if is_new else match.handles[0]
        self._taken[listed.row] = handle
        changes = self._merge(handle, listed, match)
        if is_new:
            self._identities.add(replace(row.identity, handle=handle))
        elif changes:
            self._identities.add(_identity(handle, self._drafts[handle].state))
        return changes or is_new

    def _merge(self, handle: int, listed: ListedPerson, match: Match) -> bool:
        draft = self._drafts[handle]
        if draft.is_archived:
            self._skip(listed, "person_archived", name=draft.name)
            return False
        draft.doubt = draft.doubt or _doubt(draft, listed, match)
        state = draft.state if match.is_former else self._with_person(draft, listed)
        state = self._with_memberships(draft, state, listed)
        changes = state != draft.state
        if listed.row not in draft.rows:
            if draft.rows and not changes:
                self._skip(listed, "row_again", name=draft.name, first=draft.rows[0])
            draft.rows.append(listed.row)
        draft.state = state
        return changes

    def _with_person(self, draft: _Draft, listed: ListedPerson) -> PersonState:
        state = with_names_and_contacts(draft.state, listed, draft.said)
        post = None if "post" in draft.said else self._records.post(listed)
        if post is None:
            return state
        draft.said.add("post")
        return with_post(state, post, self._records.sector_of, self._today)

    def _with_memberships(self, draft: _Draft, state: PersonState, listed: ListedPerson) -> PersonState:
        memberships = state.memberships
        for committee_id in listed.committees:
            if committee_id in draft.said:
                continue
            draft.said.add(committee_id)
            memberships, membership, why = with_membership(
                memberships, committee_id, listed.joined_on, listed.left_on, self._today
            )
            draft.memberships[committee_id] = membership
            if why:
                committee = self._committees[committee_id]
                self._skip(listed, why, name=draft.name, committee=committee, day=membership.ends_on)
        return state if memberships is state.memberships else replace(state, memberships=memberships)

    def _skip(self, listed: ListedPerson, code: str, **values: object) -> None:
        self._skipped.setdefault((listed.row, code), Remark(listed.row, "", code, values))

    def result(self, listed: PeopleList) -> PeoplePlan:
        """Return the plan, once nothing changes any more."""
        people = [_planned(draft) for draft in self._drafts if draft.rows]
        skipped = (*listed.skipped, *self._skipped.values())
        return PeoplePlan(
            rows=len(listed.people),
            people=tuple(sorted(people, key=lambda person: person.rows[0])),
            organisations=tuple(self._records.organisations.values()),
            sectors=tuple(self._records.sectors.values()),
            grades=tuple(self._records.grades.values()),
            sectors_given=tuple(self._records.sectors_given.items()),
            not_made=tuple(self._doubtful.values()),
            skipped=tuple(sorted(skipped, key=lambda remark: remark.row)),
            errors=listed.errors,
        )


def _first_state(listed: ListedPerson) -> PersonState:
    return PersonState(listed.family_name, listed.given_name, listed.civility, listed.email, listed.phone)


def _full_name(person: PersonState | ListedPerson) -> str:
    return spoken_name(person.given_name, person.family_name)


def _identity(handle: int, state: PersonState, *, is_former: bool = False) -> Identity:
    organisations = (post.organisation for post in state.posts if post.organisation is not None)
    return identity(
        handle,
        state.family_name,
        state.given_name,
        state.email,
        state.phone,
        organisations,
        is_former=is_former,
    )


def _doubt(draft: _Draft, listed: ListedPerson, match: Match) -> Remark | None:
    name = _full_name(listed)
    if match.by_spelling:
        return Remark(listed.row, "", "spelling_same", {"name": name, "other": draft.name})
    return Remark(listed.row, "", "spelling_doubtful", {"name": name}) if lost_letters(name) else None


def _planned(draft: _Draft) -> PlannedPerson:
    before = draft.before.memberships if draft.before else ()
    memberships = tuple((each, _fate(each, before)) for each in draft.memberships.values())
    return PlannedPerson(
        tuple(draft.rows), draft.person_id, draft.before, draft.state, memberships, draft.doubt
    )


def _fate(membership: MembershipState, before: Iterable[MembershipState]) -> Fate:
    if membership.membership_id is None:
        return "made"
    return "unchanged" if membership in before else "changed"
