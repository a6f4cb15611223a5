"""How the papers of an election call things: the election, its record, its rounds, its people."""

from collections.abc import Sequence

from pstdesk.documents.election_record import RecordContent, RecordRound
from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.meeting_words import body_name, of_body
from pstdesk.documents.outline import typed_line
from pstdesk.domain.committee import MandateRole
from pstdesk.i18n import N_, _, format_date
from pstdesk.labels import label

_ELECTION_OF: dict[MandateRole, tuple[str, str]] = {
    MandateRole.REFERENT: (N_("élection du référent"), N_("élection des référents")),
    MandateRole.SUBSTITUTE_REFERENT: (
        N_("élection du référent suppléant"),
        N_("élection des référents suppléants"),
    ),
}


def election_name(role: MandateRole, seats: int, committee: CommitteeTitle) -> str:
    """Return "élection du référent du comité technique « ... »"; a body of unknown gender after a colon."""
    one, many = _ELECTION_OF[role]
    election, of = _(many if seats > 1 else one), of_body(committee)
    if of:
        return _("{election} {of_body}").format(election=election, of_body=of)
    return _("{election} : {body}").format(election=election, body=body_name(committee))


def record_title(content: RecordContent) -> str:
    """Return "Procès-verbal de l’élection du référent ...", that of a correction with its number."""
    election = election_name(content.role, content.rules.seats, content.committee)
    if content.corrects is None:
        return _("Procès-verbal de l’{election}").format(election=election)
    return _("Procès-verbal rectificatif n° {number} de l’{election}").format(
        number=content.record, election=election
    )


def record_state(content: RecordContent) -> str:
    """Return "Projet" or "Procès-verbal n° 1 du 12 novembre 2026", and which one it corrects."""
    if content.made_on is None:
        return _("Projet")
    day = format_date(content.made_on, "long")
    words = _("Procès-verbal n° {number} du {day}").format(number=content.record, day=day)
    if content.corrects is None:
        return words
    return _("{record}, qui corrige le n° {corrected}").format(
        record=words, corrected=content.corrects.number
    )


def round_number(number: int) -> str:
    """Return "1er tour", "2e tour"."""
    return _("1er tour") if number == 1 else _("{n}e tour").format(n=number)


def round_name(content: RecordContent, one: RecordRound) -> str:
    """Return "1er tour", with its ballot where there were several: "scrutin n° 2, 1er tour"."""
    words = round_number(one.number)
    if content.last_series == 1:
        return words
    return _("scrutin n° {series}, {round}").format(series=one.series, round=words)


def role_of(role: MandateRole, committee: CommitteeTitle) -> str:
    """Return "référent du comité technique « ... »"."""
    words, of = label(role), of_body(committee)
    return _("{role} {of_body}").format(role=words, of_body=of) if of else words


def with_substitute(name: str, substitute: str) -> str:
    """Return "Zoé L’Hostis, suppléant : Sékou Mbaï", or the name alone."""
    if not substitute:
        return typed_line(name)
    return _("{name}, suppléant : {substitute}").format(
        name=typed_line(name), substitute=typed_line(substitute)
    )


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: "Ada, Bo et Cléo"."""
    shown = [typed_line(name) for name in names]
    if len(shown) < 2:
        return "".join(shown)
    return _("{names} et {last}").format(names=", ".join(shown[:-1]), last=shown[-1])
