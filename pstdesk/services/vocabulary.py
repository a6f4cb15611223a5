"""The lists a programme words for itself: grades, sectors, categories, levels, committees."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, CommitteeLevel, Grade, OrganisationCategory, Sector


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from; ``detail`` is a second line or a short form."""

    id: int
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything a form offers to choose from, in the officer's order, without what was archived."""

    grades: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    committees: tuple[Choice, ...]


def vocabulary(session: Session) -> Vocabulary:
    """Return all lists of this programme."""
    return Vocabulary(
        grades=_choices(session, Grade),
        sectors=_choices(session, Sector),
        categories=_choices(session, OrganisationCategory),
        levels=_choices(session, CommitteeLevel),
        committees=tuple(
            Choice(row.id, row.name, row.short_name)
            for row in session.execute(
                select(Committee.id, Committee.name, Committee.short_name)
                .where(Committee.archived_at.is_(None))
                .order_by(Committee.position, Committee.search_key)
            )
        ),
    )


def _choices(
    session: Session, model: type[Grade] | type[Sector] | type[OrganisationCategory] | type[CommitteeLevel]
) -> tuple[Choice, ...]:
    query = select(model.id, model.name).where(model.archived_at.is_(None)).order_by(model.position, model.id)
    return tuple(Choice(row.id, row.name) for row in session.execute(query))
