"""The rules that a body gave itself: its quorum, its référents, and how many proxies one person may hold."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Meeting, Programme, RuleSet
from pstdesk.domain.quorum import Quorum, quorum
from pstdesk.domain.voting import QuorumRule
from pstdesk.rule_words import rule_summary
from pstdesk.services.attendance import attendance_rows, count_of
from pstdesk.services.election_standing import voting_rules
from pstdesk.services.fetch import fetch


@dataclass(frozen=True, slots=True)
class BodyRules:
    """What a body is held to; without any rule no quorum is asked and proxies are not counted.

    ``seats`` is how many référents it has at a time.
    """

    quorum: QuorumRule = QuorumRule.NONE
    proxies_per_holder: int | None = None
    seats: int = 1


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A voting rule that a body can choose, in one line; ``is_default`` is that of the programme."""

    id: int
    name: str
    quorum: QuorumRule
    summary: str
    is_default: bool


def rule_choices(session: Session) -> tuple[RuleChoice, ...]:
    """Return the voting rules that a body can choose; of those archived, only what some body has."""
    programme = session.get(Programme, 1)
    default = None if programme is None else programme.default_rule_set_id
    chosen = select(Committee.rule_set_id).where(Committee.rule_set_id.is_not(None))
    offered = or_(RuleSet.archived_at.is_(None), RuleSet.id.in_(chosen))
    return tuple(
        RuleChoice(rule.id, rule.name, rule.quorum, rule_summary(voting_rules(rule)), rule.id == default)
        for rule in session.scalars(select(RuleSet).where(offered).order_by(RuleSet.id))
    )


def rule_set_of(session: Session, committee_id: int) -> int | None:
    """Return the id of the rule a body goes by: its own, or else that of the programme, if it has one."""
    chosen = fetch(session, Committee, committee_id).rule_set_id
    if chosen is not None:
        return chosen
    programme = session.get(Programme, 1)
    return None if programme is None else programme.default_rule_set_id


def rules_of(session: Session, committee_id: int) -> BodyRules:
    """Return the rules of a body: its own, or else those of the programme."""
    chosen = rule_set_of(session, committee_id)
    rules = None if chosen is None else session.get(RuleSet, chosen)
    return BodyRules() if rules is None else BodyRules(rules.quorum, rules.proxies_per_holder, rules.seats)


def meeting_quorum(session: Session, meeting_id: int) -> Quorum:
    """Return how a meeting stands with the quorum of its body."""
    meeting = fetch(session, Meeting, meeting_id)
    rules = rules_of(session, meeting.committee_id)
    count = count_of(attendance_rows(session, meeting_id))
    return quorum(rules.quorum, count, second_convocation=meeting.second_convocation)
