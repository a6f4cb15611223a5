"""An election without candidates, worded: who named whom and why, what was proposed, objected and lifted."""

from collections.abc import Iterator

from pstdesk.documents.election_record import RecordContent, RecordNomination, RecordObjection, RecordProposal
from pstdesk.documents.meeting_outline import account, say, section
from pstdesk.documents.outline import Cell, Column, Part, Row, Run, Table, typed, typed_line
from pstdesk.domain.voting import NominationStage, ProposalState
from pstdesk.i18n import N_, _
from pstdesk.labels import title

_COMES_TO: dict[ProposalState, str] = {
    ProposalState.OPEN: N_("Le consentement n’est pas encore recueilli."),
    ProposalState.AGREED: N_("Personne n’a plus d’objection : la proposition est acceptée par tous."),
    ProposalState.WITHDRAWN: N_("La proposition est retirée."),
}


def consent(content: RecordContent) -> Iterator[Part]:
    """Yield both turns of speaking, then each proposal with its objections."""
    for stage in NominationStage:
        named = [each for each in content.nominations if each.stage is stage]
        yield section(title(stage), f"nominations_{stage.value}")
        if named:
            yield _nominations(title(stage), named)
        elif stage is NominationStage.CHANGE:
            yield say("body", _("Personne ne change d’avis."))
        else:
            yield say("body", _("Personne n’a nommé qui que ce soit."))
    for proposal in content.proposals:
        yield from _proposal(proposal)


def _nominations(caption: str, named: list[RecordNomination]) -> Table:
    columns = (Column(_("Membre"), 0.26), Column(_("Nomme"), 0.26), Column(_("Pour quelle raison"), 0.48))
    rows = tuple(
        Row((_cell(typed_line(each.member)), _strong(typed_line(each.nominee)), _cell(_or_dash(each.reason))))
        for each in named
    )
    return Table(caption, columns, rows)


def _proposal(proposal: RecordProposal) -> Iterator[Part]:
    heading = _("Proposition n° {number} : {nominee}")
    yield section(
        heading.format(number=proposal.number, nominee=typed_line(proposal.nominee)),
        f"proposal_{proposal.number}",
    )
    yield from account(proposal.reason)
    if proposal.objections:
        yield _objections(proposal.objections)
    else:
        yield say("body", _("Aucune objection."))
    yield say("body", _(_COMES_TO[proposal.state]))


def _objections(objections: tuple[RecordObjection, ...]) -> Table:
    columns = (
        Column(_("Objection"), 0.38),
        Column(_("De"), 0.18),
        Column(_("Réponse apportée"), 0.3),
        Column(_("Levée"), 0.14),
    )
    rows = tuple(
        Row(
            (
                _cell(_or_dash(each.text)),
                _cell(typed_line(each.member) or "–"),
                _cell(_or_dash(each.answer)),
                _cell(_("oui") if each.is_lifted else _("non")),
            )
        )
        for each in objections
    )
    return Table(_("Objections"), columns, rows)


def _cell(text: str) -> Cell:
    return ((Run(text),),)


def _strong(text: str) -> Cell:
    return ((Run(text, "strong"),),)


def _or_dash(text: str) -> str:
    return typed(text).strip() or "–"
