"""What moving, postponing or cancelling a meeting entails, as it is said beforehand."""

from datetime import date

import pytest

from pstdesk.domain.days_off import DayOff, OffKind
from pstdesk.i18n import NBSP
from pstdesk.services.consequences import Consequences, Step
from pstdesk.services.days_off import DayRemarks
from pstdesk.ui.meetings.consequences import consequence_lines, listed

DAY, LATER, BEFORE = date(2026, 11, 12), date(2026, 12, 3), date(2026, 9, 10)
CHRISTMAS = DayRemarks((DayOff(OffKind.PUBLIC_HOLIDAY, "Noël"),), False, ("CT2",))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Consequences(Step.MOVE, DAY, LATER), ()),
        (
            Consequences(Step.CANCEL, DAY, convened=("Zoé",), number=(4, 2026)),
            (
                "1 personne convoquée est à prévenir : Zoé.",
                "Elle garde son n° 4/2026, qui ne sera pas redonné.",
            ),
        ),
        (
            Consequences(Step.CANCEL, DAY, items=("Bilan", "Forum"), next_day=LATER, approval_of=BEFORE),
            (
                "2 points passent à la séance du 3 décembre 2026 : Bilan, Forum.",
                "Le compte rendu du 10 septembre 2026 sera soumis à approbation le 3 décembre 2026.",
            ),
        ),
        (
            Consequences(Step.CANCEL, DAY, items=("Bilan",), approval_of=BEFORE, empty_quarter="2026-Q4"),
            (
                "1 point attend la prochaine séance, qui n’est pas encore créée : Bilan.",
                "L’approbation du compte rendu du 10 septembre 2026 attend une prochaine séance.",
                "Plus de séance de cette instance au 4e trimestre 2026.",
            ),
        ),
        (
            Consequences(Step.POSTPONE, DAY, number=(4, 2026)),
            ("Elle garde son n° 4/2026.", "Son ordre du jour reste avec elle, jusqu’à sa nouvelle date."),
        ),
        (
            Consequences(
                Step.MOVE, DAY, LATER, joining=("Noël",), leaving=("Inès",), passes=(date(2026, 11, 20),)
            ),
            (
                "Attendus en plus à cette date : Noël.",
                "Ne seront plus attendus à cette date : Inès.",
                "Elle passe après une autre séance de l’instance : 20 novembre 2026.",
            ),
        ),
        (
            Consequences(Step.MOVE, LATER, DAY, passes=(date(2026, 11, 20),), remarks=CHRISTMAS),
            (
                "Elle passe avant une autre séance de l’instance : 20 novembre 2026.",
                "Nouvelle date : jour férié (Noël) ; séance ce jour-là : CT2.",
            ),
        ),
        (
            Consequences(Step.MOVE, DAY, LATER, approval_of=BEFORE),
            ("Le compte rendu du 10 septembre 2026 sera soumis à approbation le 3 décembre 2026.",),
        ),
    ],
)
def test_each_consequence_is_a_sentence_and_what_does_not_follow_is_not_said(
    found: Consequences, said: tuple[str, ...]
) -> None:
    assert tuple(line.replace(NBSP, " ") for line in consequence_lines(found)) == said


def test_the_day_itself_is_said_under_its_field_where_there_is_one() -> None:
    found = Consequences(Step.MOVE, DAY, LATER, remarks=CHRISTMAS)
    assert consequence_lines(found, with_day=False) == ()


def test_of_many_names_the_first_are_said_and_how_many_more() -> None:
    names = [f"Personne {number}" for number in range(1, 21)]
    assert listed(names[:6]) == ", ".join(names[:6])
    assert listed(names) == "Personne 1, Personne 2, Personne 3, Personne 4, Personne 5 et 15 autres"
