"""What of an election may be shown to the room, step by step.

Never who voted or holds a proxy, nor totals while they are being typed: a round says its result once it is
closed. In an election without candidates who names whom is public, but the beamer shows only who was named.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from pstdesk.domain.election import ONE_CHOICE, is_deciding, rounds_of
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.judgment import GRADES, majority_grade
from pstdesk.domain.voting import DecidedBy, ElectionState, ProposalState, TieBreak, VotingMethod
from pstdesk.i18n import N_, _, format_date, format_percent, ngettext
from pstdesk.labels import label as word
from pstdesk.labels import title as heading
from pstdesk.rule_words import rule_summary
from pstdesk.services.election_page import (
    CandidateRow,
    ElectedRow,
    ElectionPage,
    NominationRow,
    RoundPage,
    ScoreRow,
)
from pstdesk.ui.elections.beamer_lines import Board, BoardLine
from pstdesk.ui.elections.words import election_title, joined
from pstdesk.ui.meetings.words import quoted

_SAID = 150
"""Characters of a statement or a reason that are shown."""

_DECIDED: dict[DecidedBy, str] = {
    DecidedBy.VOTE: N_("élection acquise"),
    DecidedBy.AGE: N_("au bénéfice de l’âge"),
    DecidedBy.LOT: N_("par tirage au sort"),
    DecidedBy.SOLE_CANDIDATE: N_("seule candidature"),
    DecidedBy.CONSENT: N_("par consentement"),
}


def election_board(page: ElectionPage) -> Board:
    """Return what everybody may read of an election now."""
    title, rule = election_title(page.head), rule_summary(page.head.rules)
    if page.head.state is ElectionState.CORRECTING:
        return Board(title, state=_("Correction du procès-verbal en cours"), tone="neutral")
    if page.step is ElectionStep.PROCLAIMED:
        return _proclaimed(page, title)
    if page.step in (ElectionStep.NOMINATIONS, ElectionStep.PROPOSAL):
        words = _("Chacun nomme quelqu’un et dit pourquoi")
        if page.step is ElectionStep.PROPOSAL:
            words = _("Une nouvelle proposition est attendue")
        return Board(title, rule, words, lines=_named(page.nominations))
    if page.step is ElectionStep.OBJECTIONS:
        return _proposed(page, title)
    if page.step is ElectionStep.CANDIDACIES:
        return Board(title, rule, _("Candidatures"), lines=tuple(map(_candidate, _standing(page))))
    held = page.rounds[-1] if page.rounds else None
    if page.step is ElectionStep.ROUND and held is not None:
        return _voting(page, held, title, rule)
    return _result(page, held, title, rule)


# Before the result


def _standing(page: ElectionPage) -> Iterable[CandidateRow]:
    asked = {row.candidate_id for row in page.elected}
    return (row for row in page.candidates if not row.withdrawn and row.id not in asked)


def _candidate(row: CandidateRow) -> BoardLine:
    beside = _("suppléant : {name}").format(name=row.substitute) if row.substitute else ""
    return BoardLine(row.name, beside, quoted(row.statement, _SAID))


def _voting(page: ElectionPage, held: RoundPage, title: str, rule: str) -> Board:
    stand = {score.candidate_id for score in held.scores}
    lines = tuple(_candidate(row) for row in page.candidates if row.id in stand)
    if _is_typed(held):
        words = _("dépouillement en cours")
    elif held.is_public:
        words = _("vote à main levée en cours")
    else:
        words = _("vote en cours")
    return Board(title, rule, _of_round(page, held, words), lines=lines)


def _is_typed(held: RoundPage) -> bool:
    """Whether any number of a round was typed: the papers are being counted."""
    typed = (held.typed.cast, held.typed.blank, held.typed.spoiled, *(row.votes for row in held.scores))
    return any(number is not None for number in typed) or any(row.grades for row in held.scores)


def _of_round(page: ElectionPage, held: RoundPage, words: str) -> str:
    """Return ``words`` about a round, named where there can be several: "Tour 2 : vote en cours"."""
    rules = page.head.rules
    named = words[:1].upper() + words[1:]
    if held.number > 1 or rounds_of(rules.method) > 1:
        named = _("Tour {number} : {what}").format(number=held.number, what=words)
    if rules.seats > 1 and rules.method in ONE_CHOICE:
        taken = {row.series for row in page.elected if row.accepted is not False}
        seat = 1 + len(taken - {held.series})
        named = _("Siège {seat} sur {seats}. {what}").format(seat=seat, seats=rules.seats, what=named)
    return named


# The result of a round


def _result(page: ElectionPage, held: RoundPage | None, title: str, rule: str) -> Board:
    series = max((row.series for row in page.elected), default=0)
    if held is None or not held.is_closed or held.series < series:
        names = {row.id: row for row in page.candidates}
        lines = tuple(
            _marked(page, row.candidate_id, BoardLine(row.name, _candidate(names[row.candidate_id]).beside))
            for row in page.elected
            if row.series == series
        )
        return Board(title, rule, _("Résultat"), lines=lines, outcome=_outcome(page, held))
    majority = None if held.count is None else held.count.majority
    shows_majority = majority is not None and not is_deciding(page.head.rules.method, held.number)
    threshold = majority / held.count.valid if shows_majority and majority and held.count else None
    is_judged = page.head.rules.method is VotingMethod.MAJORITY_JUDGMENT
    return Board(
        title,
        rule,
        _of_round(page, held, _("résultat")),
        lines=_result_lines(page, held),
        threshold=threshold,
        grade_words=tuple(word(grade) for grade in GRADES) if is_judged else (),
        figures=_figures(held, majority if shows_majority else None),
        outcome=_outcome(page, held),
    )


def _result_lines(page: ElectionPage, held: RoundPage) -> tuple[BoardLine, ...]:
    """Return a line for each who stood in a round, the first ones first."""
    ranking = () if held.count is None else held.count.ranking
    ranks = {key: place for place, rank in enumerate(ranking) for key in rank}
    scores = sorted(held.scores, key=lambda score: ranks.get(score.candidate_id, len(ranks)))
    valid = 0 if held.count is None else held.count.valid
    method = page.head.rules.method
    return tuple(_marked(page, score.candidate_id, _score(score, method, valid)) for score in scores)


def _score(score: ScoreRow, method: VotingMethod, valid: int) -> BoardLine:
    if method is VotingMethod.MAJORITY_JUDGMENT:
        grades = tuple(number or 0 for number in score.grades or ())
        figure = word(GRADES[majority_grade(grades)]) if sum(grades) else ""
        return BoardLine(score.name, figure=figure, grades=grades)
    votes = score.votes or 0
    share = votes / valid if valid else 0.0
    figure = ngettext("{n} voix", "{n} voix", votes).format(n=votes)
    if method is VotingMethod.APPROVAL:
        figure = _("{votes}, {share}").format(votes=figure, share=format_percent(share, 1))
    return BoardLine(score.name, figure=figure, share=share)


def _marked(page: ElectionPage, candidate_id: int, line: BoardLine) -> BoardLine:
    """Return ``line`` with how a candidate stands, as a word in its tone."""
    if candidate_id in page.tied:
        return replace(line, mark=_("à égalité"), tone="warning")
    row = next((row for row in reversed(page.elected) if row.candidate_id == candidate_id), None)
    if row is None:
        return line
    if row.accepted is False:
        return replace(line, mark=_("n’accepte pas"))
    return replace(line, mark=_(_DECIDED[row.decided_by]), tone="good")


def _figures(held: RoundPage, majority: int | None) -> tuple[tuple[str, str], ...]:
    valid = held.count.valid if held.count is not None else 0
    blank, spoiled = held.typed.blank or 0, held.typed.spoiled or 0
    figures = [
        (ngettext("suffrage exprimé", "suffrages exprimés", valid), str(valid)),
        (ngettext("blanc", "blancs", blank), str(blank)),
        (ngettext("nul", "nuls", spoiled), str(spoiled)),
    ]
    if majority is not None:
        figures.append((_("majorité absolue"), str(majority)))
    return tuple(figures)


def _outcome(page: ElectionPage, held: RoundPage | None) -> str:
    """Return what comes of a result, in a sentence."""
    if page.step is ElectionStep.TIE:
        tied = joined([row.distinct_name for row in page.candidates if row.id in page.tied])
        by_age = page.tie_break is TieBreak.OLDEST
        words = _("Égalité entre {names} : l’âge décidera.")
        return (words if by_age else _("Égalité entre {names} : le sort décidera.")).format(names=tied)
    if page.step is ElectionStep.NEXT_ROUND:
        if held is not None and held.count is not None and not held.count.valid:
            return _("Aucun suffrage exprimé : nouveau tour.")
        leaders = held.count.leaders if held is not None and held.count is not None else ()
        is_tie = held is not None and is_deciding(page.head.rules.method, held.number) and len(leaders) > 1
        return _("Égalité : nouveau tour.") if is_tie else _("Pas de majorité absolue : nouveau tour.")
    if page.step is ElectionStep.NOBODY:
        return _("Aucun suffrage exprimé : personne n’est élu.")
    waiting = [row.name for row in page.elected if row.accepted is None]
    if page.step is ElectionStep.ACCEPTANCE and waiting:
        return _("{name} : acceptation demandée.").format(name=waiting[0])
    return _("Élection acceptée : le résultat va être proclamé.") if _seated(page) else ""


# What was proclaimed


def _seated(page: ElectionPage) -> list[ElectedRow]:
    return [row for row in page.elected if row.accepted]


def _proclaimed(page: ElectionPage, title: str) -> Board:
    """Return the proclamation: the names in large type, what they are elected to, until when."""
    seated = _seated(page)
    if not seated:
        return Board(title, state=_("Proclamation"), proclaimed=(_("Personne n’est élu"),))
    tickets = {row.id: row for row in page.candidates}
    substitutes = [tickets[row.candidate_id].substitute for row in seated]
    remarks = [_("{role} du comité {body}").format(role=heading(page.head.role), body=page.head.committee)]
    if any(substitutes):
        names = joined([name for name in substitutes if name])
        remarks.append(
            ngettext("Suppléant : {names}", "Suppléants : {names}", len(substitutes)).format(names=names)
        )
    if {row.decided_by for row in seated} <= {DecidedBy.AGE, DecidedBy.LOT}:
        remarks.append(heading(seated[0].decided_by))
    ends_on = page.term.ends_on
    if ends_on is not None:
        last = format_date(ends_on - timedelta(days=1))
        remarks.append(_("Mandat jusqu’au {day}").format(day=last))
    elected = tuple(row.name for row in seated)
    return Board(title, state=_("Proclamation"), tone="good", proclaimed=elected, remarks=tuple(remarks))


# Without candidates


def _named(nominations: tuple[NominationRow, ...]) -> tuple[BoardLine, ...]:
    """Return who is named now, by name: a change replaces what the same member said first."""
    latest = {row.person_id: row for row in nominations}
    times = Counter(row.nominee for row in latest.values())
    return tuple(
        BoardLine(
            name, figure=ngettext("{n} désignation", "{n} désignations", times[name]).format(n=times[name])
        )
        for name in sorted(times)
    )


def _proposed(page: ElectionPage, title: str) -> Board:
    proposal = next(row for row in reversed(page.proposals) if row.state is ProposalState.OPEN)
    remarks = [quoted(proposal.reason, 2 * _SAID)] if proposal.reason else []
    count = len(proposal.objections)
    lifted = sum(row.is_lifted for row in proposal.objections)
    if count:
        remarks.append(ngettext("{n} objection", "{n} objections", count).format(n=count))
    if lifted:
        remarks[-1] += ", " + ngettext("{n} levée", "{n} levées", lifted).format(n=lifted)
    return Board(title, state=_("Proposition"), proclaimed=(proposal.name,), remarks=tuple(remarks))
