"""Makers of elections for tests: invented people, totals that add up, every way an election can go."""

from dataclasses import replace
from datetime import date, time

from pstdesk.documents.election_record import (
    CorrectedRecord,
    RecordCandidate,
    RecordContent,
    RecordElected,
    RecordElector,
    RecordMandate,
    RecordNomination,
    RecordObjection,
    RecordProposal,
    RecordRound,
    RecordScore,
    RecordTie,
    RecordVoter,
)
from pstdesk.documents.minutes import QuorumLine
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import (
    DecidedBy,
    EnrolledBy,
    NominationStage,
    ProposalState,
    QuorumRule,
    TieBreak,
    VotingMethod,
    VotingRules,
)
from tests.documents.minutes_makers import FAMILY, GIVEN, PLACES, minutes

ZOE, INES, SEKOU = "Zoé L’Hostis", "Inès D’Arcy", "Sékou Mbaï"
RULES = VotingRules(
    method=VotingMethod.MAJORITY_2,
    tie_break=TieBreak.NEW_ROUND,
    quorum=QuorumRule.MORE_THAN_HALF_PRESENT,
    enrolled_by=EnrolledBy.SUMMONS,
    mandate_months=24,
    seats=1,
    proxies_per_holder=1,
    show_of_hands=True,
    sole_candidate=True,
    remote_vote=False,
)


def electors(count: int) -> tuple[RecordElector, ...]:
    """Return ``count`` people entitled to vote, by family name, no two of one name."""
    names = sorted({(family, given) for family in FAMILY for given in GIVEN})[:count]
    return tuple(
        RecordElector(f"{given} {family}", PLACES[at % len(PLACES)][0])
        for at, (family, given) in enumerate(names)
    )


def voters(people: tuple[RecordElector, ...], proxies: int = 1, stood_in: int = 0) -> tuple[RecordVoter, ...]:
    """Return the votes of all ``people``, the first of them cast by the last ones."""
    found = []
    for at, who in enumerate(people):
        holder = people[-1 - at].name if at < proxies + stood_in else ""
        found.append(RecordVoter(who.name, holder, stands_in=at >= proxies and bool(holder)))
    return tuple(found)


def ballot(number: int, scores: dict[str, int], **given: object) -> RecordRound:
    """Return a round of 12 registered and 11 votes, whose blank and spoiled ballots are what is left."""
    people = electors(12)
    left = 11 - sum(scores.values())
    one = RecordRound(
        series=1,
        number=number,
        is_public=False,
        registered=12,
        voters=voters(people[:11]),
        cast=11,
        blank=left - left // 2,
        spoiled=left // 2,
        signatures=11,
        difference_reason="",
        scores=tuple(RecordScore(name, votes) for name, votes in scores.items()),
    )
    return replace(one, **given)  # type: ignore[arg-type]  # each caller names fields of RecordRound


def record(**given: object) -> RecordContent:
    """Return the record of an election in two rounds, the second one tied, that a lot ended in a third."""
    of = minutes()
    tie = RecordTie((ZOE, INES), TieBreak.LOT, drawn=(INES,), witnesses=("Joël Cœurdacier", "Chloé Abélard"))
    content = RecordContent(
        programme=of.programme,
        town=of.town,
        committee=of.committee,
        day=of.day,
        number=of.number,
        year=of.year,
        letterhead=of.letterhead,
        footer=of.footer,
        starts_at=of.starts_at,
        ends_at=of.ends_at,
        place=of.place,
        facilitator=of.facilitator,
        secretary=of.secretary,
        base_id=of.base_id,
        meeting_id=of.meeting_id,
        election_id=7,
        record=1,
        made_on=date(2026, 11, 12),
        role=MandateRole.REFERENT,
        rules=RULES,
        rule_name="Majorité à deux tours",
        chair="Renée Fauré",
        election_secretary="Joël Cœurdacier",
        tellers=("Chloé Abélard", "Théo Hébert"),
        opened_at=time(14, 40),
        closed_at=time(15, 25),
        electors=electors(12),
        quorum=QuorumLine(QuorumRule.MORE_THAN_HALF_PRESENT, 10, 7),
        candidates=(
            RecordCandidate(ZOE, "CAF de Valmont", statement="Je connais les lieux d’accueil de la Gare."),
            RecordCandidate(INES, "Mission locale du Val"),
            RecordCandidate(SEKOU, "Club de prévention", withdrawn=True),
        ),
        rounds=(
            ballot(1, {ZOE: 4, INES: 4, SEKOU: 1}, majority=5),
            ballot(2, {ZOE: 5, INES: 5}, tie=RecordTie((ZOE, INES))),
            ballot(3, {ZOE: 5, INES: 5}, tie=tie, voters=voters(electors(11), 0, 1)),
        ),
        elected=(RecordElected(INES, 1, DecidedBy.LOT, accepted=True),),
        mandates=(RecordMandate(INES, MandateRole.REFERENT, date(2026, 11, 12), date(2028, 11, 12)),),
    )
    return replace(content, **given)  # type: ignore[arg-type]  # each caller names fields of RecordContent


def correction() -> RecordContent:
    """Return a second record, that corrects the first."""
    return record(
        record=2,
        made_on=date(2026, 12, 3),
        corrects=CorrectedRecord(1, date(2026, 11, 12), "le nom du second scrutateur était faux"),
    )


