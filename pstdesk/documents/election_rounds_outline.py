"""The rounds of an election, worded: what was counted, in figures and in words, and what it comes to."""

from collections.abc import Iterator

from pstdesk.documents.election_record import RecordContent, RecordRound, RecordScore, RecordTie
from pstdesk.documents.election_words import listed, round_name, with_substitute
from pstdesk.documents.meeting_outline import say, section
from pstdesk.documents.meeting_words import capital
from pstdesk.documents.outline import Cell, Column, Line, Part, Row, Run, Table, typed_line
from pstdesk.domain.judgment import GRADES, Gauge, gauge, ranking
from pstdesk.domain.voting import DecidedBy, TieBreak, VotingMethod
from pstdesk.i18n import _, format_number, format_percent, ngettext
from pstdesk.labels import title
from pstdesk.numerals import in_words


def rounds(content: RecordContent) -> Iterator[Part]:
    """Yield each round under its heading."""
    for place, one in enumerate(content.rounds):
        yield section(capital(round_name(content, one)), f"round_{one.series}_{one.number}")
        yield say("meta", " ".join(_circumstances(content, one)))
        yield _counted(one)
        yield from _difference(one)
        yield say("meta", _("Résultat de chaque candidat, le premier d’abord :"))
        yield _scores(content, one)
        later = content.rounds[place + 1 :]
        is_last = not any(each.series == one.series and each.counts for each in later)
        yield say("body", " ".join(_comes_to(content, one, is_last)))


def _circumstances(content: RecordContent, one: RecordRound) -> Iterator[str]:
    """Say how people voted, and why there was another ballot than the first."""
    if one.series > 1 and one.number == 1:
        declined = [
            each.name for each in content.elected if each.series == one.series - 1 and not each.accepted
        ]
        if declined:
            yield _("Nouveau scrutin, après le refus de : {names}.").format(names=listed(declined))
        else:
            yield _("Nouveau scrutin, pour le siège suivant.")
    if one.is_public:
        yield _("Vote à main levée, auquel personne ne s’est opposé : il est public.")
    else:
        yield _("Vote à bulletin secret.")


# What was counted


def _counted(one: RecordRound) -> Table:
    lines = [
        (_("Électeurs inscrits"), one.registered),
        (_("Votants"), one.cast),
        (_("Bulletins nuls"), one.spoiled),
        (_("Bulletins blancs"), one.blank),
        (_("Suffrages exprimés"), one.valid),
    ]
    if one.majority is not None:
        lines.append((_("Majorité absolue"), one.majority))
    columns = (
        Column(_("Dépouillement"), 0.46),
        Column(_("En chiffres"), 0.16, is_number=True),
        Column(_("En lettres"), 0.38),
    )
    rows = tuple(Row((_cell(words), *_figures(number))) for words, number in lines)
    return Table(_("Dépouillement"), columns, rows, together=True)


def _cell(text: str) -> Cell:
    return ((Run(text),),)


def _figures(number: int) -> tuple[Cell, Cell]:
    return ((Run(format_number(number), "strong"),),), _cell(in_words(number))


def _difference(one: RecordRound) -> Iterator[Part]:
    """Say where the sign-in list and the papers are not of one number."""
    if one.signatures == one.cast:
        return
    words = _(
        "La liste d’émargement porte {signatures} signatures pour {cast} bulletins. Motif : {reason}"
    ).format(signatures=one.signatures, cast=one.cast, reason=typed_line(one.difference_reason) or "–")
    yield say("body", words)


def _scores(content: RecordContent, one: RecordRound) -> Table:
    """Return what each candidate got, the first one first."""
    if content.rules.method is VotingMethod.MAJORITY_JUDGMENT and one.valid:
        return _grades(content, one)
    is_approval = content.rules.method is VotingMethod.APPROVAL
    columns = [
        Column(_("Candidats"), 0.46 if not is_approval else 0.38),
        Column(_("Approbations") if is_approval else _("Suffrages"), 0.16, is_number=True),
        Column(_("En lettres"), 0.38 if not is_approval else 0.26),
    ]
    if is_approval:
        columns.append(Column(_("Part des exprimés"), 0.2, is_number=True))
    rows = []
    for score in sorted(one.scores, key=lambda score: -score.votes):
        cells = [_candidate(content, score), *_figures(score.votes)]
        if is_approval:
            cells.append(_cell(format_percent(score.votes / one.valid, 1) if one.valid else "–"))
        rows.append(Row(tuple(cells)))
    return Table(_("Résultat du tour"), tuple(columns), tuple(rows), together=len(rows) <= _FEW)


