"""The elections held at an agenda item, and the rules by which another could be opened there."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Meeting, RuleSet
from pstdesk.domain.voting import VotingRules
from pstdesk.services.body_rules import rule_set_of
from pstdesk.services.election_standing import voting_rules
from pstdesk.services.elections import ElectionOfItem, elections_of_item
from pstdesk.services.fetch import fetch


@dataclass(frozen=True, slots=True)
class OfferedRule:
    """A voting rule that an election could be opened with."""

    id: int
    name: str
    rules: VotingRules


@dataclass(frozen=True, slots=True)
class ElectionOffer:
    """The elections of an item, in the order they were opened, and how another one would be held.

    ``rule_set_id`` is the rule of the body, or of the programme; None where neither has one.
    """

    elections: tuple[ElectionOfItem, ...]
    offered: tuple[OfferedRule, ...]
    rule_set_id: int | None

    @property
    def rule(self) -> OfferedRule | None:
        """The rule that holds unless another is chosen."""
        return next((rule for rule in self.offered if rule.id == self.rule_set_id), None)


def election_offer(session: Session, item_id: int) -> ElectionOffer:
    """Return what an agenda item offers of elections."""
    meeting = fetch(session, Meeting, fetch(session, AgendaItem, item_id).meeting_id)
    chosen = rule_set_of(session, meeting.committee_id)
    rules = session.scalars(select(RuleSet).order_by(RuleSet.id)).all()
    offered = tuple(
        OfferedRule(row.id, row.name, voting_rules(row))
        for row in rules
        if row.archived_at is None or row.id == chosen
    )
    return ElectionOffer(elections_of_item(session, item_id), offered, chosen)
