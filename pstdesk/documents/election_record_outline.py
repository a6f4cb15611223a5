"""The record of an election worded in its order: from the content to the parts that every format draws."""

from collections.abc import Iterator
from dataclasses import replace

from pstdesk.documents.election_annex import annex
from pstdesk.documents.election_consent_outline import consent
from pstdesk.documents.election_people_outline import candidates, electors
from pstdesk.documents.election_record import RecordContent
from pstdesk.documents.election_result_outline import in_office, result, result_fact
from pstdesk.documents.election_rounds_outline import rounds
from pstdesk.documents.election_words import listed, record_title
from pstdesk.documents.meeting_outline import account, facts, letterhead, say, section
from pstdesk.documents.meeting_words import capital, meeting_name, when
from pstdesk.documents.minutes_outline import quorum_words
from pstdesk.documents.outline import Cell, Column, Paragraph, Part, Row, Run, Table, typed_line
from pstdesk.domain.voting import QuorumRule
from pstdesk.i18n import _, format_date, format_time
from pstdesk.labels import label
from pstdesk.rule_words import rule_sentences

_ROOM_TO_SIGN = 42.0
"""Points, some 15 mm."""


def record_outline(content: RecordContent) -> tuple[Part, ...]:
    """Return the parts of the record in the order in which they are read, in the current language."""
    return (
        *letterhead(content.letterhead),
        *_draft_notice(content),
        Paragraph("title", (Run(record_title(content)),)),
        *_correction(content),
        *_facts(content),
        *_rule(content),
        *electors(content),
        *candidates(content),
        *(consent(content) if content.is_by_consent else rounds(content)),
        *result(content),
        *_remarks(content),
        *_signatures(content),
        *annex(content),
        say("note", _("Fin du procès-verbal.")),
    )


def _draft_notice(content: RecordContent) -> Iterator[Part]:
    if content.is_draft:
        words = _("L’élection n’est pas proclamée : ce qui est écrit ici peut encore changer.")
        yield Paragraph("draft", (Run(_("Projet."), "strong"), Run(f" {words}")))


def _correction(content: RecordContent) -> Iterator[Part]:
    """Say above all else which record this one corrects, and why."""
    if content.corrects is None:
        return
    words = _("Ce procès-verbal corrige et remplace le procès-verbal n° {number} du {day}, qui est conservé.")
    said = words.format(number=content.corrects.number, day=format_date(content.corrects.made_on, "long"))
    reason = _("Motif : {reason}").format(reason=typed_line(content.corrects.reason) or "–")
    yield Paragraph("decision", (Run(_("Rectification"), "label"), Run(f"\n{said}\n{reason}")))


def _facts(content: RecordContent) -> Iterator[Paragraph]:
    of_election = replace(content, starts_at=content.opened_at, ends_at=content.closed_at)
    return facts(
        (
            (_("Séance"), meeting_name(content)),
            (_("Date"), when(of_election)),
            (_("Lieu"), typed_line(content.place)),
            (_("Présidence"), typed_line(content.chair)),
            (_("Secrétariat"), typed_line(content.election_secretary)),
            (_("Scrutateurs"), listed(content.tellers)),
            (_("Quorum"), _quorum(content)),
            (_("Résultat"), result_fact(content)),
        )
    )


def _quorum(content: RecordContent) -> str:
    if content.rules.quorum is QuorumRule.NONE:
        return _("aucun n’est demandé par la règle")
    if content.second_convocation:
        return _("aucun n’est demandé à une seconde convocation")
    return quorum_words(content.quorum)


def _rule(content: RecordContent) -> Iterator[Part]:
    yield section(_("Règle appliquée"), "rule")
    method = capital(label(content.rules.method))
    name = typed_line(content.rule_name)
    words = _("{method}, selon la règle « {name} ».") if name else "{method}."
    yield say("body", words.format(method=method, name=name))
    yield from (say("bullet", sentence) for sentence in rule_sentences(content.rules))


def _remarks(content: RecordContent) -> Iterator[Part]:
    yield section(_("Remarques et réclamations"), "remarks")
    if content.remarks.strip():
        yield from account(content.remarks)
    else:
        yield say("body", _("Néant."))


# The end


def _signatures(content: RecordContent) -> Iterator[Part]:
    """Yield when it was closed, and a box to sign for each who answers for it."""
    yield section(_("Clôture et signatures"), "signatures")
    if closing := _closing(content):
        yield say("meta", closing)
    people = [
        (_("Présidence"), content.chair),
        (_("Secrétariat"), content.election_secretary),
        *((_("Scrutateur"), name) for name in _two(content.tellers)),
    ]
    if content.is_by_consent:
        people = people[:2]
    for each in in_office(content):
        people.append((_("Personne élue"), each.name))
        if each.substitute:
            people.append((_("Suppléant"), each.substitute))
    columns = (Column(_("Qualité"), 0.22), Column(_("Nom"), 0.36), Column(_("Signature"), 0.42))
    rows = tuple(Row((_cell(role), _name(name), _muted(_("Signature :")))) for role, name in people)
    yield Table(_("Signatures"), columns, rows, together=True, row_height=_ROOM_TO_SIGN)


def _closing(content: RecordContent) -> str:
    said = []
    if content.closed_at is not None:
        said.append(_("L’élection est close à {hour}.").format(hour=format_time(content.closed_at)))
    if content.made_on is not None:
        words = _("Procès-verbal établi et résultat proclamé le {day}.")
        if content.corrects is not None:
            words = _("Procès-verbal rectificatif établi le {day}.")
        said.append(words.format(day=format_date(content.made_on, "long")))
    return " ".join(said)


def _two(tellers: tuple[str, ...]) -> tuple[str, ...]:
    return (*tellers, "", "")[: max(2, len(tellers))]


def _cell(text: str) -> Cell:
    return ((Run(text),),)


def _muted(text: str) -> Cell:
    return ((Run(text, "muted"),),)


def _name(name: str) -> Cell:
    """Return who signs, or where to write it."""
    return _cell(typed_line(name)) if name.strip() else _muted(_("Nom :"))
