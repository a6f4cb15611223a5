"""The fields of two records that become one: what stays, what is chosen, and what the other one keeps."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from pstdesk.db.models import OrganisationCategory, Sector
from pstdesk.domain.doubles import RecordKind
from pstdesk.services import organisations, people

Form = people.PersonForm | organisations.OrganisationForm


@dataclass(frozen=True, slots=True)
class MergeField:
    """One field of two records, as it is shown; ``joined``: both texts stay, one under the other."""

    name: str
    kept: str
    gone: str
    joined: bool = False

    @property
    def differs(self) -> bool:
        """Whether one of two values has to be chosen."""
        return bool(self.kept and self.gone) and self.kept != self.gone and not self.joined


def form_of(session: Session, kind: RecordKind, record_id: int) -> Any:
    """Return the fields of a record."""
    if kind is RecordKind.PERSON:
        return replace(people.person_form(session, record_id), version=None)
    return replace(organisations.organisation_form(session, record_id), version=None)


def write_form(session: Session, record_id: int, form: Form) -> None:
    """Write the fields of a record, whatever its version."""
    if isinstance(form, people.PersonForm):
        people.change_person(session, record_id, form)
    else:
        organisations.change_organisation(session, record_id, form)


def chosen_form(ours: Any, theirs: Any, taken: Collection[str]) -> Any:
    """Return the fields of the record that stays."""
    return replace(ours, **{name: _choice(ours, theirs, name, taken) for name in _names(ours)})


def left_form(ours: Any, theirs: Any, taken: Collection[str]) -> Any:
    """Return what the record that goes keeps: what was not chosen, by which a list still finds them."""
    names = [name for name in _names(ours) if name in taken and getattr(ours, name) and name != "notes"]
    return replace(theirs, **{name: getattr(ours, name) for name in names})


def _names(form: Any) -> tuple[str, ...]:
    return tuple(name for name in form.__dataclass_fields__ if name != "version")


def _choice(ours: Any, theirs: Any, name: str, taken: Collection[str]) -> Any:
    our, their = getattr(ours, name), getattr(theirs, name)
    if name == "notes":
        return our if their in our else f"{our.rstrip()}\n\n{their.lstrip()}".strip()
    if name in taken:
        return their
    return their if our in ("", None) else our


def merge_fields(session: Session, ours: Any, theirs: Any) -> tuple[MergeField, ...]:
    """Return two records field by field, as they are shown."""
    return tuple(
        MergeField(
            name,
            _shown(session, name, getattr(ours, name)),
            _shown(session, name, getattr(theirs, name)),
            joined=name == "notes",
        )
        for name in _names(ours)
    )


def _shown(session: Session, name: str, value: Any) -> str:
    model = {"category_id": OrganisationCategory, "sector_id": Sector}.get(name)
    if model is None:
        return str(value)
    found: Any = None if value is None else session.get(model, value)
    return "" if found is None else str(found.name)
