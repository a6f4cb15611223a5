"""The elections of the demonstration: each technical committee chooses its référent in a way of its own."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, ElectionRound, Mandate, Meeting, RuleSet
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.mandate import term_end
from pstdesk.domain.voting import NominationStage
from pstdesk.services.agenda import ItemForm, add_item, set_item_state
from pstdesk.services.candidacies import declare_sole_candidate, withdraw_candidate
from pstdesk.services.consent import agree, lift, nominate, object_to, propose
from pstdesk.services.demo_poll import Poll, approved, judged, parted, won
from pstdesk.services.elections import write_remarks
from pstdesk.services.mandates import vacate
from pstdesk.services.proclamation import begin_correction
from pstdesk.services.rounds import TypedTotals

_SOON = (timedelta(days=10), timedelta(days=85))
"""How far from today the mandate ends that is announced on the dashboard."""
_TERMS = (24, 36, 18, 12, 30)
"""Months a mandate may last, the usual first: with some meeting of a quarterly body one of them ends soon."""
_RESIGNS_AFTER = timedelta(days=240)
_RESIGNED_BEFORE = timedelta(days=24)
_CORRECTED_AFTER = timedelta(days=2)
_INTO_THE_MEETING = timedelta(minutes=40)


def soon_over(days: Sequence[date], today: date) -> tuple[date, int] | None:
    """Return a day among ``days`` and the months of a mandate that begins then and runs out soon."""
    first, last = today + _SOON[0], today + _SOON[1]
    for months in _TERMS:
        for day in days:
            if first <= term_end(day, months) <= last:
                return day, months
    return None


class Elections:
    """Which meeting elects, and what happens there."""

    def __init__(
        self,
        session: Session,
        script: Mapping[str, Any],
        committees: Mapping[str, int],
        calendar: Sequence[tuple[date, str]],
        today: date,
    ) -> None:
        self._session = session
        self._words = script["elections"]
        self._committees = committees
        self._today = today
        self._held: dict[str, int] = {}
        """How many elections each body has held."""
        self._prepared: set[str] = set()
        rules = session.execute(select(RuleSet.name, RuleSet.id))
        self._rules = {name: rule_set_id for name, rule_set_id in rules}
        self._waits_until: dict[str, date] = {}
        for name, body in self._words["bodies"].items():
            if body["story"] == "soon-over":
                meetings = [day for day, each in calendar if each == name]
                self._let_a_mandate_end_soon(name, body, meetings[1:])

    def _let_a_mandate_end_soon(self, name: str, body: Mapping[str, Any], days: Sequence[date]) -> None:
        found = soon_over(days, self._today)
        if found is not None:
            self._waits_until[name] = found[0]
            rules = self._session.get_one(RuleSet, self._rules[body["rule"]])
            rules.mandate_months = found[1]

    def prepare(self, name: str, meeting_id: int, day: date, *, met: bool) -> Mapping[str, Any] | None:
        """Put an election on the agenda of a body that needs one on ``day``; return the item as a topic.

        ``met`` says whether the body has met before. A référent who is to resign has done so by then.
        """
        body = self._words["bodies"].get(name)
        if body is None or not met or day < self._waits_until.get(name, day):
            return None
        coming = day > self._today
        if name in self._prepared or (body["story"] == "none" and not coming):
            return None
        self._resign(name, body, day)
        running = select(Mandate.id).where(
            Mandate.committee_id == self._committees[name],
            or_(Mandate.ends_on.is_(None), Mandate.ends_on > day),
        )
        if self._session.scalar(running.limit(1)) is not None:
            return None
        if coming:
            self._prepared.add(name)
        topic: Mapping[str, Any] = {"title": self._words["title"], "account": self._words["account"]}
        if self._item(meeting_id) is None:  # it comes back by itself where too few were there
            form = ItemForm(topic["title"], ItemKind.ELECTION, planned_minutes=30)
            add_item(self._session, meeting_id, form)
        return topic

    def _item(self, meeting_id: int) -> int | None:
        query = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id)
        return self._session.scalar(query.where(AgendaItem.kind == ItemKind.ELECTION))

    def _resign(self, name: str, body: Mapping[str, Any], day: date) -> None:
        if body["story"] != "resignation" or self._held.get(name) != 1 or day > self._today:
            return
        query = select(Mandate).where(Mandate.committee_id == self._committees[name])
        for mandate in self._session.scalars(query.where(Mandate.end_reason.is_(None))).all():
            if day - mandate.starts_on > _RESIGNS_AFTER:
                vacate(self._session, mandate.id, day - _RESIGNED_BEFORE, MandateEnd.RESIGNATION)

    def hold(self, name: str, meeting_id: int) -> None:
        """Hold the election that stands on a meeting's agenda; it comes back where there is no quorum."""
        item_id = self._item(meeting_id)
        if item_id is None:
            return
        body = self._words["bodies"][name]
        meeting = self._session.get_one(Meeting, meeting_id)
        begins = datetime.combine(meeting.day, meeting.starts_at or time(14)) + _INTO_THE_MEETING
        poll = Poll(self._session, self._words, Random(meeting_id), meeting_id, begins.astimezone(UTC))
        if not poll.open(item_id, self._rules[body["rule"]]):
            set_item_state(self._session, item_id, ItemState.NOT_REACHED)
            return
        turn = self._held.get(name, 0)
        _STORIES[body["story"] if turn == 0 else body["again"]](poll)
        self._held[name] = turn + 1


