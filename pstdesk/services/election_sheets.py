"""What is printed for a vote, from the base: the ballot papers, and the list that voters sign."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import ElectionRound, Meeting, Person
from pstdesk.documents.ballot_papers import BallotContent, BallotLine
from pstdesk.documents.vote_list import VoteLine, VoteListContent
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import listed_name
from pstdesk.domain.voting import VotingMethod
from pstdesk.services.election_page import CandidateRow, ElectionPage, election_page
from pstdesk.services.election_record_content import distinct_names
from pstdesk.services.election_standing import standing_now
from pstdesk.services.fetch import fetch
from pstdesk.services.meeting_content import meeting_fields


def ballot_content(session: Session, election_id: int) -> BallotContent:
    """Return the papers of the round that is open or comes next, for all who are entitled to vote.

    Refused where nobody stands, and without candidates, where nothing is voted.
    """
    page = election_page(session, election_id)
    if page.head.rules.method is VotingMethod.WITHOUT_CANDIDATES:
        raise Refused("ballots_by_consent")
    standing = _standing(session, page)
    if not standing:
        raise Refused("ballots_without_candidates")
    names = distinct_names(page)
    return BallotContent(
        **meeting_fields(session, fetch(session, Meeting, page.head.meeting_id)),
        role=page.head.role,
        seats=page.head.rules.seats,
        method=page.head.rules.method,
        candidates=tuple(
            BallotLine(names[who.person_id], names.get(who.substitute_id or 0, "")) for who in standing
        ),
        count=len(page.electors),
    )


def _standing(session: Session, page: ElectionPage) -> list[CandidateRow]:
    """Return who stands in the open round, or else would in the next one."""
    opened = [one for one in page.rounds if not one.is_closed]
    if opened:
        wanted = {score.candidate_id for score in opened[-1].scores}
    else:
        wanted = {row.id for row in standing_now(session, page.head.id)}
    return [who for who in page.candidates if who.id in wanted]


def vote_list_content(session: Session, round_id: int) -> VoteListContent:
    """Return the list of those whose vote a round receives, in the order of names."""
    held = fetch(session, ElectionRound, round_id)
    page = election_page(session, held.election_id)
    one = next(one for one in page.rounds if one.id == round_id)
    houses = {who.person_id: who.organisation for who in page.electors}
    query = select(Person.id, Person.given_name, Person.family_name)
    people = session.execute(query.where(Person.id.in_([who.person_id for who in one.voters])))
    listed = {row.id: listed_name(row.given_name, row.family_name) for row in people}
    return VoteListContent(
        **meeting_fields(session, fetch(session, Meeting, page.head.meeting_id)),
        role=page.head.role,
        seats=page.head.rules.seats,
        ballot=one.series if max(each.series for each in page.rounds) > 1 else 0,
        round=one.number,
        lines=tuple(
            VoteLine(listed[who.person_id], houses.get(who.person_id, ""), who.holder, who.stands_in)
            for who in one.voters
        ),
        tellers=tuple(teller.name for teller in page.head.tellers),
        chair=page.head.chair.name if page.head.chair else "",
    )
