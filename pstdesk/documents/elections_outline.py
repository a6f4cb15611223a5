"""What minutes say of the elections held under an item: rounds in one table, who was elected, the record."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pstdesk.documents.election_lines import ElectionLine, OutcomeLine, RoundLine, VotesLine
from pstdesk.documents.meeting_outline import say
from pstdesk.documents.minutes import MinutesItem
from pstdesk.documents.outline import Cell, Column, Paragraph, Part, Row, Run, Table, typed_line
from pstdesk.domain.judgment import GRADES, majority_grade
from pstdesk.domain.voting import ElectionState
from pstdesk.i18n import _, format_date
from pstdesk.labels import label, title


def election_parts(elections: tuple[ElectionLine, ...]) -> Iterator[Part]:
    """Yield what the elections under one item decided; of one not proclaimed, no more than that."""
    for line in elections:
        yield say("meta", _("Règle de vote : {rule}.").format(rule=typed_line(line.rule)))
        if line.state is not ElectionState.PROCLAIMED:
            yield say("note", result_words(line))
            continue
        if line.rounds:
            yield _rounds(line)
        yield Paragraph("decision", (Run(_result_label(line), "label"), Run("\n" + result_words(line))))


def record_annexes(items: Iterable[MinutesItem]) -> Iterator[str]:
    """Yield what the last record of each election is called among the annexes."""
    for item in items:
        for line in item.elections:
            if line.record:
                words = _("Procès-verbal n° {number} de l’élection (point {item})")
                yield words.format(number=line.record, item=item.number)


def _unfinished(line: ElectionLine) -> str:
    if line.state is ElectionState.CORRECTING:
        words = _("Le résultat du procès-verbal n° {number} est en cours de correction.")
        return words.format(number=line.record)
    return _("Cette élection n’est pas encore proclamée.")


def _result_label(line: ElectionLine) -> str:
    words = _("Élection, procès-verbal n° {number} annexé")
    return words.format(number=line.record)


def result_words(line: ElectionLine) -> str:
    """Return who was elected and for how long, and who declined, a line each; or that it is not final."""
    if line.state is not ElectionState.PROCLAIMED:
        return _unfinished(line)
    words = [_outcome(line, each) for each in line.outcomes]
    if not any(each.accepted for each in line.outcomes):
        words.append(_("Personne n’est élu."))
    return "\n".join(words)


def _outcome(line: ElectionLine, outcome: OutcomeLine) -> str:
    named = {"name": typed_line(outcome.name), "how": label(outcome.decided_by)}
    if not outcome.accepted:
        return _("{name}, {how}, refuse le mandat.").format(**named)
    words = [_("{role} : {name}, {how}.").format(role=title(line.role), **named)]
    if outcome.substitute:
        words.append(_("Suppléant : {name}.").format(name=typed_line(outcome.substitute)))
    if outcome.starts_on is not None:
        words.append(_term(outcome.starts_on, outcome.ends_on))
    return " ".join(words)


def _term(starts_on: date, ends_on: date | None) -> str:
    first = format_date(starts_on, "long")
    if ends_on is None:
        return _("Mandat à partir du {first}, jusqu’à la prochaine élection.").format(first=first)
    last = format_date(ends_on - timedelta(days=1), "long")
    return _("Mandat du {first} au {last}.").format(first=first, last=last)


def _rounds(line: ElectionLine) -> Table:
    columns = (
        Column(_("Tour"), 0.17),
        Column(_("Votants"), 0.12),
        Column(_("Blancs"), 0.11),
        Column(_("Nuls"), 0.1),
        Column(_("Exprimés"), 0.13),
        Column(_("Voix"), 0.37),
    )
    several = len({each.series for each in line.rounds}) > 1
    rows = tuple(
        _row(each, several=several, begins_group=several and each.number == 1) for each in line.rounds
    )
    return Table(caption=_("Tours de scrutin"), columns=columns, rows=rows)


def _row(line: RoundLine, *, several: bool, begins_group: bool) -> Row:
    numbers = (line.cast, line.blank, line.spoiled, line.valid)
    cells: tuple[Cell, ...] = (
        ((Run(_round_words(line, several=several)),),),
        *(((Run(str(number)),),) for number in numbers),
        tuple((Run(_votes_words(each)),) for each in line.votes),
    )
    return Row(cells, begins_group=begins_group)


def _round_words(line: RoundLine, *, several: bool) -> str:
    words = _("{series}.{number}") if several else "{number}"
    said = words.format(series=line.series, number=line.number)
    return _("{round}, à main levée").format(round=said) if line.is_public else said


def _votes_words(line: VotesLine) -> str:
    votes = label(GRADES[majority_grade(line.grades)]) if line.grades else str(line.votes)
    return _("{name} : {votes}").format(name=typed_line(line.name), votes=votes)
