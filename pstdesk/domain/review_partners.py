"""How far the organisations that are wanted at the table have come: the partners of a stage review."""

from collections.abc import Iterable, Iterator

from pstdesk.domain.organisation import PartnerState
from pstdesk.domain.review import PartnerFigures, PartnersFigures
from pstdesk.domain.review_material import House, HouseCount, Material
from pstdesk.domain.review_people import People

_TAKES_PART = (PartnerState.REGISTERED, PartnerState.ACTIVE)


def partners_figures(
    material: Material, counts: Iterable[HouseCount], people: People, *, listed: bool
) -> PartnersFigures:
    """Count the partners; with ``listed`` those to be won and those who came rarely, one by one."""
    partners = [
        partner
        for partner in _partners(material, counts, people, listed=listed)
        if partner.state is not PartnerState.DECLINED
    ]
    rare = [partner for partner in partners if 0 < 2 * partner.seen < partner.expected]
    return PartnersFigures(
        targeted=len(partners),
        registered=sum(partner.registered for partner in partners),
        seen=sum(partner.seen > 0 for partner in partners),
        active=sum(partner.active for partner in partners),
        to_win=tuple(partner for partner in partners if not partner.seen) if listed else (),
        rarely=tuple(sorted(rare, key=lambda partner: partner.seen / partner.expected)) if listed else (),
    )


def _partners(
    material: Material, counts: Iterable[HouseCount], people: People, *, listed: bool
) -> Iterator[PartnerFigures]:
    sitting = _committees_by_house(people)
    awaited = _awaited(material) if listed else {}
    counted: dict[int, tuple[int, int]] = {}
    for count in counts:
        expected, seen = counted.get(count.organisation_id, (0, 0))
        counted[count.organisation_id] = (expected + count.expected, seen + count.seen)
    recent = material.recent_houses.get(people.day, frozenset())
    for house in material.houses:
        bodies = sitting.get(house.id, set()) | awaited.get(house.id, set())
        expected, seen = counted.get(house.id, (0, 0))
        yield PartnerFigures(
            id=house.id,
            name=house.name,
            state=house.state,
            committees=tuple(body.short_name for body in material.bodies if body.id in bodies)
            if listed
            else (),
            registered=_is_registered(house, sitting),
            seen=seen,
            expected=expected,
            active=house.id in recent,
        )


def _is_registered(house: House, sitting: dict[int, set[int]]) -> bool:
    return house.state in _TAKES_PART or house.id in sitting


def _awaited(material: Material) -> dict[int, set[int]]:
    """Return by organisation the committees where somebody of it was expected."""
    found: dict[int, set[int]] = {}
    for row in material.expected:
        if row.organisation_id is not None:
            found.setdefault(row.organisation_id, set()).add(row.committee_id)
    return found


def _committees_by_house(people: People) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for person_id, bodies in people.committees.items():
        house = people.work[person_id].organisation_id
        if house is not None:
            found.setdefault(house, set()).update(bodies)
    return found
