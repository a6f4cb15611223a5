"""Words about an election that several parts of its view say."""

from collections.abc import Sequence

from pstdesk.domain.committee import MandateRole
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.voting import ElectionState
from pstdesk.i18n import N_, _
from pstdesk.services.election_page import ElectionHead
from pstdesk.services.elections import ElectionOfItem
from pstdesk.ui.theme import Tone

STATE_TONES: dict[ElectionState, Tone] = {
    ElectionState.OPEN: "accent",
    ElectionState.PROCLAIMED: "good",
    ElectionState.CORRECTING: "warning",
}

_TITLES = {
    MandateRole.REFERENT: N_("Élection du référent"),
    MandateRole.SUBSTITUTE_REFERENT: N_("Élection du référent suppléant"),
}


def role_title(role: MandateRole, *, with_substitute: bool = False) -> str:
    """Return "Élection du référent", or that of whoever is elected."""
    if with_substitute and role is MandateRole.REFERENT:
        return _("Élection du référent et de son suppléant")
    return _(_TITLES[role])


def election_title(head: ElectionHead) -> str:
    """Return what is being elected."""
    return role_title(head.role, with_substitute=head.with_substitute)


_STANDINGS = {
    ElectionStep.CANDIDACIES: N_("candidatures"),
    ElectionStep.ROUND: N_("un tour est en cours"),
    ElectionStep.NEXT_ROUND: N_("un autre tour est à ouvrir"),
    ElectionStep.TIE: N_("une égalité est à départager"),
    ElectionStep.NOBODY: N_("personne n’est élu"),
    ElectionStep.ACCEPTANCE: N_("une réponse est attendue : accepter ou refuser"),
    ElectionStep.PROCLAIM: N_("le résultat est à proclamer"),
    ElectionStep.NOMINATIONS: N_("chacun nomme quelqu’un"),
    ElectionStep.PROPOSAL: N_("une proposition est attendue"),
    ElectionStep.OBJECTIONS: N_("la proposition est en discussion"),
}


def standing_words(election: ElectionOfItem) -> str:
    """Return "Élection du référent : un tour est en cours", or who was elected."""
    if election.step is not ElectionStep.PROCLAIMED:
        standing = _(_STANDINGS[election.step])
    elif election.elected:
        standing = _("{names}, résultat proclamé").format(names=joined(election.elected))
    else:
        standing = _("résultat proclamé, personne n’est élu")
    return _("{what} : {standing}").format(what=role_title(election.role), standing=standing)


def joined(names: Sequence[str]) -> str:
    """Return "A", "A et B", "A, B et C"."""
    if len(names) < 2:
        return "".join(names)
    return _("{others} et {last}").format(others=", ".join(names[:-1]), last=names[-1])
