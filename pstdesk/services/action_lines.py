"""Actions out of lines of the notes, and who may be meant after an at-sign."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Meeting, Membership, Person
from pstdesk.domain.action_line import read_action
from pstdesk.domain.names import fold, listed_name, spoken_name
from pstdesk.services.agenda import editable_item
from pstdesk.services.fetch import beginning_with, fetch, holds_on
from pstdesk.services.meetings import next_meeting_on
from pstdesk.services.organisations import suggest_organisations
from pstdesk.services.people import suggest_people
from pstdesk.services.posts import main_posts
from pstdesk.services.results import ActionForm, add_action, is_owner_known

_OF_EACH_KIND = 5


@dataclass(frozen=True, slots=True)
class TakenLine:
    """What became of a line: an action, or, where who or when is missing, ``form`` to be completed."""

    form: ActionForm
    action_id: int | None = None
    are_known: bool = False
    """Whether everybody named in the line is on record."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who may be meant: ``name`` as it is listed, ``typed`` as it stands in a text."""

    name: str
    detail: str
    typed: str


def take_action_line(session: Session, item_id: int, line: str) -> TakenLine:
    """Make an action of ``line`` (without its sign), where it says what, who of those known, and by when.

    Where it does not, nothing is written: what was understood is returned, to be completed.
    """
    meeting = fetch(session, Meeting, editable_item(session, item_id).meeting_id)
    upcoming = next_meeting_on(session, meeting.committee_id, meeting.day)
    read = read_action(line, meeting.day, upcoming, lambda name: is_owner_known(session, name))
    form = ActionForm(read.text, ", ".join(read.owners), read.due_on)
    are_known = bool(read.owners) and all(is_owner_known(session, name) for name in read.owners)
    if not (read.text and are_known and read.due_on):
        return TakenLine(form, are_known=are_known)
    return TakenLine(form, add_action(session, item_id, form), are_known=True)


def mentions(session: Session, words: str, committee_id: int, today: date) -> tuple[Mention, ...]:
    """Return who ``words`` may be the beginning of: the body's members, then organisations, then others.

    Without words only members are proposed.
    """
    members = _members(session, words, committee_id, today)
    if not fold(words):
        return members
    organisations = (
        Mention(choice.name, choice.detail, choice.detail or choice.name)
        for choice in suggest_organisations(session, words, _OF_EACH_KIND)
    )
    others = _people(session, (choice.id for choice in suggest_people(session, words, today)), today)
    return tuple(dict.fromkeys((*members, *organisations, *others)))


def _members(session: Session, words: str, committee_id: int, today: date) -> tuple[Mention, ...]:
    folded = fold(words)
    query = (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.committee_id == committee_id,
            holds_on(Membership, today),
            Person.archived_at.is_(None),
            or_(beginning_with(Person.search_key, folded), beginning_with(Person.given_key, folded)),
        )
        .order_by(Person.search_key)
        .distinct()
        .limit(_OF_EACH_KIND)
    )
    return _people(session, session.scalars(query), today)


def _people(session: Session, person_ids: Iterable[int], today: date) -> tuple[Mention, ...]:
    ids = list(person_ids)
    post = main_posts(today)
    query = (
        select(Person.id, Person.given_name, Person.family_name, post.c.organisation)
        .outerjoin(post, post.c.person_id == Person.id)
        .where(Person.id.in_(ids))
    )
    found = {
        person_id: Mention(listed_name(given, family), organisation or "", spoken_name(given, family))
        for person_id, given, family, organisation in session.execute(query)
    }
    return tuple(found[person_id] for person_id in ids)
