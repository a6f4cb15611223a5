"""What a voting rule says, in plain French: read from its data, so always true to it.

The sources of each rule stand in docs/voting-rules.md.
"""

from collections.abc import Iterator

from pstdesk.domain.voting import EnrolledBy, QuorumRule, TieBreak, VotingMethod, VotingRules
from pstdesk.i18n import N_, _, ngettext
from pstdesk.labels import label, title

_ONE_AFTER_THE_OTHER = frozenset(
    {
        VotingMethod.MAJORITY_2,
        VotingMethod.MAJORITY_3,
        VotingMethod.PLURALITY,
        VotingMethod.WITHOUT_CANDIDATES,
    }
)
"""The methods that fill several seats by as many elections, not by one."""

_MAJORITIES: dict[VotingMethod, str] = {
    VotingMethod.MAJORITY_2: N_(
        "Au premier tour, il faut la majorité absolue pour être élu : plus de la moitié des suffrages "
        "exprimés. Au second, le plus grand nombre de voix suffit."
    ),
    VotingMethod.MAJORITY_3: N_(
        "Aux deux premiers tours, il faut la majorité absolue pour être élu : plus de la moitié des "
        "suffrages exprimés. Au troisième, le plus grand nombre de voix suffit."
    ),
    VotingMethod.PLURALITY: N_("Il y a un seul tour : le plus grand nombre de voix l’emporte."),
}

_WHEN_TIED: dict[VotingMethod, str] = {
    VotingMethod.MAJORITY_2: N_("À égalité au second tour"),
    VotingMethod.MAJORITY_3: N_("À égalité au troisième tour"),
    VotingMethod.PLURALITY: N_("À égalité de voix"),
    VotingMethod.APPROVAL: N_("À égalité d’approbations"),
    VotingMethod.MAJORITY_JUDGMENT: N_("Si deux candidats ont exactement les mêmes mentions"),
}

_TIE_BREAKS: dict[TieBreak, str] = {
    TieBreak.NEW_ROUND: N_(
        "{tied}, un nouveau tour a lieu ; si l’égalité demeure, le sort décide, devant deux témoins."
    ),
    TieBreak.LOT: N_("{tied}, le sort décide, devant deux témoins."),
    TieBreak.OLDEST: N_(
        "{tied}, le plus âgé l’emporte ; si les dates de naissance ne suffisent pas, le sort décide, devant "
        "deux témoins."
    ),
}

_ENROLLED: dict[EnrolledBy, str] = {
    EnrolledBy.SUMMONS: N_(
        "Ont le droit de vote les membres ayant voix délibérative, inscrits au jour de la convocation et "
        "encore membres le jour de la séance."
    ),
    EnrolledBy.MEETING: N_(
        "Ont le droit de vote les membres ayant voix délibérative, inscrits au jour de la séance."
    ),
}


def rule_sentences(rules: VotingRules) -> tuple[str, ...]:
    """Return what ``rules`` say, a paragraph a subject, in the order in which an election meets them.

    The method; several seats; a tie; a sole candidate; secrecy; who may vote; proxies; voting from afar; the
    quorum; the length of the mandate (docs/voting-rules.md).
    """
    parts = (
        *_method(rules),
        *_seats(rules),
        *_tie(rules),
        *_sole_candidate(rules),
        _secrecy(rules),
        _voters(rules),
        *_proxies(rules),
        _from_afar(rules),
        _quorum(rules),
        _mandate(rules),
    )
    return tuple(parts)


def rule_summary(rules: VotingRules) -> str:
    """Return ``rules`` in one line: "Scrutin majoritaire à deux tours, aucun quorum, mandat de 2 ans"."""
    parts = [title(rules.method)]
    if rules.seats > 1:
        parts.append(ngettext("{n} siège", "{n} sièges", rules.seats).format(n=rules.seats))
    quorum = label(rules.quorum)
    if rules.quorum is not QuorumRule.NONE:
        quorum = _("quorum : {rule}").format(rule=quorum)
    parts.append(quorum)
    parts.append(_("mandat {length}").format(length=_for_how_long(rules.mandate_months)))
    return ", ".join(parts)


def mandate_length(months: int) -> str:
    """Return how long a mandate of ``months`` is: "2 ans", "18 mois"."""
    years, rest = divmod(months, 12)
    if years and not rest:
        return ngettext("{n} an", "{n} ans", years).format(n=years)
    return _("{n} mois").format(n=months)


def _for_how_long(months: int | None) -> str:
    if months is None:
        return _("jusqu’à l’élection suivante")
    return _("de {length}").format(length=mandate_length(months))


def _method(rules: VotingRules) -> Iterator[str]:
    """Say how votes make somebody elected [CGCT L2122-7; Balinski & Laraki 2007]."""
    if rules.method in _MAJORITIES:
        yield _(_MAJORITIES[rules.method])
        yield _("Les bulletins blancs et nuls sont comptés à part : ils ne sont pas des suffrages exprimés.")
    elif rules.method is VotingMethod.APPROVAL:
        yield ngettext(
            "Chacun approuve autant de candidats qu’il le souhaite : le plus approuvé est élu. Un bulletin "
            "qui n’approuve personne est blanc.",
            "Chacun approuve autant de candidats qu’il le souhaite : les plus approuvés sont élus. Un "
            "bulletin qui n’approuve personne est blanc.",
            rules.seats,
        )
    elif rules.method is VotingMethod.MAJORITY_JUDGMENT:
        yield _(
            "Chacun donne à chaque candidat une mention, de « à rejeter » à « très bien » ; une mention qui "
            "manque vaut « à rejeter »."
        )
        yield _(
            "La mention majoritaire d’un candidat est la plus haute que plus de la moitié des suffrages "
            "exprimés lui accordent au moins : la meilleure l’emporte. Entre deux candidats qui ont la même, "
            "on retire à chacun une fois cette mention et on compare de nouveau, jusqu’à ce qu’ils se "
            "distinguent."
        )
    else:
        yield _(
            "Personne ne se présente. Chacun nomme quelqu’un et dit pourquoi, puis peut changer d’avis. Une "
            "personne est alors proposée, qui n’est pas forcément la plus nommée."
        )
        yield _("Les objections sont entendues et levées une à une, jusqu’au consentement de tous.")


