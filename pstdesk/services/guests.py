"""Somebody unknown who comes to a meeting: made, given a post and counted as a guest in one step."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pstdesk.domain.names import fold
from pstdesk.services.attendance import add_guest
from pstdesk.services.organisations import OrganisationForm, add_organisation, suggest_organisations
from pstdesk.services.people import PersonForm, add_person
from pstdesk.services.posts import PostForm, add_post


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to make, as typed; ``organisation_id`` is None where the organisation is only named."""

    family_name: str
    given_name: str = ""
    organisation: str = ""
    organisation_id: int | None = None
    job_title: str = ""


def welcome(session: Session, meeting_id: int, newcomer: Newcomer) -> int:
    """Make somebody with their post, add them to a held meeting as a guest, and return their id.

    An organisation that is only named is the one of that name or acronym, or else made too. Ask
    :func:`pstdesk.services.people.namesakes` first.
    """
    person_id = add_person(session, PersonForm(newcomer.family_name, newcomer.given_name))
    organisation_id = newcomer.organisation_id
    if organisation_id is None and newcomer.organisation.strip():
        organisation_id = _organisation_named(session, newcomer.organisation)
    if organisation_id is not None or newcomer.job_title.strip():
        add_post(session, person_id, PostForm(organisation_id, newcomer.job_title))
    add_guest(session, meeting_id, person_id)
    return person_id


def _organisation_named(session: Session, name: str) -> int:
    for known in suggest_organisations(session, name):
        if fold(name) in (fold(known.name), fold(known.detail)):
            return known.id
    return add_organisation(session, OrganisationForm(name))
