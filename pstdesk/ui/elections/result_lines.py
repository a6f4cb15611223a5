"""What a counted round says, a line for each candidate: rank, votes and share, or the majority grade."""

from dataclasses import dataclass

from pstdesk.domain.election import RoundCount
from pstdesk.domain.judgment import GRADES, gauge
from pstdesk.domain.voting import VotingMethod
from pstdesk.i18n import _, format_percent, ngettext
from pstdesk.labels import label as word
from pstdesk.services.election_page import ElectedRow, RoundPage
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.rows import Column


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One candidate of a round: ``rank`` from 1, ``score`` and ``share`` in words, ``standing`` in a pill."""

    id: int
    rank: int
    name: str
    score: str
    share: str
    standing: str
    tone: Tone = "accent"


def result_lines(
    row: RoundPage, method: VotingMethod, elected: tuple[ElectedRow, ...] = ()
) -> tuple[ResultLine, ...]:
    """Return the lines of a round that is counted, the first ones first; none for one without valid votes.

    Of those whom its series ``elected``, the pill says so, or that they declined.
    """
    if row.count is None:
        return ()
    answers = {each.candidate_id: each.accepted for each in elected if each.series == row.series}
    scores = {score.candidate_id: score for score in row.scores}
    found: list[ResultLine] = []
    for tied in row.count.ranking:
        rank = len(found) + 1
        for key in tied:
            score = scores[key]
            grades = tuple(each or 0 for each in score.grades or ())
            if method is VotingMethod.MAJORITY_JUDGMENT:
                words, share = _grade_words(grades)
            else:
                votes = score.votes or 0
                words = ngettext("{n} voix", "{n} voix", votes).format(n=votes)
                share = format_percent(votes / row.count.valid, 1)
            standing, tone = _standing(row.count, key, answers)
            found.append(ResultLine(key, rank, score.name, words, share, standing, tone))
    return tuple(found)


def result_columns() -> tuple[Column[ResultLine], ...]:
    """Return the columns of the lines."""
    return (
        Column("rank", _("Rang"), lambda row: str(row.rank), width=44, muted=lambda _row: True),
        Column("name", _("Nom"), lambda row: row.name, stretch=True, bold=lambda row: bool(row.standing)),
        Column("standing", _("Place"), lambda row: row.standing, width=152, tone=lambda row: row.tone),
        Column("score", _("Voix"), lambda row: row.score, width=110, right=True),
        Column("share", _("Part"), lambda row: row.share, width=140, right=True, muted=lambda _row: True),
    )


def _standing(count: RoundCount[int], key: int, answers: dict[int, bool | None]) -> tuple[str, Tone]:
    """Return what the pill says of one candidate, and its tone."""
    if key in answers:
        refused: tuple[str, Tone] = _("refuse le mandat"), "neutral"
        return refused if answers[key] is False else (_("élection acquise"), "good")
    if answers or key not in count.leaders:
        return "", "accent"
    return (_("en tête") if len(count.leaders) == 1 else _("à égalité")), "accent"


def _grade_words(grades: tuple[int, ...]) -> tuple[str, str]:
    """Return the majority grade, and how many ballots are better and worse."""
    if not sum(grades):
        return "", ""
    found = gauge(grades)
    balance = _("{better} mieux, {worse} moins").format(better=found.better, worse=found.worse)
    return word(GRADES[found.grade]), balance