def _seats(rules: VotingRules) -> Iterator[str]:
    """Say how several seats are filled; one needs no words."""
    if rules.seats == 1:
        return
    if rules.method in _ONE_AFTER_THE_OTHER:
        words = _("Il y a {n} sièges à pourvoir, l’un après l’autre : une élection pour chacun.")
    else:
        words = _("Il y a {n} sièges à pourvoir, tous par le même vote : les {n} premiers sont élus.")
    yield words.format(n=rules.seats)


def _tie(rules: VotingRules) -> Iterator[str]:
    """Say what ends a tie; by consent there is none."""
    if rules.method is VotingMethod.WITHOUT_CANDIDATES:
        return
    tied = _(_WHEN_TIED[rules.method])
    if rules.seats > 1 and rules.method not in _ONE_AFTER_THE_OTHER:
        tied = _("{tied} pour le dernier siège").format(tied=tied)
    yield _(_TIE_BREAKS[rules.tie_break]).format(tied=tied)


def _sole_candidate(rules: VotingRules) -> Iterator[str]:
    """Say whether a sole candidate is put to the vote [CGCT L2121-21]."""
    if rules.method is VotingMethod.WITHOUT_CANDIDATES:
        return
    if rules.sole_candidate and rules.seats > 1:
        yield _("S’il n’y a pas plus de candidats que de sièges, ils peuvent être déclarés élus sans vote.")
    elif rules.sole_candidate:
        yield _("Un candidat qui est seul à se présenter peut être déclaré élu sans vote.")
    else:
        yield _("Même seul à se présenter, un candidat est soumis au vote.")


def _secrecy(rules: VotingRules) -> str:
    if rules.method is VotingMethod.WITHOUT_CANDIDATES:
        return _("Tout se dit devant tous : le vote n’est pas secret.")
    if rules.show_of_hands:
        return _("Le vote est secret ; il a lieu à main levée si personne ne s’y oppose.")
    return _("Le vote est secret.")


def _voters(rules: VotingRules) -> str:
    here = _(
        "Votent ceux d’entre eux qui sont là à l’ouverture du tour ; le suppléant vote à la place de son "
        "titulaire absent."
    )
    if rules.method is VotingMethod.WITHOUT_CANDIDATES:
        here = _("Le suppléant prend la place de son titulaire absent.")
    return f"{_(_ENROLLED[rules.enrolled_by])} {here}"


def _proxies(rules: VotingRules) -> Iterator[str]:
    if not rules.proxies_per_holder:
        yield _("Personne ne vote pour un autre : aucun pouvoir n’est admis.")
        return
    words = ngettext(
        "Un membre absent peut donner pouvoir, par écrit, à un membre présent ; chacun n’en utilise qu’un.",
        "Un membre absent peut donner pouvoir, par écrit, à un membre présent ; chacun en utilise {n} au "
        "plus.",
        rules.proxies_per_holder,
    )
    yield words.format(n=rules.proxies_per_holder)


def _from_afar(rules: VotingRules) -> str:
    """Say how somebody votes from afar: a secret ballot by proxy only, unless the rule allows more."""
    if rules.method is VotingMethod.WITHOUT_CANDIDATES:
        return _("Qui assiste à distance y prend part comme les autres.")
    if rules.remote_vote:
        return _("Qui assiste à distance vote comme les autres.")
    secret = (
        _("À bulletin secret, qui assiste à distance ne vote que par un pouvoir")
        if rules.proxies_per_holder
        else _("À bulletin secret, qui assiste à distance ne vote pas")
    )
    if rules.show_of_hands:
        return _("{secret} ; à main levée, il vote comme les autres.").format(secret=secret)
    return f"{secret}."


def _quorum(rules: VotingRules) -> str:
    """Say how many must be there [CGCT L2121-17; décret 2006-672, art. 11].

    The three clear days are those of the Conseil d’État [16 June 1997, n° 142691].
    """
    if rules.quorum is QuorumRule.NONE:
        return _("Aucun quorum : le vote est valable quel que soit le nombre de présents.")
    again = _("Si ce quorum manque, une seconde convocation n’en demande plus.")
    if rules.quorum is QuorumRule.MORE_THAN_HALF_PRESENT:
        needed = _(
            "Il faut que plus de la moitié des membres soient présents sur place ; les pouvoirs ne comptent "
            "pas."
        )
        again = _(
            "Si ce quorum manque, une seconde convocation, avec trois jours pleins entre les deux séances, "
            "n’en demande plus."
        )
    elif rules.proxies_per_holder:
        needed = _(
            "Il faut que la moitié des membres au moins soient présents, même à distance, ou représentés."
        )
    else:
        needed = _("Il faut que la moitié des membres au moins soient présents, même à distance.")
    return f"{needed} {again}"


def _mandate(rules: VotingRules) -> str:
    if rules.mandate_months is None:
        return _("Le mandat court jusqu’à l’élection suivante.")
    words = _("Le mandat dure {length}. Qui succède à quelqu’un parti avant terme achève le mandat commencé.")
    return words.format(length=mandate_length(rules.mandate_months))
