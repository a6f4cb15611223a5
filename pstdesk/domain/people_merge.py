"""What one row of a list changes of one person: empty fields are filled, the past is kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from pstdesk.domain.identity import Reference, lost_letters
from pstdesk.domain.interval import Interval
from pstdesk.domain.names import fold, phone_key
from pstdesk.domain.people_list import ListedPerson
from pstdesk.domain.people_register import MembershipState, PersonState, PostState

SectorOf = Callable[[Reference | None], Reference | None]
"""Gives the sector of an organisation, None where there is none."""


@dataclass(frozen=True, slots=True)
class ListedPost:
    """What a row says of a post, its names already found or to be made; "" and None where it is silent."""

    organisation: Reference | None = None
    job_title: str = ""
    service: str = ""
    grade: Reference | None = None
    sector: Reference | None = None
    starts_on: date | None = None


def with_names_and_contacts(state: PersonState, listed: ListedPerson, said: set[str | int]) -> PersonState:
    """Return the person with the row's contacts where no earlier row of the list gave any.

    A difference of case, or of how a phone is written, is no change. A name is only changed when it lost
    letters and the row has it whole; a civility is filled and never changed.
    """
    if lost_letters(_name(state)) and not lost_letters(f"{listed.family_name} {listed.given_name}"):
        state = replace(state, family_name=listed.family_name, given_name=listed.given_name)
    if listed.email and "email" not in said:
        said.add("email")
        if listed.email.casefold() != state.email.casefold():
            state = replace(state, email=listed.email)
    if listed.phone and "phone" not in said:
        said.add("phone")
        if phone_key(listed.phone) != phone_key(state.phone):
            state = replace(state, phone=listed.phone)
    if listed.civility and not state.civility:
        state = replace(state, civility=listed.civility)
    return state


def _name(state: PersonState) -> str:
    return f"{state.family_name} {state.given_name}"


def with_post(state: PersonState, listed: ListedPost, sector_of: SectorOf, today: date) -> PersonState:
    """Return the person in the post that the row tells of.

    What a post leaves open is filled. Another function, service, grade or sector is a new post from ``today``
    (or from the day the row says) and ends the old one, because attendance of the past keeps the post of its
    day; so is another organisation, where the person has one post. Where they have several, one is added.
    A first post has no start unless the row says one.
    """
    going = [post for post in state.posts if post.ends_on is None or post.ends_on > today]
    there = [post for post in going if post.organisation == listed.organisation]
    nowhere = [post for post in going if post.organisation is None]
    if listed.organisation is None:
        there = going if len(going) == 1 else there
        if len(going) > 1 and not there:
            return state  # of several posts nothing says which
    elif not there and len(nowhere) == 1:
        there = [replace(nowhere[0], organisation=listed.organisation)]
        state = _with(state, nowhere[0], there)
    if there:
        latest = max(there, key=lambda post: post.starts_on or date.min)
        return _with(state, latest, _refined(latest, listed, sector_of, today))
    new = _new_post(listed, sector_of)
    if not state.posts:
        return replace(state, posts=(new,))
    day = _first_free_day(listed, state.posts, listed.starts_on or today)
    new = replace(new, starts_on=day)
    if len(going) == 1:
        return _with(state, going[0], _moved(going[0], new))
    return replace(state, posts=(*state.posts, new))


def _with(state: PersonState, old: PostState, new: Iterable[PostState]) -> PersonState:
    at = state.posts.index(old)
    return replace(state, posts=(*state.posts[:at], *new, *state.posts[at + 1 :]))


def _new_post(listed: ListedPost, sector_of: SectorOf) -> PostState:
    return PostState(
        organisation=listed.organisation,
        job_title=listed.job_title,
        service=listed.service,
        grade=listed.grade,
        sector=None if listed.sector == sector_of(listed.organisation) else listed.sector,
        starts_on=listed.starts_on,
    )


def _first_free_day(listed: ListedPost, posts: Iterable[PostState], day: date) -> date:
    """Return ``day``, or when the last post in the organisation ended: one at a time (rule 1)."""
    there = [post.ends_on for post in posts if post.organisation == listed.organisation]
    return max(day, *(end for end in there if end is not None), day)


def _moved(old: PostState, new: PostState) -> tuple[PostState, ...]:
    """Return the old post ended where the new one begins; one that began no earlier gives way to it."""
    day = new.starts_on
    if day is None or (old.starts_on is not None and old.starts_on > day):
        return old, new
    if old.starts_on == day:
        return (replace(new, post_id=old.post_id, ends_on=old.ends_on),)
    return replace(old, ends_on=day), new


def _refined(post: PostState, listed: ListedPost, sector_of: SectorOf, today: date) -> tuple[PostState, ...]:
    there = sector_of(post.organisation)
    sector = there if post.sector is None else post.sector
    own_sector = None if listed.sector == there else listed.sector
    filled = replace(
        post,
        job_title=post.job_title or listed.job_title,
        service=post.service or listed.service,
        grade=listed.grade if post.grade is None else post.grade,
        sector=own_sector if sector is None else post.sector,
    )
    new = replace(
        filled,
        job_title=_other(filled.job_title, listed.job_title),
        service=_other(filled.service, listed.service),
        grade=filled.grade if listed.grade is None else listed.grade,
        sector=filled.sector if listed.sector in (None, sector) else own_sector,
    )
    if new == filled:
        start = listed.starts_on if _can_start(post, listed.starts_on) else post.starts_on
        return (replace(filled, starts_on=start),)
    day = listed.starts_on or today
    if filled.starts_on is not None and filled.starts_on >= day:
        return (new,)
    return replace(filled, ends_on=day), replace(new, post_id=None, starts_on=day)


def _can_start(post: PostState, day: date | None) -> bool:
    """Say whether a post that always was so far can be given its first day."""
    return post.starts_on is None and day is not None and (post.ends_on is None or day < post.ends_on)


def _other(ours: str, theirs: str) -> str:
    return theirs if theirs and fold(theirs) != fold(ours) else ours


def with_membership(
    memberships: tuple[MembershipState, ...],
    committee_id: int,
    joined_on: date | None,
    left_on: date | None,
    today: date,
) -> tuple[tuple[MembershipState, ...], MembershipState, str]:
    """Return a person's memberships, the one in the committee between the two days, and what was not done.

    A membership in any capacity is one. The one that shares days with the row's is meant, the last one where
    several do; its days are corrected where the row says others. One that has ended is not opened again:
    "membership_ended"; days that another membership takes are left as they are: "membership_other".
    """
    during = Interval(joined_on, left_on)
    ours = [each for each in memberships if each.committee_id == committee_id]
    meant = _meant(ours, during)
    if meant is None:
        new = MembershipState(None, committee_id, starts_on=joined_on, ends_on=left_on)
        return (*memberships, new), new, ""
    start = meant.starts_on if joined_on is None else joined_on
    end = meant.ends_on if left_on is None else left_on
    if (start, end) == (meant.starts_on, meant.ends_on):
        has_ended = end is not None and end <= today and joined_on is None and left_on is None
        return memberships, meant, "membership_ended" if has_ended else ""
    others = [each for each in ours if each != meant and each.capacity == meant.capacity]
    if any(Interval(start, end).overlaps(other.during) for other in others):
        return memberships, meant, "membership_other"
    corrected = replace(meant, starts_on=start, ends_on=end)
    return tuple(corrected if each == meant else each for each in memberships), corrected, ""


def _meant(ours: Iterable[MembershipState], during: Interval) -> MembershipState | None:
    shared = [each for each in ours if each.during.overlaps(during)]
    if len(shared) < 2:
        return shared[0] if shared else None
    same_start = [each for each in shared if during.starts_on and each.starts_on == during.starts_on]
    around = [each for each in shared if during.starts_on and during.starts_on in each.during]
    latest = sorted(shared, key=lambda each: (each.ends_on or date.max, each.starts_on or date.min))
    return next(iter((*same_start, *around, *reversed(latest))), None)
