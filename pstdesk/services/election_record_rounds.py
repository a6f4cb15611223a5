"""The rounds of an election as its record says them: what each came to, after those before it."""

from collections.abc import Iterator, Mapping

from pstdesk.documents.election_record import RecordRound, RecordScore, RecordTie, RecordVoter
from pstdesk.domain.election import Count, Totals, count, is_deciding, may_follow, seats_of_series
from pstdesk.domain.voting import DecidedBy, TieBreak
from pstdesk.services.election_page import ElectionPage, RoundPage


def record_rounds(page: ElectionPage, names: Mapping[int, str]) -> tuple[RecordRound, ...]:
    """Return the closed rounds; ``names`` are those of people, by their ids."""
    all_series = sorted({one.series for one in page.rounds})
    return tuple(line for series in all_series for line in _series(page, series, names))


def _series(page: ElectionPage, series: int, names: Mapping[int, str]) -> Iterator[RecordRound]:
    """Yield the rounds of one series; those after one that decides, once corrected, count no more."""
    rules = page.head.rules
    everybody = [who.id for who in page.candidates]
    seats = _seats(page, series)
    counted: Count[int] | None = None
    totals: list[Totals[int]] = []
    for one in page.rounds:
        if one.series != series or not one.is_closed:
            continue
        counts = seats > 0 and (
            counted is None or may_follow(rules.method, rules.tie_break, counted.round, counted.outcome)
        )
        tied: tuple[int, ...] = ()
        if counts:
            totals.append(_totals(one))
            counted = count(rules.method, rules.tie_break, totals, everybody, seats=seats)
            tied = counted.tied
        yield _round(page, one, names, tied, counts=counts)


def _seats(page: ElectionPage, series: int) -> int:
    filled = sum(each.series < series and each.accepted is True for each in page.elected)
    return seats_of_series(page.head.rules.method, page.head.rules.seats, filled)


def _totals(one: RoundPage) -> Totals[int]:
    return Totals(
        registered=one.registered,
        cast=one.typed.cast or 0,
        blank=one.typed.blank or 0,
        spoiled=one.typed.spoiled or 0,
        votes={score.candidate_id: score.votes for score in one.scores if score.votes is not None},
        grades={score.candidate_id: _grades(score.grades) for score in one.scores if score.grades},
    )


def _grades(typed: tuple[int | None, ...] | None) -> tuple[int, ...]:
    return tuple(number or 0 for number in typed or ())


def _round(
    page: ElectionPage, one: RoundPage, names: Mapping[int, str], tied: tuple[int, ...], *, counts: bool
) -> RecordRound:
    people = {who.id: names[who.person_id] for who in page.candidates}
    before_deciding = not is_deciding(page.head.rules.method, one.number)
    signatures = one.typed.signatures
    return RecordRound(
        series=one.series,
        number=one.number,
        is_public=one.is_public,
        registered=one.registered,
        voters=tuple(
            RecordVoter(names[who.person_id], names.get(who.holder_id or 0, ""), who.stands_in)
            for who in one.voters
        ),
        cast=one.typed.cast or 0,
        blank=one.typed.blank or 0,
        spoiled=one.typed.spoiled or 0,
        signatures=len(one.voters) if signatures is None else signatures,
        difference_reason=one.typed.difference_reason,
        scores=tuple(
            RecordScore(people[score.candidate_id], score.votes or 0, _grades(score.grades))
            for score in one.scores
        ),
        majority=one.count.majority if one.count is not None and before_deciding else None,
        tie=_tie(page, one, tied, people) if tied else None,
        counts=counts,
    )


def _tie(page: ElectionPage, one: RoundPage, tied: tuple[int, ...], people: dict[int, str]) -> RecordTie:
    """Return what ended a tie; whose age is not known has no seniority.

    Nor have those born on one day, unless age decided all the same: then their order does not matter.
    """
    by_lot = one.tie_break is TieBreak.LOT
    drawn = [
        people[each.candidate_id]
        for each in page.elected
        if each.series == one.series and each.decided_by is DecidedBy.LOT
    ]
    return RecordTie(
        tied=tuple(people[key] for key in tied),
        ended_by=one.tie_break,
        drawn=tuple(drawn) if by_lot else (),
        witnesses=(one.first_witness, one.second_witness) if by_lot else (),
        seniority=tuple(
            people[key] for group in one.seniority or () for key in group if len(group) == 1 or not by_lot
        ),
    )
