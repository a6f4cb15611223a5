"""A new person in one step: who they are, what they do where, and the bodies they join."""

from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Organisation
from pstdesk.domain.names import fold
from pstdesk.services.memberships import MembershipForm, enrol
from pstdesk.services.organisations import OrganisationForm, add_organisation
from pstdesk.services.people import PersonForm, add_person
from pstdesk.services.posts import PostForm, add_post


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where somebody works: an organisation of the base, or the name of one to be made."""

    organisation_id: int | None = None
    new_name: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person as they are typed the first time; ``post.organisation_id`` is what ``workplace`` says."""

    person: PersonForm
    post: PostForm = field(default_factory=PostForm)
    workplace: Workplace = field(default_factory=Workplace)
    committee_ids: tuple[int, ...] = ()
    membership: MembershipForm = field(default_factory=MembershipForm)


def register(session: Session, new: NewPerson) -> int:
    """Add the person, their post and their registrations, all or nothing, and return the person's id.

    Ask ``people.namesakes`` first. Without an organisation and a function no post is made.
    """
    person_id = add_person(session, new.person)
    post = replace(new.post, organisation_id=organisation_of(session, new.workplace))
    if post.organisation_id is not None or post.job_title.strip():
        add_post(session, person_id, post)
    for committee_id in new.committee_ids:
        enrol(session, committee_id, person_id, new.membership)
    return person_id


def organisation_of(session: Session, workplace: Workplace) -> int | None:
    """Return the organisation's id, making the organisation if none bears its name yet."""
    if workplace.organisation_id is not None or not workplace.new_name.strip():
        return workplace.organisation_id
    known = select(Organisation.id).where(
        Organisation.search_key == fold(workplace.new_name), Organisation.archived_at.is_(None)
    )
    found = session.scalar(known)
    return add_organisation(session, OrganisationForm(workplace.new_name)) if found is None else found