_FEW = 10
"""Candidates whose table stays on one page."""


def _candidate(content: RecordContent, score: RecordScore) -> Cell:
    substitutes = {who.name: who.substitute for who in content.candidates}
    return _cell(with_substitute(score.name, substitutes.get(score.name, "")))


def _grades(content: RecordContent, one: RecordRound) -> Table:
    """Return the grades of each candidate, the best one first, with the grade that decides.

    The gauge is what lies above and below that grade: shown, never decisive [Balinski & Laraki 2007].
    """
    columns = (
        Column(_("Candidats"), 0.27),
        Column(_("Mentions reçues"), 0.31),
        Column(_("Mention majoritaire"), 0.18),
        Column(_("Jauge"), 0.24),
    )
    scores = {score.name: score for score in one.scores}
    ranked = ranking({name: score.grades for name, score in scores.items()})
    rows = []
    for name in (name for rank in ranked for name in rank):
        found = gauge(scores[name].grades)
        grade = ((Run(title(GRADES[found.grade]), "strong"),),)
        rows.append(
            Row(
                (
                    _candidate(content, scores[name]),
                    _received(scores[name].grades),
                    grade,
                    _gauge(found, one.valid),
                )
            )
        )
    return Table(_("Mentions des candidats"), columns, tuple(rows))


def _received(grades: tuple[int, ...]) -> Cell:
    """Return how many of each grade, the best first, in figures and in words."""
    pairs = zip(reversed(GRADES), reversed(grades), strict=True)
    return tuple(_received_line(title(grade), number) for grade, number in pairs)


def _received_line(grade: str, number: int) -> Line:
    words = f" ({in_words(number)})"
    return (
        Run(_("{grade} : ").format(grade=grade), "muted"),
        Run(format_number(number), "strong"),
        Run(words),
    )


def _gauge(found: Gauge, valid: int) -> Cell:
    above = _("{percent} au-dessus").format(percent=format_percent(found.better / valid, 1))
    below = _("{percent} au-dessous").format(percent=format_percent(found.worse / valid, 1))
    return ((Run(above),), (Run(below),))


# What it comes to


def _comes_to(content: RecordContent, one: RecordRound, is_last: bool) -> Iterator[str]:
    """Say whom a round elects, what ends its tie, or that another one follows."""
    if not one.counts:
        yield _("Ce tour ne compte pas : le tour précédent, rectifié, a suffi.")
        return
    elected = [each for each in content.elected if each.series == one.series and is_last]
    if not one.valid:
        yield _("Aucun suffrage n’est exprimé : ce tour n’élit personne.")
    elif one.tie is not None:
        yield _("Égalité entre {names}.").format(names=listed(one.tie.tied))
        favoured = [each.name for each in elected if each.decided_by is DecidedBy.AGE]
        yield from _tie_words(one.tie, favoured, is_last)
    elif elected:
        yield _won(content, one, [each.name for each in elected])
    elif is_last:
        yield _("Personne n’est élu.")
    else:
        yield _("Personne n’obtient la majorité absolue.")
    if not is_last:
        yield _("Un autre tour suit.")


def _won(content: RecordContent, one: RecordRound, names: list[str]) -> str:
    """Say by what those were elected whom this round elected."""
    if content.rules.method is VotingMethod.APPROVAL:
        words = ngettext(
            "{names} réunit le plus d’approbations.", "{names} réunissent le plus d’approbations.", len(names)
        )
    elif content.rules.method is VotingMethod.MAJORITY_JUDGMENT:
        words = ngettext(
            "{names} obtient la meilleure mention majoritaire.",
            "{names} obtiennent les meilleures mentions majoritaires.",
            len(names),
        )
    elif one.majority is not None:
        words = _("{names} obtient la majorité absolue.")
    else:
        words = _("{names} obtient le plus de suffrages.")
    return words.format(names=listed(names))


def _tie_words(tie: RecordTie, favoured: list[str], is_last: bool) -> Iterator[str]:
    """Say what ended a tie; of the ages nothing but whom they favour."""
    if favoured:
        yield _("L’emporte au bénéfice de l’âge : {names}.").format(names=listed(favoured))
    if tie.ended_by is TieBreak.LOT:
        words = ngettext(
            "Le sort décide : le nom de {drawn} est tiré, devant les témoins {witnesses}.",
            "Le sort décide : les noms de {drawn} sont tirés, devant les témoins {witnesses}.",
            len(tie.drawn),
        )
        yield words.format(drawn=listed(tie.drawn), witnesses=listed(tie.witnesses))
    elif is_last and not favoured:
        yield _("Cette égalité n’est pas encore départagée.")
