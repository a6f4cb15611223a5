"""The invented people and organisations of the demonstration, and where they sit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Grade, OrganisationCategory, Post, Seat, Sector
from pstdesk.domain.committee import Capacity
from pstdesk.domain.names import fold
from pstdesk.domain.organisation import PartnerState
from pstdesk.resources import resource
from pstdesk.services.memberships import MembershipForm, enrol
from pstdesk.services.organisations import OrganisationForm, add_organisation
from pstdesk.services.people import PersonForm, add_person
from pstdesk.services.posts import PostForm, add_post, succeed_post
from pstdesk.services.seats import hold_seat

PEOPLE = 88
_USUAL_GRADES = ("Agent", "Agent", "Agent", "Encadrement", "Encadrement", "Direction")
_PUBLIC_GRADES = (*_USUAL_GRADES, "Élu")
_GRADES_BY_CATEGORY: Mapping[str, tuple[str, ...]] = {
    "Association": ("Bénévole", "Bénévole", "Agent", "Direction"),
    "Conseil ou collectif d’habitants": ("Habitant",),
    "Service municipal": _PUBLIC_GRADES,
    "Département": _PUBLIC_GRADES,
    "Agglomération": _PUBLIC_GRADES,
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: ids of committees by short name, of organisations by name, and of the people."""

    committees: Mapping[str, int]
    organisations: Mapping[str, int]
    people: tuple[int, ...]


def read_script() -> dict[str, Any]:
    """Return what the demonstration is made from: names, jobs, topics (docs/demo.md)."""
    script: dict[str, Any] = json.loads(resource("demo", "bondy.json").read_text(encoding="utf-8"))
    return script


def add_cast(session: Session, script: Mapping[str, Any], rng: Random, first_day: date) -> Cast:
    """Add the organisations, the people with their posts, and who sits where since ``first_day``."""
    organisations = _add_organisations(session, script)
    committees = {
        short_name: committee_id
        for committee_id, short_name in session.execute(select(Committee.id, Committee.short_name))
    }
    people = _add_people(session, script, rng, organisations, first_day)
    cast = Cast(committees, organisations, people)
    _enrol(session, rng, cast, first_day)
    _fill_seats(session, cast, first_day)
    return cast


def _ids(session: Session, model: type[Grade] | type[Sector] | type[OrganisationCategory]) -> dict[str, int]:
    return {name: record_id for record_id, name in session.execute(select(model.id, model.name))}


def _add_organisations(session: Session, script: Mapping[str, Any]) -> dict[str, int]:
    sectors, categories = _ids(session, Sector), _ids(session, OrganisationCategory)
    made: dict[str, int] = {}
    for one in [*script["organisations"], *script["wanted"]]:
        made[one["name"]] = add_organisation(
            session,
            OrganisationForm(
                name=one["name"],
                acronym=one["acronym"],
                category_id=categories.get(one.get("category", "")),
                sector_id=sectors[one["sector"]],
                partner_state=PartnerState(one.get("state", PartnerState.ACTIVE)),
                email=f"contact@{fold(one['name']).replace(' ', '-')[:30].strip('-')}.example",
            ),
        )
    return made


def _add_people(
    session: Session,
    script: Mapping[str, Any],
    rng: Random,
    organisations: Mapping[str, int],
    first_day: date,
) -> tuple[int, ...]:
    grades = _ids(session, Grade)
    names = _names(script, rng)
    made: list[int] = []
    for place in range(PEOPLE):
        one = script["organisations"][place % len(script["organisations"])]
        grade = rng.choice(_GRADES_BY_CATEGORY.get(one["category"], _USUAL_GRADES))
        given, family = names[place]
        person_id = add_person(
            session,
            PersonForm(
                family,
                given,
                email=f"{fold(given)}.{fold(family)}@valmont.example".replace(" ", "-"),
                phone=f"01 99 00 {place // 100:02d} {place % 100:02d}",
            ),
        )
        # titles without gender, because names do not tell it; an agent’s is what the service does
        post = PostForm(
            organisations[one["name"]], script["jobs"].get(grade, one["job"]), grade_id=grades[grade]
        )
        post_id = add_post(session, person_id, post)
        if place % 17 == 5:
            _promote(session, person_id, post_id, post, grades["Encadrement"], first_day)
        made.append(person_id)
    return tuple(made)


def _promote(
    session: Session, person_id: int, post_id: int, post: PostForm, grade_id: int, first_day: date
) -> None:
    """Give a person a new post in the second year, so that the past can be seen to stay what it was."""
    day = first_day + timedelta(days=500)
    promoted = PostForm(post.organisation_id, "Responsable de pôle", grade_id=grade_id, starts_on=day)
    succeed_post(session, post_id, promoted)


def _names(script: Mapping[str, Any], rng: Random) -> list[tuple[str, str]]:
    given, family = list(script["given_names"]), list(script["family_names"])
    rng.shuffle(given)
    rng.shuffle(family)
    names = [(given[i % len(given)], family[i % len(family)]) for i in range(PEOPLE)]
    names[-1] = (names[0][0], names[0][1])  # two people of one name, as every town has
    return names


def _enrol(session: Session, rng: Random, cast: Cast, first_day: date) -> None:
    technical = [name for name in cast.committees if name.startswith("CT")]
    for place, person_id in enumerate(cast.people):
        for name in rng.sample(technical, k=rng.choice((1, 1, 2, 2, 3))):
            late = rng.random() < 0.25
            joined = first_day + timedelta(days=rng.randrange(30, 800)) if late else first_day
            left = joined + timedelta(days=rng.randrange(120, 700)) if rng.random() < 0.1 else None
            form = MembershipForm(starts_on=joined, ends_on=left)
            enrol(session, cast.committees[name], person_id, form)
        if place < 14:
            enrol(session, cast.committees["CV"], person_id, MembershipForm(starts_on=first_day))
        if 4 <= place < 30:
            capacity = Capacity.EX_OFFICIO if place < 12 else Capacity.MEMBER
            enrol(session, cast.committees["CLG"], person_id, MembershipForm(capacity, starts_on=first_day))


def _fill_seats(session: Session, cast: Cast, first_day: date) -> None:
    """Give each office of the strategic council its holder but the last, which is vacant."""
    offices = select(Seat.id).where(Seat.committee_id == cast.committees["CLG"]).order_by(Seat.position)
    leaders = select(Post.person_id).join(Grade).where(Grade.name.in_(("Élu", "Direction")))
    people = session.scalars(leaders.order_by(Grade.position, Post.person_id).distinct()).all()
    for seat_id, person_id in zip(session.scalars(offices).all()[:-1], people, strict=False):
        hold_seat(session, seat_id, person_id, first_day)
