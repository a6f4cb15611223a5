"""What a section of a review rests on: actions and decisions of the base, or words, told without people."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionCommittee,
    ActionItem,
    AgendaItem,
    Committee,
    Decision,
    Meeting,
    ReviewEvidence,
    ReviewSection,
)
from pstdesk.documents.review import EvidenceEntry
from pstdesk.domain.names import fold
from pstdesk.domain.period import Period
from pstdesk.i18n import _, format_date
from pstdesk.labels import label
from pstdesk.services.fetch import fetch, required, words_wanted
from pstdesk.services.reviews_open import open_section

_MOST_OFFERS = 200


@dataclass(frozen=True, slots=True)
class EvidenceOffer:
    """An action or a decision that a section may rest on, and how it is told; one of both ids is None."""

    action_id: int | None
    decision_id: int | None
    entry: EvidenceEntry
    day: date | None
    """Of an action the day it was closed or is due, of a decision that of its meeting."""


def evidence_offers(session: Session, period: Period, words: str = "") -> tuple[EvidenceOffer, ...]:
    """Return the decisions of ``period``, and the actions decided, due or closed in it, the latest first.

    With ``words`` only those that hold all of them, case and accents apart; at most 200.
    """
    wanted = words_wanted(words)
    offers = [*_actions(session, period), *_decisions(session, period)]
    said = ((offer, fold(f"{offer.entry.text} {offer.entry.note}")) for offer in offers)
    fitting = [offer for offer, text in said if all(word in text for word in wanted)]
    fitting.sort(key=lambda offer: offer.day or date.min, reverse=True)
    return tuple(fitting[:_MOST_OFFERS])


def add_evidence(
    session: Session,
    section_id: int,
    *,
    action_id: int | None = None,
    decision_id: int | None = None,
    words: str = "",
) -> int:
    """Have a section rest on an action, a decision or words, and return the id of that.

    What it rests on already is not added again. Refused "review_frozen" once the review is frozen, and
    "evidence_without_words" where nothing is named.
    """
    section = open_section(session, section_id)
    if action_id is None and decision_id is None:
        words = required(words, "evidence_without_words")
    known = select(ReviewEvidence.id).where(
        ReviewEvidence.section_id == section.id,
        ReviewEvidence.action_id.is_not_distinct_from(action_id),
        ReviewEvidence.decision_id.is_not_distinct_from(decision_id),
        ReviewEvidence.words == words,
    )
    if (there := session.scalar(known)) is not None:
        return there
    last = select(func.max(ReviewEvidence.position)).where(ReviewEvidence.section_id == section.id)
    record = ReviewEvidence(
        section_id=section.id,
        position=(session.scalar(last) or 0) + 1,
        action_id=action_id,
        decision_id=decision_id,
        words=words,
    )
    session.add(record)
    session.flush()
    return record.id


def drop_evidence(session: Session, evidence_id: int) -> None:
    """Have a section rest on this no more; refused once the review is frozen."""
    record = fetch(session, ReviewEvidence, evidence_id)
    open_section(session, record.section_id)
    session.delete(record)


def told_evidence(session: Session, review_id: int) -> Mapping[int, tuple[tuple[int, EvidenceEntry], ...]]:
    """Return by section what it rests on, in order: the id and how it is told."""
    query = (
        select(ReviewEvidence)
        .join(ReviewSection, ReviewSection.id == ReviewEvidence.section_id)
        .where(ReviewSection.review_id == review_id)
        .order_by(ReviewEvidence.position, ReviewEvidence.id)
    )
    records = session.scalars(query).all()
    actions = _told_actions(session, ActionItem.id.in_([row.action_id for row in records if row.action_id]))
    chosen = Decision.id.in_([row.decision_id for row in records if row.decision_id])
    decisions = {offer.decision_id: offer.entry for offer in _told_decisions(session, chosen)}
    by_action = {offer.action_id: offer.entry for offer in actions}
    told: dict[int, tuple[tuple[int, EvidenceEntry], ...]] = {}
    for row in records:
        entry = EvidenceEntry(row.words)
        if row.action_id is not None:
            entry = by_action[row.action_id]
        elif row.decision_id is not None:
            entry = decisions[row.decision_id]
        told[row.section_id] = (*told.get(row.section_id, ()), (row.id, entry))
    return told


# Actions


def _actions(session: Session, period: Period) -> Iterator[EvidenceOffer]:
    within = (period.first, period.last)
    decided = (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.day.between(*within))
    )
    yield from _told_actions(
        session,
        or_(
            ActionItem.closed_on.between(*within),
            ActionItem.due_on.between(*within),
            ActionItem.agenda_item_id.in_(decided),
        ),
    )


def _told_actions(session: Session, condition: Any) -> Iterator[EvidenceOffer]:
    columns = select(
        ActionItem.id, ActionItem.text, ActionItem.state, ActionItem.closed_on, ActionItem.due_on
    )
    found = session.execute(columns.where(condition)).all()
    bodies = _bodies(session, select(ActionItem.id).where(condition))
    for row in found:
        entry = EvidenceEntry(row.text, _action_note(row, bodies.get(row.id, ())))
        yield EvidenceOffer(row.id, None, entry, row.closed_on or row.due_on)


def _bodies(session: Session, ids: Select[int]) -> dict[int, list[str]]:
    query = (
        select(ActionCommittee.action_id, Committee.short_name)
        .join(Committee, Committee.id == ActionCommittee.committee_id)
        .where(ActionCommittee.action_id.in_(ids))
        .order_by(Committee.position, Committee.id)
    )
    found: dict[int, list[str]] = {}
    for action_id, name in session.execute(query):
        found.setdefault(action_id, []).append(name)
    return found


def _action_note(row: Any, bodies: Iterable[str]) -> str:
    """Return "CT1, action faite le 3 mars 2026": whose it is, and never who does it."""
    state = _("action {state}").format(state=label(row.state))
    if row.closed_on is not None:
        day = format_date(row.closed_on, "long")
        state = _("action {state} le {day}").format(state=label(row.state), day=day)
    return ", ".join((*bodies, state))


# Decisions


def _decisions(session: Session, period: Period) -> Iterator[EvidenceOffer]:
    in_period = Meeting.day.between(period.first, period.last)
    yield from _told_decisions(session, in_period & Decision.is_withdrawn.is_(False))


def _told_decisions(session: Session, condition: Any) -> Iterator[EvidenceOffer]:
    query = (
        select(Decision.id, Decision.text, Decision.is_withdrawn, Committee.short_name, Meeting.day)
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(condition)
    )
    for row in session.execute(query):
        words = _("décision retirée du {day}") if row.is_withdrawn else _("décision du {day}")
        note = ", ".join(filter(None, (row.short_name, words.format(day=format_date(row.day, "long")))))
        yield EvidenceOffer(None, row.id, EvidenceEntry(row.text, note), row.day)
