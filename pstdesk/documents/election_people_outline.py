"""The people of an election, worded: who may vote and how they took part, and who stands."""

from collections.abc import Iterator
from itertools import groupby

from pstdesk.documents.election_record import RecordCandidate, RecordContent, RecordVoter
from pstdesk.documents.election_words import round_name
from pstdesk.documents.meeting_outline import say, section
from pstdesk.documents.meeting_words import capital
from pstdesk.documents.outline import Cell, Column, Line, Part, Row, Run, Table, typed_line
from pstdesk.documents.text import blocks
from pstdesk.i18n import _, ngettext, typeset

_NOT_THERE = RecordVoter("")


def electors(content: RecordContent) -> Iterator[Part]:
    """Yield those entitled to vote; where there were rounds, how each took part in them."""
    yield section(_("Électeurs"), "electors")
    if not content.electors:
        yield say("body", _("Personne n’a le droit de vote."))
        return
    count = len(content.electors)
    enrolled = ngettext("Un électeur est inscrit.", "{n} électeurs sont inscrits.", count)
    yield say("body", "\n".join((enrolled.format(n=count), *_turnouts(content))))
    shares = (0.32, 0.34, 0.34) if content.rounds else (0.42, 0.58)
    headers = (_("Électeur"), _("Structure"), _("Participation"))
    columns = tuple(Column(header, share) for header, share in zip(headers, shares, strict=False))
    rows = []
    for who in content.electors:
        cells = [_cell(typed_line(who.name)), _cell(typed_line(who.organisation) or "–")]
        if content.rounds:
            cells.append(_participation(content, who.name))
        rows.append(Row(tuple(cells)))
    yield Table(_("Électeurs et participation"), columns, tuple(rows))


def _turnouts(content: RecordContent) -> Iterator[str]:
    """Say how many voted in each round, and in whose stead."""
    for one in content.rounds:
        by_proxy = sum(bool(who.holder) and not who.stands_in for who in one.voters)
        stood_in = sum(who.stands_in for who in one.voters)
        here = len(one.voters) - by_proxy - stood_in
        said = (
            (here, _("{n} en personne")),
            (by_proxy, _("{n} par pouvoir")),
            (stood_in, _("{n} par suppléance")),
        )
        words = ", ".join(text.format(n=n) for n, text in said if n) or _("personne")
        yield _("{round} : {words}.").format(round=capital(round_name(content, one)), words=words)


def _participation(content: RecordContent, name: str) -> Cell:
    """Return how somebody took part: in one line where they did alike in all rounds."""
    voters = [{who.name: who for who in one.voters}.get(name, _NOT_THERE) for one in content.rounds]
    words = [_voted(who) for who in voters]
    if len(set(words)) == 1:
        return _cell(words[0])
    lines: list[Line] = []
    for said, alike in groupby(zip(content.rounds, words, strict=True), key=lambda pair: pair[1]):
        where = ", ".join(round_name(content, one) for one, _words in alike)
        lines.append((Run(_("{rounds} : ").format(rounds=capital(where)), "muted"), Run(said)))
    return tuple(lines)


def _voted(who: RecordVoter) -> str:
    if not who.name:
        return _("n’a pas voté")
    if not who.holder:
        return _("en personne")
    words = _("par {holder}, suppléant") if who.stands_in else _("pouvoir à {holder}")
    return words.format(holder=typed_line(who.holder))


# Those who stand


def candidates(content: RecordContent) -> Iterator[Part]:
    """Yield those who stood, with their suppléants and what they said for themselves."""
    if content.is_by_consent:
        return
    yield section(_("Candidatures"), "candidates")
    if not content.candidates:
        yield say("body", _("Personne ne se présente."))
        return
    with_statements = any(who.statement.strip() for who in content.candidates)
    columns = [Column(_("Candidat"), 0.3)]
    if content.with_substitute:
        columns.append(Column(_("Suppléant"), 0.24))
    if with_statements:
        columns.append(Column(_("Déclaration"), 0.46))
    rest = 1 - sum(column.share for column in columns)
    columns[0] = Column(columns[0].header, columns[0].share + rest)
    rows = []
    for who in content.candidates:
        cells = [_candidate(who)]
        if content.with_substitute:
            cells.append(_cell(typed_line(who.substitute) or "–"))
        if with_statements:
            cells.append(_statement(who.statement))
        rows.append(Row(tuple(cells)))
    yield Table(_("Candidatures"), tuple(columns), tuple(rows))


def _candidate(who: RecordCandidate) -> Cell:
    lines: list[Line] = [(Run(typed_line(who.name), "strong"),)]
    if organisation := typed_line(who.organisation):
        lines.append((Run(organisation, "muted"),))
    if who.withdrawn:
        lines.append((Run(_("a retiré sa candidature")),))
    return tuple(lines)


def _statement(text: str) -> Cell:
    """Return what was said, paragraph by paragraph; entries of a list keep their mark."""
    lines: list[Line] = []
    for block in blocks(text):
        mark = "• " if block.kind == "bullet" else f"{block.number}. " if block.kind == "number" else ""
        lines.append((Run(f"{mark}{typeset(block.text)}"),))
    return tuple(lines) or _cell("–")


def _cell(text: str) -> Cell:
    return ((Run(text),),)
