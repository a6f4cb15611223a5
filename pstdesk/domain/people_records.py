"""The organisations, sectors and grades that a list names: found in the base, or to be made."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pstdesk.domain.identity import Reference
from pstdesk.domain.names import fold
from pstdesk.domain.people_list import ListedPerson
from pstdesk.domain.people_merge import ListedPost
from pstdesk.domain.people_register import NamedRecord, Register, RegisteredOrganisation


@dataclass(frozen=True, slots=True)
class NewRecord:
    """An organisation, sector or grade to be made; ``key`` is its folded name, by which posts refer to it."""

    key: str
    name: str
    sector: Reference | None = None


class NamedRecords:
    """The organisations, sectors and grades by their names; those that are not there are to be made."""

    def __init__(self, register: Register) -> None:
        self.organisations: dict[str, NewRecord] = {}
        self.sectors: dict[str, NewRecord] = {}
        self.grades: dict[str, NewRecord] = {}
        self.sectors_given: dict[int, Reference] = {}
        self._keys: dict[str, str] = {}
        self._grade_ids = _by_key(register.grades)
        self._sector_ids = _by_key(register.sectors)
        self._organisation_ids = _by_own_key(register.organisations)
        self._sectors_there: dict[Reference, Reference | None] = {
            organisation.id: organisation.sector_id for organisation in register.organisations
        }

    def find(self, organisation: str) -> Reference | None:
        """Return the organisation of that name or acronym, there or to be made, without making it."""
        key = self._key(organisation)
        return self._organisation_ids.get(key, key) if key else None

    def _key(self, name: str) -> str:
        """Return a folded name; a list repeats each of them from row to row."""
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = fold(name)
        return key

    def _reference(self, name: str, ids: dict[str, int], new: dict[str, NewRecord]) -> Reference | None:
        key = self._key(name)
        if not key:
            return None
        if key in ids:
            return ids[key]
        new.setdefault(key, NewRecord(key, name))
        return key

    def sector_of(self, organisation: Reference | None) -> Reference | None:
        """Return the organisation's sector."""
        return None if organisation is None else self._sectors_there.get(organisation)

    def post(self, listed: ListedPerson) -> ListedPost | None:
        """Return the post that a row tells of, None where it is silent; what it names is made if need be."""
        sector = self._reference(listed.sector, self._sector_ids, self.sectors)
        post = ListedPost(
            organisation=self._organisation(listed.organisation, sector),
            job_title=listed.job_title,
            service=listed.service,
            grade=self._reference(listed.grade, self._grade_ids, self.grades),
            sector=sector,
            starts_on=listed.post_from,
        )
        return None if post == ListedPost(starts_on=listed.post_from) else post

    def _organisation(self, name: str, sector: Reference | None) -> Reference | None:
        found = self.find(name)
        if found is None:
            return None
        if found not in self._sectors_there:
            self.organisations[str(found)] = NewRecord(str(found), name, sector)
            self._sectors_there[found] = sector
        elif self._sectors_there[found] is None and sector is not None:
            self._sectors_there[found] = sector
            if isinstance(found, int):
                self.sectors_given[found] = sector
            else:
                self.organisations[found] = replace(self.organisations[found], sector=sector)
        return found


def _by_key(records: Iterable[NamedRecord]) -> dict[str, int]:
    return {fold(record.name): record.id for record in records}


def _by_own_key(organisations: Iterable[RegisteredOrganisation]) -> dict[str, int]:
    """Return ids by folded name, then by what only one of them has as its acronym."""
    names: dict[str, int] = {}
    acronyms: dict[str, list[int]] = {}
    for organisation in organisations:
        names.setdefault(organisation.keys[0], organisation.id)
        for acronym in organisation.keys[1:]:
            acronyms.setdefault(acronym, []).append(organisation.id)
    return {key: ids[0] for key, ids in acronyms.items() if key and len(ids) == 1} | names