def approval() -> RecordContent:
    """Return the record of vector 7 of an approval vote: B elected with 77.8 %."""
    one = ballot(
        1,
        {ZOE: 4, INES: 7, SEKOU: 3},
        blank=1,
        spoiled=0,
        cast=10,
        signatures=11,
        difference_reason="un électeur a signé puis a gardé son bulletin",
    )
    return record(
        rules=replace(RULES, method=VotingMethod.APPROVAL),
        rule_name="Approbation",
        rounds=(one,),
        elected=(RecordElected(INES, 1, DecidedBy.VOTE, accepted=True),),
    )


def judgment(count: int = 3) -> RecordContent:
    """Return the record of a majority judgment; of three candidates it is vector 9."""
    profiles = [(2, 0, 2, 0, 3, 3), (0, 0, 4, 1, 5, 0), (1, 1, 2, 2, 2, 2)]
    names = [ZOE, INES, SEKOU, *(who.name for who in electors(40)[12:])][:count]
    scores = tuple(RecordScore(name, grades=profiles[at % 3]) for at, name in enumerate(names))
    one = replace(ballot(1, {}, cast=11, blank=1, spoiled=0), scores=scores)
    return record(
        rules=replace(RULES, method=VotingMethod.MAJORITY_JUDGMENT, tie_break=TieBreak.OLDEST),
        rule_name="Jugement majoritaire",
        candidates=tuple(RecordCandidate(name, "CAF de Valmont") for name in names),
        rounds=(one,),
        elected=(RecordElected(ZOE, 1, DecidedBy.VOTE, accepted=True),),
    )


def by_consent() -> RecordContent:
    """Return the record of an election without candidates: two proposals, the second one agreed to."""
    first, change = NominationStage.FIRST, NominationStage.CHANGE
    return record(
        rules=replace(RULES, method=VotingMethod.WITHOUT_CANDIDATES, mandate_months=None),
        rule_name="Élection sans candidat",
        candidates=(),
        rounds=(),
        tellers=(),
        nominations=(
            RecordNomination(first, "Chloé Abélard", ZOE, "Elle écoute, et relance sans brusquer."),
            RecordNomination(first, "Théo Hébert", INES, "Elle connaît les entreprises du Val."),
            RecordNomination(first, ZOE, INES),
            RecordNomination(change, "Théo Hébert", ZOE, "La CAF est au cœur du sujet."),
        ),
        proposals=(
            RecordProposal(
                1,
                ZOE,
                "Elle est souvent nommée.",
                ProposalState.WITHDRAWN,
                (RecordObjection("Elle change de poste en mars.", ZOE),),
            ),
            RecordProposal(
                2,
                INES,
                "Sa disponibilité est acquise.",
                ProposalState.AGREED,
                (
                    RecordObjection(
                        "Le mercredi lui est impossible.", INES, "Les séances auront lieu le jeudi.", True
                    ),
                ),
            ),
        ),
        elected=(RecordElected(INES, 1, DecidedBy.CONSENT, accepted=True),),
        mandates=(RecordMandate(INES, MandateRole.REFERENT, date(2026, 11, 12), remaining_of="Renée Fauré"),),
    )


def refused_and_several() -> RecordContent:
    """Return the record of an election on tickets, by show of hands, after somebody declined, by age."""
    first = replace(ballot(1, {ZOE: 8, INES: 3}, majority=6), is_public=True)
    tie = RecordTie((INES, SEKOU), TieBreak.OLDEST, seniority=(SEKOU, INES))
    again = replace(ballot(1, {INES: 5, SEKOU: 5}, tie=tie), series=2)
    return record(
        with_substitute=True,
        rules=replace(
            RULES, method=VotingMethod.PLURALITY, tie_break=TieBreak.OLDEST, quorum=QuorumRule.NONE
        ),
        rule_name="Un seul tour",
        candidates=(
            RecordCandidate(ZOE, "CAF de Valmont", "Łucja Weiß"),
            RecordCandidate(INES, "Mission locale du Val", "Joël Cœurdacier"),
            RecordCandidate(SEKOU, "Club de prévention", "Ñusta Ångström"),
        ),
        rounds=(replace(first, majority=None), again),
        elected=(
            RecordElected(ZOE, 1, DecidedBy.VOTE, accepted=False, substitute="Łucja Weiß"),
            RecordElected(SEKOU, 2, DecidedBy.AGE, accepted=True, substitute="Ñusta Ångström"),
        ),
        mandates=(
            RecordMandate(SEKOU, MandateRole.REFERENT, date(2026, 11, 12), date(2027, 6, 1), "Renée Fauré"),
            RecordMandate(
                "Ñusta Ångström",
                MandateRole.SUBSTITUTE_REFERENT,
                date(2026, 11, 12),
                date(2027, 6, 1),
                "Renée Fauré",
            ),
        ),
        remarks="Inès D’Arcy demande que la salle soit chauffée.\n\n- rien d’autre",
    )


def failure() -> RecordContent:
    """Return the record of an election in which nobody stood and nobody was elected."""
    return record(candidates=(), rounds=(), elected=(), mandates=(), chair="", tellers=())


def draft() -> RecordContent:
    """Return the record of an election still going on."""
    return record(made_on=None, closed_at=None, rounds=record().rounds[:2], elected=(), mandates=())


EVERY_WAY = {
    "usual": record,
    "correction": correction,
    "approval": approval,
    "judgment": judgment,
    "consent": by_consent,
    "refused": refused_and_several,
    "failure": failure,
    "draft": draft,
}
