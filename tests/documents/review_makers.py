"""A stage review of plainly invented figures, for the tests of its documents."""

from dataclasses import replace
from datetime import date

from pstdesk.documents.review import EvidenceEntry, ReviewContent, SectionEntry
from pstdesk.domain.attendance import Headcount
from pstdesk.domain.organisation import PartnerState
from pstdesk.domain.period import Period, PeriodKind, year
from pstdesk.domain.review import (
    BeyondSocialWork,
    CommitteeFigures,
    Figures,
    FollowThrough,
    GroupFigures,
    Mix,
    Overlap,
    PartnerFigures,
    PartnersFigures,
    PeopleFigures,
    Review,
    Rhythm,
    SectionKind,
    Share,
    Spread,
)

SMALL = "L’<Œuvre> & Cie"
RARE = "Régie de l’Écluse"


def count(expected: int, present: int, remote: int = 0) -> Headcount:
    """Return a headcount whose others are excused."""
    return Headcount(expected, present, remote, 0, expected - present - remote, 0, 0, 0)


def group(id: int | None, name: str, members: int, came: int, *, social: bool | None = None) -> GroupFigures:
    """Return a group whose members were each expected four times."""
    return GroupFigures(id, name, members, members, count(4 * members, came), social)


def body(id: int, members: int, expected: int, came: int) -> CommitteeFigures:
    """Return a committee that met four times of four."""
    return CommitteeFigures(
        id, f"Comité {id} & autres", f"CT{id}", members, members, 4, 4, 0, count(expected, came)
    )


GRADES = (group(1, "Direction", 12, 30), group(2, "Agent", 41, 111), group(3, "Élu", 3, 7))
SECTORS = (
    group(1, "Action sociale", 20, 50, social=True),
    group(2, "Santé", 13, 41, social=False),
    group(3, "Emploi", 17, 43, social=False),
    group(None, "", 6, 14),
)
HOUSES = (group(1, "CCAS", 21, 60), group(2, SMALL, 2, 3), group(3, RARE, 4, 2), group(4, "Mairie", 29, 83))
PARTNERS = PartnersFigures(
    targeted=6,
    registered=5,
    seen=4,
    active=3,
    to_win=(PartnerFigures(5, "Chambre des métiers", PartnerState.TARGETED, (), False, 0, 0, False),),
    rarely=(PartnerFigures(3, RARE, PartnerState.ACTIVE, ("CT1", "CT2"), True, 1, 9, False),),
)


def figures(period: Period, *, shift: int = 0) -> Figures:
    """Return the figures of a period; ``shift`` more people came."""
    return Figures(
        period=period,
        count=count(224, 140, 8 + shift),
        committees=(
            body(1, 30, 120, 90 + shift),
            body(2, 22, 88, 50),
            body(3, 4, 16, 8),
            body(4, 26, 104, 60),
        ),
        grades=GRADES,
        sectors=SECTORS,
        organisations=HOUSES,
        dispersion=Spread(0.6, 0.25, 0.16, 0.09),
        grade_mix=Mix(3, 0.7, 0.64, 0.4),
        sector_mix=Mix(3, 1.08, 0.98, 0.66),
        beyond_social_work=BeyondSocialWork(Share(30, 50), Share(84, 134), Share(2, 3)),
        people=PeopleFigures(56, 80, 22, 3, 7, 2),
        overlaps=(Overlap(1, 2, 18, 34), Overlap(1, 3, 2, 32)),
        partners=PARTNERS,
        rhythm=Rhythm(12, 13, 1, 0, 0, 0, 9.0, 41.5),
        actions=FollowThrough(12, Share(8, 10), 3, 1, 7, 88.0),
    )


def review(number: int = 2026) -> Review:
    """Return the review of a year, by quarter, beside the year before."""
    whole = figures(year(number))
    falling = ((1, 24, 3), (1, 18, 3), (1, 12, 2), (1, 6, 0))
    quarters = tuple(
        replace(
            whole,
            period=part,
            committees=(body(1, 30, 30, came), body(2, 22, 22, 9 + place), body(3, few + 1, 4, few)),
            overlaps=(),
        )
        for place, (part, (_id, came, few)) in enumerate(zip(whole.period.quarters(), falling, strict=True))
    )
    return Review(whole, quarters, figures(year(number - 1), shift=-9))


def content(**given: object) -> ReviewContent:
    """Return a review as it is printed, with something written in it."""
    made = ReviewContent(
        programme="PST de Valmont",
        town="Valmont",
        name="Bilan 2026",
        kind=PeriodKind.YEAR,
        made_on=date(2026, 11, 26),
        review=review(),
        narrative="La participation tient.\n\n- le CT1 recule ;\n- le CT2 monte.",
        sections=(
            SectionEntry(SectionKind.FINDING, "Connaissance mutuelle", "Deux visites <croisées>."),
            SectionEntry(SectionKind.FINDING, "Transversalité"),
            SectionEntry(
                SectionKind.OBJECTIVE,
                "Lutter contre les ruptures de droits",
                "",
                (
                    EvidenceEntry("Guichet commun ouvert", "CT1, décision du 3 mars 2026"),
                    EvidenceEntry("Affiche"),
                ),
            ),
        ),
        letterhead=("Ville de Valmont", "2, place de l’Œuvre"),
        footer="CCAS de Valmont",
    )
    return replace(made, **given)
