"""What people type to find a meeting: days, months, numbers in any French way, and the words beside them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.asked import Moment, asked, decision_asked

TODAY = date(2026, 11, 23)  # a Monday
MARCH_2025 = (Moment(2025, 3),)
TWELFTH = (Moment(month=3, day=12),)
SECOND_OF_2025 = (Moment(2025, number=2),)


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("mars 2025", [MARCH_2025]),
        ("MARS de 2025", [MARCH_2025]),
        ("03/2025", [(*MARCH_2025, Moment(2025, number=3))]),
        ("2025-03", [MARCH_2025]),
        ("13/2025", [(Moment(2025, number=13),)]),
        ("2025", [(Moment(2025),)]),
        ("mars", [(Moment(month=3),)]),
        ("12/3", [TWELFTH]),
        ("12.03", [TWELFTH]),
        ("12 mars", [TWELFTH]),
        ("12mars", [TWELFTH]),
        ("le 12 mar", [TWELFTH]),
        ("1er mai", [(Moment(month=5, day=1),)]),
        ("29 février", [(Moment(month=2, day=29),)]),
        ("12/3/2025", [(Moment(2025, 3, 12),)]),
        ("12/03/25", [(Moment(2025, 3, 12),)]),
        ("12032025", [(Moment(2025, 3, 12),)]),
        ("2025-03-12", [(Moment(2025, 3, 12),)]),
        ("mercredi 12 mars 2025", [(Moment(2025, 3, 12),)]),
        ("T1 2025", [tuple(Moment(2025, month) for month in (1, 2, 3))]),
        ("2e trimestre 2025", [tuple(Moment(2025, month) for month in (4, 5, 6))]),
        ("séance 2", [(Moment(number=2),)]),
        ("séance n° 2", [(Moment(number=2),)]),
        ("Réunion no 2", [(Moment(number=2),)]),
        ("n°2", [(Moment(number=2),)]),
        ("n° 2/2025", [SECOND_OF_2025]),
        ("séance n° 2 de 2025", [SECOND_OF_2025]),
        ("séance n° 2 du 12 mars 2025", [(Moment(number=2),), (Moment(2025, 3, 12),)]),
        ("hier", [(Moment(2026, 11, 22),)]),
        ("avant-hier", [(Moment(2026, 11, 21),)]),
        ("aujourd’hui", [(Moment(2026, 11, 23),)]),
        ("mardi", [(Moment(2026, 11, 24), Moment(2026, 11, 17))]),
        ("mardi dernier", [(Moment(2026, 11, 17),)]),
        ("« hier »", [(Moment(2026, 11, 22),)]),
        ("(mardi dernier)", [(Moment(2026, 11, 17),)]),
    ],
)
def test_a_day_a_month_or_a_number_is_understood(text: str, moments: list[tuple[Moment, ...]]) -> None:
    read = asked(text, TODAY)
    assert list(read.moments) == moments
    assert read.words == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CT3 mars 2025", ("CT3",)),
        ("les permanences du CT3 en mars 2025", ("permanences", "CT3")),
        ("12/3 logement", ("logement",)),
        ("30 février", ("30",)),
    ],
)
def test_the_other_words_are_kept_as_they_were_typed(text: str, words: tuple[str, ...]) -> None:
    read = asked(text, TODAY)
    assert read.words == words
    assert len(read.moments) == 1


@pytest.mark.parametrize(
    "text",
    ["mar", "marsan", "99/99", "31/02/2025", "12/13", "2025-13", "1899", "3/1899", "séance n° 2/1899 x",
     "12 brumaire", "logement", "1/2/3/4", "99999999"],
)  # fmt: skip
def test_what_is_no_moment_is_a_word(text: str) -> None:
    assert text.split()[0] in ("séance", *asked(text, TODAY).words)
    assert Moment(2025) not in [moment for either in asked(text, TODAY).moments for moment in either]


def test_a_meeting_may_be_named_by_its_word_alone() -> None:
    assert asked("séance du CT3", TODAY).names_meeting
    assert asked("séance 2", TODAY).names_meeting
    assert not asked("CT3 2", TODAY).names_meeting


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2025-012", (2025, 12)),
        ("2025-12", (2025, 12)),
        ("décision n° 2025-12", (2025, 12)),
        ("D12", (None, 12)),
        ("d 12", (None, 12)),
        ("Décision 12", (None, 12)),
        ("12", None),
        ("dd12", None),
        ("", None),
    ],
)
def test_a_decision_is_called_by_its_number(text: str, number: tuple[int | None, int] | None) -> None:
    assert decision_asked(text) == number


@given(st.text(max_size=60))
def test_any_text_asks_for_something_or_for_nothing(text: str) -> None:
    read = asked(text, TODAY)
    assert set(read.words) <= set(text.split())
    decision_asked(text)


@given(
    st.lists(
        st.sampled_from(["mars", "12", "2025", "séance", "n°", "2", "/", "lundi", "t1", "31"]), max_size=9
    )
)
def test_pieces_of_dates_in_any_order_are_read_without_a_stumble(pieces: list[str]) -> None:
    for text in (" ".join(pieces), "".join(pieces), "/".join(pieces)):
        asked(text, TODAY)
