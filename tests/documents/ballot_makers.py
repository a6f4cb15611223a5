"""Makers of ballot papers and of lists of voters for tests: invented people, with names of every length."""

from dataclasses import replace

from pstdesk.documents.ballot_papers import BallotContent, BallotLine
from pstdesk.documents.vote_list import VoteLine, VoteListContent
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import VotingMethod
from tests.documents.minutes_makers import FAMILY, GIVEN, PLACES, minutes

LONG = "Marie-Antoinette Joséphine Vandenbrouck-Thévenin de La Tour-Saint-Quentin"


def names(count: int) -> list[str]:
    """Return ``count`` names, no two alike."""
    return [f"{GIVEN[at % len(GIVEN)]} {FAMILY[at % len(FAMILY)]}" for at in range(count)]


def ballots(candidates: int = 3, **given: object) -> BallotContent:
    """Return the papers of an election of twelve electors, by majority."""
    of = minutes()
    content = BallotContent(
        programme=of.programme,
        town=of.town,
        committee=of.committee,
        day=of.day,
        number=of.number,
        year=of.year,
        role=MandateRole.REFERENT,
        seats=1,
        method=VotingMethod.MAJORITY_2,
        candidates=tuple(BallotLine(name) for name in names(candidates)),
        count=12,
    )
    return replace(content, **given)  # type: ignore[arg-type]  # each caller names fields of BallotContent


def vote_list(voters: int = 11, **given: object) -> VoteListContent:
    """Return the list of a first round; of every five voters one votes by proxy, one by their suppléant."""
    of = minutes()
    lines = []
    for at in range(voters):
        name = f"{FAMILY[at % len(FAMILY)]} {GIVEN[at // len(FAMILY) % len(GIVEN)]}"
        holder = "Renée Fauré" if at % 5 in (1, 3) else ""
        lines.append(VoteLine(name, PLACES[at % len(PLACES)][0], holder, stands_in=at % 5 == 3))
    content = VoteListContent(
        programme=of.programme,
        town=of.town,
        committee=of.committee,
        day=of.day,
        number=of.number,
        year=of.year,
        letterhead=of.letterhead,
        footer=of.footer,
        starts_at=of.starts_at,
        ends_at=of.ends_at,
        place=of.place,
        role=MandateRole.REFERENT,
        seats=1,
        ballot=0,
        round=1,
        lines=tuple(lines),
        tellers=("Chloé Abélard", "Théo Hébert"),
        chair="Renée Fauré",
    )
    return replace(content, **given)  # type: ignore[arg-type]  # each caller names fields of VoteListContent