# What happens


def _elected_at_once(poll: Poll) -> None:
    """Two stand, and one has more than half of the votes in the first round."""
    poll.vote(poll.stand(2), won, blank=1)
    poll.answer()
    poll.proclaim()


def _by_lot(poll: Poll) -> None:
    """Three stand; nobody has more than half, then two are tied, twice: a lot is drawn."""
    first, second, third = poll.stand(3)
    poll.vote((first, second, third), parted, blank=1, spoiled=1)
    withdraw_candidate(poll.session, third)
    poll.vote((first, second), parted, blank=1, even=True)
    poll.draw(poll.vote((first, second), parted, even=True), second)
    poll.answer()
    poll.proclaim()


def _by_age(poll: Poll) -> None:
    """Two are tied in three rounds: the older one is elected."""
    tied = poll.stand(2)
    rounds = [poll.vote(tied, parted, blank=1, even=True) for _round in range(3)]
    poll.ask_age(rounds[-1], tied)
    poll.answer()
    poll.proclaim()


def _refused(poll: Poll) -> None:
    """By approval: whoever is elected declines, somebody else stands, and is elected."""
    first, second, third = poll.stand(3)
    poll.vote((first, second, third), approved, blank=1)
    poll.answer(accepted=False)
    (late,) = poll.stand(1)
    poll.vote((late, second, third), approved)
    poll.answer()
    poll.proclaim()


def _corrected(poll: Poll) -> None:
    """By majority judgment; two days later one blank paper turns out to be a spoiled one."""
    candidates = poll.stand(3)
    round_id = poll.vote(candidates, judged, blank=2)
    poll.answer()
    poll.proclaim()
    poll.now += _CORRECTED_AFTER
    begin_correction(poll.session, poll.id, poll.words["correction"], poll.now)
    held = poll.session.get_one(ElectionRound, round_id)
    poll.vote_again(round_id, candidates, judged, TypedTotals(held.cast, 1, 1))
    poll.answer()
    poll.proclaim()


def _judged(poll: Poll) -> None:
    poll.vote(poll.stand(3), judged, blank=1)
    poll.answer()
    poll.proclaim()


def _by_consent(poll: Poll) -> None:
    """Each names somebody, two change; an objection to the proposal is lifted."""
    words = poll.words
    named = poll.members[:3]
    for place, person_id in enumerate(poll.members):
        nominee = next(one for one in (named[place % 5 % 3], *named) if one != person_id)
        reason = words["reasons"][place % len(words["reasons"])]
        nominate(poll.session, poll.id, person_id, nominee, reason)
    for person_id in poll.members[-2:]:
        nominate(poll.session, poll.id, person_id, named[0], words["change"], NominationStage.CHANGE)
    proposal = propose(poll.session, poll.id, named[0], words["proposal"])
    objection = object_to(poll.session, proposal, words["objection"], poll.members[-3])
    lift(poll.session, objection, words["answer"])
    agree(poll.session, proposal, poll.now)
    poll.answer()
    write_remarks(poll.session, poll.id, words["remarks"])
    poll.proclaim()


def _sole_candidate(poll: Poll) -> None:
    """One member stands, and is declared elected without a vote."""
    poll.stand(1)
    declare_sole_candidate(poll.session, poll.id, poll.now)
    poll.answer()
    poll.proclaim()


def _by_show_of_hands(poll: Poll) -> None:
    """Two stand, and nobody objects to a show of hands: after a resignation, for the remaining term."""
    poll.vote(poll.stand(2), won, is_public=True)
    poll.answer()
    poll.proclaim()


_STORIES: Mapping[str, Callable[[Poll], None]] = {
    "at-once": _elected_at_once,
    "lot": _by_lot,
    "age": _by_age,
    "soon-over": _refused,
    "approval": _refused,
    "correction": _corrected,
    "judgment": _judged,
    "consent": _by_consent,
    "resignation": _sole_candidate,
    "hands": _by_show_of_hands,
}
