"""Elections whose result is known, as the command ``tally`` reads and prints them."""

from dataclasses import dataclass, field
from typing import Any

Form = dict[str, Any]


@dataclass(frozen=True)
class Vector:
    """An election and what must come out: of the result, those keys that ``result`` names."""

    what: str
    form: Form
    result: Form
    rounds: list[Form] = field(default_factory=list)


def ballots(cast: int, blank: int = 0, spoiled: int = 0, /, **what: Any) -> Form:
    """Return a round of a committee of 12; ``what`` is votes or grades."""
    return {"registered": 12, "cast": cast, "blank": blank, "spoiled": spoiled, **what}


def votes(cast: int, blank: int = 0, spoiled: int = 0, /, **votes: int) -> Form:
    """Return a round in which the candidates got ``votes``."""
    return ballots(cast, blank, spoiled, votes=votes)


def form(method: str, *rounds: Form, candidates: str | list[Form] = "AB", **more: Any) -> Form:
    """Return an election; candidates are letters, and a tie ends by lot, unless something else is said."""
    people = [{"name": one} if isinstance(one, str) else one for one in candidates]
    return {"method": method, "tie_break": "lot", "candidates": people, "rounds": list(rounds), **more}


def judged(*profiles: list[int]) -> Form:
    """Return an election by majority judgment; candidates are A, B, C... in the order of ``profiles``."""
    names = "ABCDEFGH"[: len(profiles)]
    valid = sum(profiles[0])
    said = {**ballots(valid, grades=dict(zip(names, profiles, strict=True))), "registered": max(12, valid)}
    return form("majority-judgment", said, candidates=names)


def born(a: str | None, b: str | None) -> Form:
    """Return the candidates A and B with their dates of birth."""
    return {"candidates": [{"name": "A", "born": a}, {"name": "B", "born": b}], "tie_break": "oldest"}


HALVES = votes(10, A=5, B=5)
VECTORS = [
    Vector(
        "1: a blank and a spoiled one leave nine, of which five are the majority",
        form("majority-3", votes(11, 1, 1, A=5, B=4)),
        {"outcome": "elected", "elected": ["A"], "round": 1, "ranking": [["A"], ["B"]]},
        [{"valid": 9, "majority": 5, "leaders": ["A"]}],
    ),
    Vector(
        "2: three rounds in halves, and the oldest is elected",
        form("majority-3", HALVES, HALVES, HALVES, **born("1970-01-31", "1965-12-01")),
        {"outcome": "elected", "elected": ["B"], "round": 3, "ranking": [["A", "B"]]},
        [{"valid": 10, "majority": 6, "leaders": ["A", "B"]}] * 3,
    ),
    Vector(
        "2: nobody after the first round in halves",
        form("majority-3", HALVES, **born("1970-01-31", "1965-12-01")),
        {"outcome": "none", "elected": [], "round": 1},
    ),
    Vector(
        "2: nor after the second",
        form("majority-3", HALVES, HALVES, **born("1970-01-31", "1965-12-01")),
        {"outcome": "none", "elected": [], "round": 2},
    ),
    Vector(
        "2: by the order of seniority, as a record gives it",
        form("majority-3", HALVES, HALVES, HALVES, tie_break="oldest", seniority=["B", "A"]),
        {"outcome": "elected", "elected": ["B"], "round": 3},
    ),
    Vector(
        "3: most votes are enough in the third round",
        form(
            "majority-3",
            votes(9, A=4, B=3, C=2),
            votes(9, A=4, B=4, C=1),
            votes(9, A=4, B=5),
            candidates="ABC",
        ),
        {"outcome": "elected", "elected": ["B"], "round": 3, "ranking": [["B"], ["A"], ["C"]]},
        [
            {"valid": 9, "majority": 5, "leaders": ["A"]},
            {"valid": 9, "majority": 5, "leaders": ["A", "B"]},
            {"valid": 9, "majority": 5, "leaders": ["B"]},
        ],
    ),
    Vector(
        "4: eight blank ballots take nothing from the only one named",
        form("majority-2", votes(11, 8, A=3), candidates="A"),
        {"outcome": "elected", "elected": ["A"], "round": 1},
        [{"valid": 3, "majority": 2, "leaders": ["A"]}],
    ),
    Vector(
        "5: no valid ballot elects nobody",
        form("majority-2", votes(6, 4, 2)),
        {"outcome": "void", "elected": [], "round": 1, "ranking": []},
        [{"valid": 0, "majority": None, "leaders": []}],
    ),
    Vector(
        "6: a missing date of birth leaves it to the lot",
        form("majority-3", HALVES, HALVES, HALVES, **born("1970-01-31", None)),
        {"outcome": "tie", "elected": [], "round": 3, "ranking": [["A", "B"]]},
    ),
    Vector(
        "6: and so do two that are the same",
        form("majority-3", HALVES, HALVES, HALVES, **born("1970-01-31", "1970-01-31")),
        {"outcome": "tie", "elected": [], "round": 3},
    ),
    Vector(
        "7: approvals, the blank ballot apart",
        form("approval", votes(10, 1, A=4, B=7, C=3), candidates="ABC"),
        {"outcome": "elected", "elected": ["B"], "round": 1, "ranking": [["B"], ["A"], ["C"]]},
        [{"valid": 9, "majority": None, "leaders": ["B"]}],
    ),
    Vector(
        "8: of two who are assez bien, the one better supported",
        judged([1, 1, 1, 2, 3, 1], [0, 2, 2, 3, 1, 1]),
        {"outcome": "elected", "elected": ["A"], "ranking": [["A"], ["B"]]},
        [{"valid": 9, "majority": None, "leaders": ["A"]}],
    ),
    Vector(
        "9: the majority grade first, then what lies around it",
        judged([2, 0, 2, 0, 3, 3], [0, 0, 4, 1, 5, 0], [1, 1, 2, 2, 2, 2]),
        {"outcome": "elected", "elected": ["A"], "ranking": [["A"], ["B"], ["C"]]},
    ),
    Vector(
        "10: as far as the fourth ballot taken away",
        judged([1, 0, 3, 1, 0, 0], [0, 1, 3, 0, 1, 0]),
        {"outcome": "elected", "elected": ["B"], "ranking": [["B"], ["A"]]},
    ),
    Vector(
        "11: the same profile twice is a tie",
        judged([1, 2, 3, 2, 1, 0], [1, 2, 3, 2, 1, 0]),
        {"outcome": "tie", "elected": [], "round": 1, "ranking": [["A", "B"]]},
    ),
    Vector(
        "12: five grades, and a tie that takes no seat",
        judged([1, 2, 4, 2, 1], [1, 2, 4, 1, 2], [3, 1, 3, 1, 2], [1, 2, 4, 2, 1]),
        {"outcome": "elected", "elected": ["B"], "ranking": [["B"], ["A", "D"], ["C"]]},
    ),
]
