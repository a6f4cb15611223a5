"""The steps of an election in their order, and which of them is the current one."""

from dataclasses import dataclass, replace

from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.voting import NominationStage, ProposalState, VotingMethod
from pstdesk.i18n import _, ngettext
from pstdesk.services.election_page import ElectionPage, RoundPage

CANDIDACIES = "candidacies"
RESULT = "result"
NOMINATIONS, CHANGES, PROPOSAL, OBJECTIONS = "nominations", "changes", "proposal", "objections"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list of steps: what it is called and how it stands.

    ``panel`` names what shows it (:mod:`pstdesk.ui.elections.view`), ``record_id`` is the round it is about.
    """

    key: str
    words: str
    remark: str = ""
    panel: str = CANDIDACIES
    record_id: int | None = None
    is_reached: bool = True


def steps_of(page: ElectionPage) -> tuple[Step, ...]:
    """Return the steps of an election, those still to come too."""
    if page.head.rules.method is VotingMethod.WITHOUT_CANDIDATES:
        return consent_steps(page)
    standing = sum(not row.withdrawn for row in page.candidates)
    count = ngettext("{n} candidat", "{n} candidats", standing).format(n=standing)
    steps = [Step(CANDIDACIES, _("Candidatures"), count if standing else _("à saisir"))]
    series = max((row.series for row in page.rounds), default=1)
    steps += [_round_step(row, several=series > 1) for row in page.rounds]
    if not page.rounds and page.step is ElectionStep.CANDIDACIES:
        steps.append(Step("round", round_words(1), panel="round", is_reached=False))
    steps.append(_result_step(page))
    return tuple(steps)


def current_key(page: ElectionPage) -> str:
    """Return the key of the step at which the election stands."""
    if page.step is ElectionStep.CANDIDACIES:
        return CANDIDACIES
    if page.step is ElectionStep.ROUND and page.rounds:
        return round_key(page.rounds[-1].id)
    return consent_key(page) or RESULT


def round_key(round_id: int) -> str:
    """Return the key of the step that is a round."""
    return f"round:{round_id}"


def round_words(number: int, series: int = 0) -> str:
    """Return what a round is called; ``series``, from 1, is named where there were several."""
    if series:
        return _("Scrutin {series}, tour {number}").format(series=series, number=number)
    return _("Tour {number}").format(number=number)


def _round_step(row: RoundPage, *, several: bool) -> Step:
    words = round_words(row.number, row.series if several else 0)
    remark = _("dépouillé") if row.is_closed else _("en cours")
    return Step(round_key(row.id), words, remark, "round", row.id)


def _result_step(page: ElectionPage) -> Step:
    reached = page.step not in (ElectionStep.CANDIDACIES, ElectionStep.ROUND) or any(
        row.is_closed for row in page.rounds
    )
    remark = _("proclamé") if page.step is ElectionStep.PROCLAIMED else ""
    return Step(RESULT, _("Résultat"), remark, "outcome", is_reached=reached)


# Without candidates


def consent_steps(page: ElectionPage) -> tuple[Step, ...]:
    """Return the steps of an election without candidates."""
    first = sum(row.stage is NominationStage.FIRST for row in page.nominations)
    changed = len(page.nominations) - first
    named = ngettext("{n} désignation", "{n} désignations", first).format(n=first)
    changes = ngettext("{n} changement", "{n} changements", changed).format(n=changed)
    proposal = page.proposals[-1] if page.proposals else None
    made = proposal is not None and proposal.state is not ProposalState.WITHDRAWN
    objections = len(proposal.objections) if proposal is not None and made else 0
    objected = ngettext("{n} objection", "{n} objections", objections).format(n=objections)
    return (
        Step(NOMINATIONS, _("Désignations"), named if first else "", NOMINATIONS),
        Step(CHANGES, _("Changements"), changes if changed else "", CHANGES, is_reached=bool(first)),
        Step(
            PROPOSAL,
            _("Proposition"),
            proposal.name if proposal is not None and made else "",
            PROPOSAL,
            is_reached=bool(first),
        ),
        Step(OBJECTIONS, _("Objections"), objected if objections else "", OBJECTIONS, is_reached=made),
        replace(_result_step(page), is_reached=consent_key(page) == ""),
    )


def consent_key(page: ElectionPage) -> str:
    """Return the key of the step at which an election without candidates stands, or nothing for others."""
    if page.step is ElectionStep.NOMINATIONS:
        changing = any(row.stage is NominationStage.CHANGE for row in page.nominations)
        return CHANGES if changing else NOMINATIONS
    return {ElectionStep.PROPOSAL: PROPOSAL, ElectionStep.OBJECTIONS: OBJECTIONS}.get(page.step, "")
