"""The voting rules of a programme: written, copied, put away, made that of the programme.

An election keeps the rules it was opened with, so nothing here touches one.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Election, Programme, RuleSet
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.rule_check import refuse_rules
from pstdesk.domain.voting import EnrolledBy, QuorumRule, TieBreak, VotingMethod, VotingRules
from pstdesk.i18n import _
from pstdesk.rule_words import rule_summary
from pstdesk.services.election_standing import voting_rules
from pstdesk.services.fetch import fetch, required
from pstdesk.services.programme import the_programme

NEW_RULES = VotingRules(
    method=VotingMethod.MAJORITY_2,
    tie_break=TieBreak.NEW_ROUND,
    quorum=QuorumRule.NONE,
    enrolled_by=EnrolledBy.SUMMONS,
    mandate_months=24,
    seats=1,
    proxies_per_holder=1,
    show_of_hands=False,
    sole_candidate=False,
    remote_vote=False,
)
"""What a new voting rule begins with: the default of the Bondy preset."""


@dataclass(frozen=True, slots=True)
class RuleSetForm:
    """A voting rule as it is typed; ``explanation`` is the officer's own words to those who vote."""

    name: str = ""
    explanation: str = ""
    rules: VotingRules = NEW_RULES
    version: int | None = None


@dataclass(frozen=True, slots=True)
class RuleSetRow:
    """A voting rule in the list.

    ``bodies`` are the short names of those that go by it, chosen or because it is the programme's;
    ``elections`` is how many were opened with it.
    """

    id: int
    version: int
    name: str
    summary: str
    bodies: tuple[str, ...]
    is_default: bool
    is_archived: bool
    elections: int


def rule_rows(session: Session) -> tuple[RuleSetRow, ...]:
    """Return the voting rules, the programme's first, then by age; those put away last."""
    default = _default(session)
    bodies = _bodies(session, default)
    opened = select(Election.rule_set_id, func.count()).group_by(Election.rule_set_id)
    elections = {rule_id: many for rule_id, many in session.execute(opened)}
    found = (
        RuleSetRow(
            record.id,
            record.version,
            record.name,
            rule_summary(voting_rules(record)),
            tuple(bodies.get(record.id, ())),
            record.id == default,
            record.archived_at is not None,
            elections.get(record.id, 0),
        )
        for record in session.scalars(select(RuleSet))
    )
    return tuple(sorted(found, key=lambda row: (row.is_archived, not row.is_default, row.id)))


def rule_form(session: Session, rule_set_id: int) -> RuleSetForm:
    """Return a voting rule as it is typed."""
    record = fetch(session, RuleSet, rule_set_id)
    return RuleSetForm(record.name, record.explanation, voting_rules(record), record.version)


def add_rule_set(session: Session, form: RuleSetForm) -> int:
    """Add a voting rule and return its id; refused where it cannot be, or another has its name."""
    record = RuleSet()
    _fill(session, record, form)
    session.add(record)
    session.flush()
    return record.id


def copy_rule_set(session: Session, rule_set_id: int) -> int:
    """Add a voting rule that says the same under another name, and return its id."""
    form = rule_form(session, rule_set_id)
    taken = {fold(name) for name in session.scalars(select(RuleSet.name))}
    copies = (_("{name} (copie {n})").format(name=form.name, n=n) for n in count(2))
    names = [_("{name} (copie)").format(name=form.name)]
    while fold(names[-1]) in taken:
        names.append(next(copies))
    return add_rule_set(session, replace(form, name=names[-1]))


def change_rule_set(session: Session, rule_set_id: int, form: RuleSetForm) -> None:
    """Write ``form`` over a voting rule, in the version that was read; elections keep theirs."""
    _fill(session, fetch(session, RuleSet, rule_set_id, form.version), form)


def archive_rule_set(session: Session, rule_set_id: int, version: int) -> None:
    """Put a voting rule away: it is offered no more, a body that chose it keeps it.

    Refused for the programme's, by which every body goes that chose none.
    """
    record = fetch(session, RuleSet, rule_set_id, version)
    if record.id == _default(session):
        raise Refused("rule_set_default", name=record.name)
    record.archived_at = datetime.now(UTC)


def restore_rule_set(session: Session, rule_set_id: int) -> None:
    """Bring a voting rule back; nothing happens where it was not put away."""
    fetch(session, RuleSet, rule_set_id).archived_at = None


def set_default(session: Session, rule_set_id: int) -> None:
    """Make a voting rule the programme's, by which every body goes that chose none; refused if archived."""
    record = fetch(session, RuleSet, rule_set_id)
    if record.archived_at is not None:
        raise Refused("rule_set_archived", name=record.name)
    the_programme(session).default_rule_set_id = record.id


def _default(session: Session) -> int | None:
    programme = session.get(Programme, 1)
    return None if programme is None else programme.default_rule_set_id


def _bodies(session: Session, default: int | None) -> dict[int | None, list[str]]:
    """Return the short names of the bodies that go by each rule, in the officer's order."""
    found: dict[int | None, list[str]] = defaultdict(list)
    query = (
        select(Committee.short_name, Committee.rule_set_id)
        .where(Committee.archived_at.is_(None))
        .order_by(Committee.position, Committee.search_key)
    )
    for short_name, chosen in session.execute(query):
        found[default if chosen is None else chosen].append(short_name)
    return found


def _fill(session: Session, record: RuleSet, form: RuleSetForm) -> None:
    name = required(form.name, "rule_set_without_name")
    others = session.execute(select(RuleSet.id, RuleSet.name))
    if any(fold(other) == fold(name) for other_id, other in others if other_id != record.id):
        raise Refused("rule_set_exists", name=name)
    refuse_rules(form.rules)
    record.name = name
    record.explanation = form.explanation.strip()
    for field, value in asdict(form.rules).items():
        setattr(record, field, value)
