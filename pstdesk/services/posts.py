"""What people do where, from one day to another."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import Select, Subquery, func, select, true
from sqlalchemy.orm import Session

from pstdesk.db.models import Grade, Organisation, Person, Post, Sector
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval, refuse_overlap
from pstdesk.services.fetch import fetch, holds_on


@dataclass(frozen=True, slots=True)
class PostForm:
    """A post as it is typed; ``starts_on`` None is "always so far", ``sector_id`` None the organisation's."""

    organisation_id: int | None = None
    job_title: str = ""
    service: str = ""
    grade_id: int | None = None
    sector_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as it is shown; ``sector`` is the organisation's where the post has none of its own."""

    id: int
    organisation: str
    grade: str
    sector: str
    form: PostForm


@dataclass(frozen=True, slots=True)
class PostOfDay:
    """What a person was on a given day, as attendance keeps it."""

    organisation_id: int | None = None
    grade_id: int | None = None
    sector_id: int | None = None
    job_title: str = ""


def posts_of(session: Session, person_id: int) -> tuple[PostRow, ...]:
    """Return the posts of a person, the latest first."""
    query = (
        select(Post, Organisation.name, Grade.name, Sector.name)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .outerjoin(Grade, Grade.id == Post.grade_id)
        .outerjoin(Sector, Sector.id == func.coalesce(Post.sector_id, Organisation.sector_id))
        .where(Post.person_id == person_id)
    )
    rows = [
        PostRow(post.id, organisation or "", grade or "", sector or "", _form(post))
        for post, organisation, grade, sector in session.execute(query)
    ]
    return tuple(
        sorted(
            rows,
            key=lambda row: (row.form.ends_on or date.max, row.form.starts_on or date.min, row.id),
            reverse=True,
        )
    )


def _form(post: Post) -> PostForm:
    return PostForm(
        post.organisation_id,
        post.job_title,
        post.service,
        post.grade_id,
        post.sector_id,
        post.starts_on,
        post.ends_on,
    )


def main_posts(day: date, people: Collection[int] | Select[int] | None = None) -> Subquery:
    """Return a subquery of one row a person: the post of ``day``, the latest begun where there are several.

    ``people`` are the ids of those who are asked for: to rank the posts of everybody takes as long as there
    are people. Columns: person_id, organisation_id, organisation, grade_id, grade, sector_id, sector,
    job_title.
    """
    newest_first = (func.coalesce(Post.starts_on, date.min).desc(), Post.id)
    ranked = (
        select(Post, func.row_number().over(partition_by=Post.person_id, order_by=newest_first).label("rank"))
        .where(holds_on(Post, day), true() if people is None else Post.person_id.in_(people))
        .subquery()
    )
    return (
        select(
            ranked.c.person_id,
            ranked.c.organisation_id,
            Organisation.name.label("organisation"),
            ranked.c.grade_id,
            Grade.name.label("grade"),
            Sector.id.label("sector_id"),
            Sector.name.label("sector"),
            ranked.c.job_title,
        )
        .outerjoin(Organisation, Organisation.id == ranked.c.organisation_id)
        .outerjoin(Grade, Grade.id == ranked.c.grade_id)
        .outerjoin(Sector, Sector.id == func.coalesce(ranked.c.sector_id, Organisation.sector_id))
        .where(ranked.c.rank == 1)
        .subquery("main_post")
    )


def posts_on(session: Session, person_ids: Collection[int], day: date) -> dict[int, PostOfDay]:
    """Return what each of ``person_ids`` was on ``day``; people without a post that day are left out."""
    post = main_posts(day, person_ids)
    query = select(
        post.c.person_id, post.c.organisation_id, post.c.grade_id, post.c.sector_id, post.c.job_title
    )
    return {
        row.person_id: PostOfDay(row.organisation_id, row.grade_id, row.sector_id, row.job_title)
        for row in session.execute(query)
    }


def add_post(session: Session, person_id: int, form: PostForm) -> int:
    """Give a person a post and return its id; refused where they have one in that organisation then."""
    post = Post(person_id=fetch(session, Person, person_id).id)
    _fill(session, post, form)
    session.add(post)
    session.flush()
    return post.id


def change_post(session: Session, post_id: int, form: PostForm) -> None:
    """Correct a post. A change of job is an end (``ends_on``) and a new post, so that the past stays."""
    _fill(session, fetch(session, Post, post_id), form)


def succeed_post(session: Session, post_id: int, form: PostForm) -> int:
    """End a post on the first day of the next one, ``form``, and return the new post's id."""
    before = fetch(session, Post, post_id)
    if form.starts_on is None:
        raise Refused("post_without_start")
    Interval(before.starts_on, form.starts_on)
    before.ends_on = form.starts_on
    session.flush()
    return add_post(session, before.person_id, form)


def remove_post(session: Session, post_id: int) -> None:
    """Take away a post that was typed by mistake; past attendance keeps what it recorded."""
    session.delete(fetch(session, Post, post_id))


def _fill(session: Session, post: Post, form: PostForm) -> None:
    during = Interval(form.starts_on, form.ends_on)
    if form.organisation_id is None and not form.job_title.strip():
        raise Refused("post_empty")
    others = session.execute(
        select(Post.id, Post.starts_on, Post.ends_on).where(
            Post.person_id == post.person_id, Post.organisation_id == form.organisation_id
        )
    )
    refuse_overlap(
        during, (Interval(row.starts_on, row.ends_on) for row in others if row.id != post.id), "post_overlap"
    )
    tidy = replace(form, job_title=form.job_title.strip(), service=form.service.strip())
    for name, value in asdict(tidy).items():
        setattr(post, name, value)
