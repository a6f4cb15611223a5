"""The totals of an election as anybody counts them again: the annex of a record, in the form of ``tally``."""

import json
from collections.abc import Iterator

from pstdesk.documents.election_record import RecordContent, RecordRound
from pstdesk.documents.meeting_outline import say, section
from pstdesk.documents.outline import Part
from pstdesk.domain.election import ONE_CHOICE, Totals
from pstdesk.domain.tally import tally_form
from pstdesk.i18n import _


def annex(content: RecordContent) -> Iterator[Part]:
    """Yield the totals of each ballot as text to copy; nothing where nobody voted."""
    if not content.rounds:
        return
    yield section(_("Annexe : recompter soi-même"), "tally")
    yield say(
        "body",
        _(
            "Copiez le texte ci-dessous dans un fichier « totaux.json », puis lancez la commande "
            "« pstdesk tally totaux.json » : elle refait le compte à partir des totaux."
        ),
    )
    for series in sorted({one.series for one in content.rounds if one.counts}):
        if content.last_series > 1:
            yield say("meta", _("Scrutin n° {series} :").format(series=series))
        yield say("code", tally_text(content, series))


def tally_text(content: RecordContent, series: int) -> str:
    """Return the totals of one ballot (series) as JSON, a line for each thing that is counted.

    It is neither indented nor typeset, so that what is copied out of a PDF is still JSON. It holds seniority
    and no date of birth.
    """
    rounds = [one for one in content.rounds if one.series == series and one.counts]
    stood = {score.name for one in rounds for score in one.scores}
    names = {who.name: who.name for who in content.candidates if who.name in stood}
    seniority = tuple(name for one in rounds if one.tie for name in one.tie.seniority)
    form = tally_form(
        content.rules.method,
        content.rules.tie_break,
        _seats(content, series),
        names,
        tuple(dict.fromkeys(seniority)),
        [_totals(one) for one in rounds],
    )
    return _spread(form)


def _seats(content: RecordContent, series: int) -> int:
    """Return how many seats a series fills: one, or at once all that those before it left."""
    if content.rules.method in ONE_CHOICE:
        return 1
    filled = sum(each.series < series and each.accepted is True for each in content.elected)
    return content.rules.seats - filled


def _totals(one: RecordRound) -> Totals[str]:
    graded = any(score.grades for score in one.scores)
    return Totals(
        registered=one.registered,
        cast=one.cast,
        blank=one.blank,
        spoiled=one.spoiled,
        votes={} if graded else {score.name: score.votes for score in one.scores},
        grades={score.name: score.grades for score in one.scores} if graded else {},
    )


def _spread(form: dict[str, object]) -> str:
    """Return JSON with a line for each value of the outer object, for each candidate and for each round.

    No line is so long that a page breaks it but at a blank between two values.
    """
    lines = []
    for key, value in form.items():
        if isinstance(value, list):
            each = map(_round if key == "rounds" else _json, value)
            lines.append(f"{_json(key)}: [\n" + ",\n".join(each) + "\n]")
        else:
            lines.append(f"{_json(key)}: {_json(value)}")
    return "{" + ",\n".join(lines) + "}"


def _round(totals: dict[str, object]) -> str:
    """Return one round: what was cast on one line, and a line for each candidate."""
    cast = ", ".join(f"{_json(key)}: {_json(each)}" for key, each in totals.items() if isinstance(each, int))
    scores = [f"{_json(key)}: {{{_inside(each)}}}" for key, each in totals.items() if isinstance(each, dict)]
    return "{" + ",\n".join((cast, *scores)) + "}"


def _inside(scores: dict[str, object]) -> str:
    return ",\n".join(f"{_json(name)}: {_json(score)}" for name, score in scores.items())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
