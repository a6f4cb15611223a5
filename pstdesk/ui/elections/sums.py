"""What the numbers typed for a round say already, and what does not add up yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pstdesk.domain.election import (
    ONE_CHOICE,
    Totals,
    absolute_majority,
    is_deciding,
    refuse_totals,
    votes_missing,
)
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import VotingMethod
from pstdesk.i18n import _, format_percent, ngettext
from pstdesk.sentences import sentence


@dataclass(frozen=True, slots=True)
class Typed:
    """The numbers in the fields, None where nothing stands yet; candidates by their ids.

    ``votes`` has one number for each candidate, or six, one for each grade from the worst to the best.
    """

    cast: int | None
    blank: int | None
    spoiled: int | None
    votes: Mapping[int, tuple[int | None, ...]]

    @property
    def valid(self) -> int | None:
        """How many ballots name somebody, as far as that is known; it may come out below 0."""
        if self.cast is None or self.blank is None or self.spoiled is None:
            return None
        return self.cast - self.blank - self.spoiled


@dataclass(frozen=True, slots=True)
class RoundFrame:
    """What the arithmetic of a round needs to know beside the numbers: ``names`` by id, in their order."""

    method: VotingMethod
    number: int
    registered: int
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Sums:
    """What is worked out of the numbers, in words.

    ``remarks`` says something beside each candidate; ``complaint`` what does not add up, in a sentence, and
    ``is_early`` that it may still come right: not all has been typed.
    """

    valid: str = ""
    majority: str = ""
    total: str = ""
    balance: str = ""
    remarks: Mapping[int, str] = field(default_factory=dict)
    leaders: frozenset[int] = frozenset()
    complaint: str = ""
    is_complete: bool = False


def sums(frame: RoundFrame, typed: Typed) -> Sums:
    """Return what ``typed`` says; nothing is refused here, all of it may still be corrected."""
    valid = typed.valid
    complete = valid is not None and all(None not in votes for votes in typed.votes.values())
    complaint = _complaint(frame, typed) if complete else _early_complaint(frame, typed)
    known = {key: sum(filter(None, votes)) for key, votes in typed.votes.items() if None not in votes}
    total = sum(sum(filter(None, votes)) for votes in typed.votes.values())
    judged = frame.method is VotingMethod.MAJORITY_JUDGMENT
    leaders = _leaders(known) if complete and not complaint and not judged else frozenset[int]()
    return Sums(
        valid="" if valid is None else str(valid),
        majority=_majority_words(frame, valid),
        total="" if judged or not known else str(total),
        balance="" if valid is None or complaint else _balance(frame, typed, valid, total),
        remarks=_remarks(frame, typed, valid, known, leaders, complete=complete and not complaint),
        leaders=leaders,
        complaint=complaint,
        is_complete=complete,
    )


def totals_of(frame: RoundFrame, typed: Typed) -> Totals[int]:
    """Return the numbers as the count takes them; what is not typed counts as nothing."""
    judged = frame.method is VotingMethod.MAJORITY_JUDGMENT
    by_key = {key: tuple(each or 0 for each in votes) for key, votes in typed.votes.items()}
    return Totals(
        registered=frame.registered,
        cast=typed.cast or 0,
        blank=typed.blank or 0,
        spoiled=typed.spoiled or 0,
        votes={} if judged else {key: votes[0] for key, votes in by_key.items()},
        grades=by_key if judged else {},
    )


def _complaint(frame: RoundFrame, typed: Typed) -> str:
    """Return why the numbers cannot be true, or nothing."""
    try:
        refuse_totals(
            frame.method,
            totals_of(frame, typed),
            tuple(frame.names),
            number=frame.number,
            named=lambda key: frame.names[key],
        )
    except Refused as refused:
        return sentence(refused)
    return ""


def _early_complaint(frame: RoundFrame, typed: Typed) -> str:
    """Return what is wrong already, whatever else will be typed."""
    if typed.cast is not None and typed.cast > frame.registered:
        words = _("{cast} bulletins pour {registered} électeurs : il y en a trop.")
        return words.format(cast=typed.cast, registered=frame.registered)
    if typed.cast is not None and (typed.blank or 0) + (typed.spoiled or 0) > typed.cast:
        words = _("Blancs et nuls font {empty}, pour {cast} bulletins trouvés.")
        return words.format(empty=(typed.blank or 0) + (typed.spoiled or 0), cast=typed.cast)
    valid = typed.valid
    total = sum(sum(filter(None, votes)) for votes in typed.votes.values())
    if valid is not None and frame.method in ONE_CHOICE and total > valid:
        return _("La somme des voix fait {total}, il en faut {valid}.").format(total=total, valid=valid)
    return ""


def _majority_words(frame: RoundFrame, valid: int | None) -> str:
    if frame.method not in ONE_CHOICE or valid is None:
        return ""
    if is_deciding(frame.method, frame.number):
        return _("le plus de voix suffit à ce tour")
    majority = absolute_majority(max(0, valid))
    if majority is None:
        return _("aucun suffrage exprimé, pas de majorité")
    words = ngettext("majorité absolue : {n} voix", "majorité absolue : {n} voix", majority)
    return words.format(n=majority)


def _balance(frame: RoundFrame, typed: Typed, valid: int, total: int) -> str:
    """Return how many votes are still to be shared out, where a ballot names one candidate."""
    left = valid - total
    if frame.method not in ONE_CHOICE or left <= 0:
        return ""
    return ngettext("il reste {n} voix à répartir", "il reste {n} voix à répartir", left).format(n=left)


def _leaders(known: Mapping[int, int]) -> frozenset[int]:
    most = max(known.values(), default=0)
    return frozenset(key for key, votes in known.items() if votes == most and most)


def _remarks(
    frame: RoundFrame,
    typed: Typed,
    valid: int | None,
    known: Mapping[int, int],
    leaders: frozenset[int],
    *,
    complete: bool,
) -> dict[int, str]:
    if valid is None or valid <= 0:
        return {}
    if frame.method is VotingMethod.MAJORITY_JUDGMENT:
        return {key: _row_sum(votes, valid) for key, votes in typed.votes.items()}
    found: dict[int, str] = {}
    for key, votes in known.items():
        words = [_standing(frame, valid, votes, leaders)] if complete and key in leaders else []
        if frame.method is VotingMethod.APPROVAL and votes <= valid:
            words.insert(0, format_percent(votes / valid, 1))
        found[key] = ", ".join(words)
    return found


def _row_sum(votes: tuple[int | None, ...], valid: int) -> str:
    """Return how many grades a candidate has, of how many ballots."""
    total = sum(filter(None, votes))
    return _("{total} sur {valid}").format(total=total, valid=valid)


def _standing(frame: RoundFrame, valid: int, votes: int, leaders: frozenset[int]) -> str:
    """Return how a leader stands: by a word, for colours are not seen by all."""
    first = _("à égalité en tête") if len(leaders) > 1 else _("en tête")
    if frame.method not in ONE_CHOICE or is_deciding(frame.method, frame.number):
        return first
    missing = votes_missing(valid, votes)
    if not missing:
        return _("majorité absolue")
    left = ngettext("il manque {n} voix", "il manque {n} voix", missing).format(n=missing)
    return f"{first}, {left}"
