"""How an election stands: its candidates, what its rounds have come to, and what comes next."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Elected,
    Election,
    ElectionCandidate,
    ElectionRecord,
    ElectionRound,
    Meeting,
    Organisation,
    Person,
    Proposal,
    RoundScore,
    RuleSet,
)
from pstdesk.domain.election import Count, Outcome, Totals, count, may_follow, seats_of_series
from pstdesk.domain.election_steps import ElectionStep, Standing, step_of
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import spoken_name
from pstdesk.domain.voting import DecidedBy, ElectionState, ProposalState, VotingRules
from pstdesk.services.fetch import fetch
from pstdesk.services.posts import PostOfDay, posts_on

_WITHOUT_VOTE = (DecidedBy.SOLE_CANDIDATE, DecidedBy.CONSENT)


@dataclass(frozen=True, slots=True)
class SeriesStanding:
    """What the rounds that fill one seat (or all of them) have come to.

    ``tied`` are the ids of the candidates among whom ``seats`` are still to be decided by age or by lot.
    """

    number: int
    count: Count[int] | None = None
    goes_on: bool = False
    tied: tuple[int, ...] = ()
    seats: int = 0


def editable_election(session: Session, election_id: int, version: int | None = None) -> Election:
    """Return an election that may change; refused once it was proclaimed, unless it is being corrected."""
    election = fetch(session, Election, election_id, version)
    if election.state is ElectionState.PROCLAIMED:
        last = select(func.max(ElectionRecord.number)).where(ElectionRecord.election_id == election_id)
        raise Refused("election_locked", number=session.scalar(last) or 1)
    return election


def voting_rules(of: Election | RuleSet) -> VotingRules:
    """Return the rules that an election keeps, or a rule set holds."""
    return VotingRules(
        method=of.method,
        tie_break=of.tie_break,
        quorum=of.quorum,
        enrolled_by=of.enrolled_by,
        mandate_months=of.mandate_months,
        seats=of.seats,
        proxies_per_holder=of.proxies_per_holder,
        show_of_hands=of.show_of_hands,
        sole_candidate=of.sole_candidate,
        remote_vote=of.remote_vote,
    )


def names_of(session: Session, people: Iterable[int | None]) -> dict[int | None, str]:
    """Return the names of these people as documents print them."""
    wanted = {person_id for person_id in people if person_id is not None}
    if not wanted:
        return {}
    query = select(Person.id, Person.given_name, Person.family_name).where(Person.id.in_(wanted))
    return {row.id: spoken_name(row.given_name, row.family_name) for row in session.execute(query)}


def candidates_of(session: Session, election_id: int) -> tuple[ElectionCandidate, ...]:
    """Return everybody who ever stood, in their order on the ballot."""
    query = select(ElectionCandidate).where(ElectionCandidate.election_id == election_id)
    return tuple(session.scalars(query.order_by(ElectionCandidate.position, ElectionCandidate.id)))


def candidate_names(session: Session, election_id: int) -> dict[int, str]:
    """Return the names of the candidates by their ids; a name that two share says where each works too."""
    rows = candidates_of(session, election_id)
    names = names_of(session, (row.person_id for row in rows))
    found = {row.id: names[row.person_id] for row in rows}
    if shared := _shared(found):
        day = fetch(session, Meeting, fetch(session, Election, election_id).meeting_id).day
        houses = organisations_of(session, tuple(row.person_id for row in rows), day)
        for row in rows:
            if found[row.id] in shared and houses[row.person_id]:
                found[row.id] = f"{found[row.id]} ({houses[row.person_id]})"
        still = _shared(found)
        for row in rows:
            if found[row.id] in still:
                found[row.id] = f"{found[row.id]} ({row.position})"
    return found


def _shared(names: dict[int, str]) -> set[str]:
    return {name for name, times in Counter(names.values()).items() if times > 1}


def organisations_of(session: Session, people: tuple[int, ...], day: date) -> dict[int, str]:
    """Return the names of the organisations where these people worked on ``day``."""
    posts = posts_on(session, people, day)
    houses = {post.organisation_id for post in posts.values()}
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(houses))
    named: dict[int | None, str] = {row.id: row.name for row in session.execute(query)}
    return {
        person_id: named.get(posts.get(person_id, PostOfDay()).organisation_id, "") for person_id in people
    }


def standing_now(session: Session, election_id: int) -> tuple[ElectionCandidate, ...]:
    """Return who stands in a round that would open now: nobody withdrawn, or elected or declined before."""
    query = select(Elected.candidate_id).where(Elected.election_id == election_id)
    asked = set(session.scalars(query))
    return tuple(
        row for row in candidates_of(session, election_id) if not row.withdrawn and row.id not in asked
    )


def rounds_in(session: Session, election_id: int) -> tuple[ElectionRound, ...]:
    """Return the rounds of an election, in their order."""
    query = select(ElectionRound).where(ElectionRound.election_id == election_id)
    return tuple(session.scalars(query.order_by(ElectionRound.series, ElectionRound.number)))


def scores_of(session: Session, round_id: int) -> tuple[RoundScore, ...]:
    """Return what each candidate of a round got, by their order on the ballot."""
    query = (
        select(RoundScore)
        .join(ElectionCandidate, ElectionCandidate.id == RoundScore.candidate_id)
        .where(RoundScore.round_id == round_id)
        .order_by(ElectionCandidate.position, ElectionCandidate.id)
    )
    return tuple(session.scalars(query.execution_options(populate_existing=True)))


def totals_of(held: ElectionRound, scores: Collection[RoundScore]) -> Totals[int]:
    """Return the totals of a round, by the ids of its candidates; what was not typed is 0."""
    return Totals(
        registered=held.registered,
        cast=held.cast or 0,
        blank=held.blank or 0,
        spoiled=held.spoiled or 0,
        votes={score.candidate_id: score.votes for score in scores if score.votes is not None},
        grades={score.candidate_id: tuple(score.grades) for score in scores if score.grades is not None},
    )


def elected_rows(session: Session, election_id: int) -> tuple[Elected, ...]:
    """Return who was elected, series by series, also those who declined."""
    query = select(Elected).where(Elected.election_id == election_id)
    return tuple(session.scalars(query.order_by(Elected.series, Elected.candidate_id)))


def seats_left(session: Session, election: Election) -> int:
    """Return how many seats nobody got who accepted or was not asked yet."""
    rows = elected_rows(session, election.id)
    return election.seats - sum(row.accepted is not False for row in rows)


def last_series(session: Session, election_id: int) -> int:
    """Return the number of the last series there is, 0 before any."""
    in_rounds = select(func.max(ElectionRound.series)).where(ElectionRound.election_id == election_id)
    in_elected = select(func.max(Elected.series)).where(Elected.election_id == election_id)
    return max(session.scalar(in_rounds) or 0, session.scalar(in_elected) or 0)


def series_standing(session: Session, election: Election, series: int) -> SeriesStanding:
    """Return what the closed rounds of a series have come to.

    Where a correction of an earlier round decides, the rounds after it count no more; nor does a series to
    which a corrected one before it leaves no seat.
    """
    rounds = [held for held in rounds_in(session, election.id) if held.series == series]
    rows = elected_rows(session, election.id)
    seats = _seats_of(election, rows, series)
    if not seats:
        return SeriesStanding(series)
    counted, last = _counted(session, election, rounds, seats)
    if counted is None or last is None:
        return SeriesStanding(series)
    goes_on = may_follow(election.method, election.tie_break, counted.round, counted.outcome)
    if counted.outcome is not Outcome.TIE or goes_on:
        return SeriesStanding(series, counted, goes_on)
    drawn = _drawn(rows, counted, series)
    left = seats - len(counted.elected) - len(drawn)
    tied = tuple(key for key in counted.tied if key not in drawn) if left > 0 else ()
    return SeriesStanding(series, counted, tied=tied, seats=max(0, left))


def _seats_of(election: Election, rows: Iterable[Elected], series: int) -> int:
    filled = sum(bool(row.accepted) for row in rows if row.series < series)
    return seats_of_series(election.method, election.seats, filled)


def _counted(
    session: Session, election: Election, rounds: Collection[ElectionRound], seats: int
) -> tuple[Count[int] | None, ElectionRound | None]:
    """Count the rounds that are closed, up to the one that decides; return that one too."""
    everybody = [row.id for row in candidates_of(session, election.id)]
    totals: list[Totals[int]] = []
    found: Count[int] | None = None
    last: ElectionRound | None = None
    for held in rounds:
        decided = found is not None and not may_follow(
            election.method, election.tie_break, found.round, found.outcome
        )
        if not held.is_closed or decided:
            break
        totals.append(totals_of(held, scores_of(session, held.id)))
        ages = {key: rank for rank, group in enumerate(held.seniority or ()) for key in group}
        found = count(election.method, election.tie_break, totals, everybody, seats=seats, ages=ages)
        last = held
    return found, last


def _drawn(rows: Iterable[Elected], counted: Count[int], series: int) -> set[int]:
    return {
        row.candidate_id
        for row in rows
        if row.series == series and row.decided_by is DecidedBy.LOT and row.candidate_id in counted.tied
    }


def settle(session: Session, election: Election, series: int) -> None:
    """Write down whom a series has elected; who accepted or declined before is not asked again.

    In a correction the series after it are looked at again: it may leave them fewer seats, or none, and who
    got a seat by it has that one and no other.
    """
    _settle_one(session, election, series)
    settle_after(session, election, series)


def settle_after(session: Session, election: Election, series: int) -> None:
    """Write down anew whom the series after ``series`` have elected."""
    for later in _all_series(session, election.id):
        if later > series:
            _settle_one(session, election, later)


def _settle_one(session: Session, election: Election, series: int) -> None:
    found = series_standing(session, election, series)
    due: dict[int, DecidedBy] = {}
    everybody = elected_rows(session, election.id)
    rows = {row.candidate_id: row for row in everybody if row.series == series}
    if _seats_of(election, everybody, series):
        due = {key: row.decided_by for key, row in rows.items() if row.decided_by in _WITHOUT_VOTE}
    if found.count is not None and not found.goes_on:
        due |= {key: DecidedBy.VOTE for key in found.count.elected}
        due |= {key: DecidedBy.AGE for key in found.count.by_age}
        due |= {key: DecidedBy.LOT for key in _drawn(rows.values(), found.count, series)}
    for candidate_id in seated_before(everybody, series):
        due.pop(candidate_id, None)
    for candidate_id, row in rows.items():
        if candidate_id not in due:
            session.delete(row)
        elif row.decided_by is not due[candidate_id]:
            row.decided_by = due[candidate_id]
    session.add_all(
        Elected(election_id=election.id, candidate_id=key, series=series, decided_by=by)
        for key, by in due.items()
        if key not in rows
    )
    if not found.tied and not {DecidedBy.AGE, DecidedBy.LOT} & set(due.values()):
        _forget_tie(held for held in rounds_in(session, election.id) if held.series == series)
    session.flush()


def seated_before(rows: Iterable[Elected], series: int) -> set[int]:
    """Return the candidates who have a seat by an earlier series."""
    return {row.candidate_id for row in rows if row.series < series and row.accepted is not False}


def _forget_tie(rounds: Iterable[ElectionRound]) -> None:
    """Forget what ended a tie that a correction has done away with."""
    for held in rounds:
        held.tie_break = held.seniority = held.drawn_id = None
        held.first_witness_id = held.second_witness_id = None


def all_standings(session: Session, election: Election) -> tuple[SeriesStanding, ...]:
    """Return what the closed rounds of each series have come to, in their order."""
    every = _all_series(session, election.id)
    return tuple(series_standing(session, election, series) for series in every)


def _all_series(session: Session, election_id: int) -> list[int]:
    in_rounds = {held.series for held in rounds_in(session, election_id)}
    return sorted(in_rounds | {row.series for row in elected_rows(session, election_id)})


def standing_of(session: Session, election: Election, found: Sequence[SeriesStanding]) -> Standing:
    """Return how an election stands whose series have come to ``found``; what comes next follows from it."""
    rounds = rounds_in(session, election.id)
    rows = elected_rows(session, election.id)
    proposals = session.scalars(select(Proposal).where(Proposal.election_id == election.id)).all()
    last = found[-1] if found else SeriesStanding(0)
    return Standing(
        method=election.method,
        state=election.state,
        seats_left=seats_left(session, election),
        has_open_round=any(not held.is_closed for held in rounds),
        last=None if last.count is None else last.count.outcome,
        goes_on=last.goes_on,
        tie_due=any(each.tied for each in found),
        has_unanswered=any(row.accepted is None for row in rows),
        proposals=len(proposals),
        has_open_proposal=any(row.state is ProposalState.OPEN for row in proposals),
    )


def election_step(session: Session, election: Election) -> ElectionStep:
    """Return what an election is waiting for."""
    return step_of(standing_of(session, election, all_standings(session, election)))
