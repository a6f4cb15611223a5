"""What an election comes to, worded: who is elected, who accepts, and until when."""

from collections.abc import Iterator
from datetime import timedelta

from pstdesk.documents.election_record import RecordContent, RecordElected, RecordMandate, RecordRound
from pstdesk.documents.election_words import listed, role_of, round_name, with_substitute
from pstdesk.documents.meeting_outline import say, section
from pstdesk.documents.meeting_words import capital
from pstdesk.documents.outline import Paragraph, Part, Run, typed_line
from pstdesk.domain.voting import DecidedBy
from pstdesk.i18n import N_, _, format_date, ngettext
from pstdesk.labels import label

_HOW: dict[DecidedBy, str] = {
    DecidedBy.VOTE: N_("par le vote"),
    DecidedBy.AGE: N_("au bénéfice de l’âge"),
    DecidedBy.LOT: N_("par tirage au sort"),
    DecidedBy.SOLE_CANDIDATE: N_("sans vote, la candidature étant seule et la règle le permettant"),
    DecidedBy.CONSENT: N_("par consentement"),
}
_BY_ROUNDS = (DecidedBy.VOTE, DecidedBy.AGE, DecidedBy.LOT)


def in_office(content: RecordContent) -> tuple[RecordElected, ...]:
    """Return those elected who accepted."""
    return tuple(each for each in content.elected if each.accepted)


def result_fact(content: RecordContent) -> str:
    """Return the result in a few words, for those who read no further."""
    if names := [each.name for each in in_office(content)]:
        return listed(names)
    return "" if content.is_draft else _("personne n’est élu")


def result(content: RecordContent) -> Iterator[Part]:
    """Yield how each was elected and what they answered, the result that is proclaimed, and the mandates."""
    yield section(_("Résultat"), "result")
    for each in content.elected:
        yield say("bullet", _elected(content, each))
    heading = _("Résultat, à proclamer") if content.is_draft else _("Résultat proclamé")
    yield Paragraph("decision", (Run(heading, "label"), Run("\n" + _proclaimed(content))))
    if content.mandates:
        mandates = ngettext("Mandat", "Mandats", len(content.mandates))
        yield section(mandates, "mandates")
        yield from (say("bullet", _mandate(each)) for each in content.mandates)


def _elected(content: RecordContent, each: RecordElected) -> str:
    how = _(_HOW[each.decided_by])
    last = _last_round(content, each.series)
    if last is not None and each.decided_by in _BY_ROUNDS:
        how = _("{how}, {round}").format(how=how, round=round_name(content, last))
    answers = {True: _("accepte le mandat"), False: _("refuse le mandat")}
    answer = _("réponse attendue") if each.accepted is None else answers[each.accepted]
    return _("{name} : {how} ; {answer}.").format(
        name=with_substitute(each.name, each.substitute), how=how, answer=answer
    )


def _last_round(content: RecordContent, series: int) -> RecordRound | None:
    return next((one for one in reversed(content.rounds) if one.series == series), None)


def _proclaimed(content: RecordContent) -> str:
    role = capital(role_of(content.role, content.committee))
    lines = [
        _("{role} : {name}.").format(role=role, name=with_substitute(each.name, each.substitute))
        for each in in_office(content)
    ]
    missing = content.rules.seats - len(lines)
    if not lines:
        lines.append(_("Personne n’est élu."))
    if missing > 0 and not content.is_draft:
        words = ngettext("Le siège reste à pourvoir.", "{n} sièges restent à pourvoir.", missing)
        if content.rules.seats > missing == 1:
            words = _("Un siège reste à pourvoir.")
        lines.append(words.format(n=missing))
    return "\n".join(lines)


def _mandate(mandate: RecordMandate) -> str:
    """Return from when to when, the last day included; of a remaining term, whose."""
    start = format_date(mandate.starts_on, "long")
    if mandate.ends_on is None:
        words = _("{name}, {role} : à partir du {start}, jusqu’à l’élection suivante")
        end = ""
    else:
        words = _("{name}, {role} : du {start} au {end} inclus")
        end = format_date(mandate.ends_on - timedelta(days=1), "long")
    said = words.format(name=typed_line(mandate.name), role=label(mandate.role), start=start, end=end)
    if mandate.remaining_of:
        said = _("{mandate}, pour achever le mandat commencé par {name}").format(
            mandate=said, name=typed_line(mandate.remaining_of)
        )
    return f"{said}."
