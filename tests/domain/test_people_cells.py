"""What people type into the cells of a list means one thing, or is refused with a sentence."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.errors import Refused
from pstdesk.domain.people_cells import cross_of, day_of, line_of, mail_of, phone_of, text_of
from pstdesk.domain.people_names import full_name_of, name_of
from pstdesk.domain.sheet import CellValue, Unreadable
from pstdesk.sentences import sentence

TODAY = date(2026, 11, 12)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    """Return the code of a refusal, once its sentence could be made."""
    assert sentence(refused.value)
    return refused.value.code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  Zoé\u00a0 L’Hœst \n", "Zoé L’Hœst"),
        ("Zoe\u0301", "Zoé"),
        ("Zo\u200bé\u00ad\ufeff", "Zoé"),
        ("Zo\x07é\ud800", "Zo é"),
        (566267733, "566267733"),
        (566267733.0, "566267733"),
        (2.5, "2.5"),
        (True, "oui"),
        (False, "non"),
        (date(2024, 1, 3), "2024-01-03"),
        (time(14, 30), "14:30:00"),
    ],
)
def test_a_cell_as_one_line_of_text(value: CellValue, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(("why", "expected"), [("formula", "cell_formula"), ("error", "cell_error")])
def test_a_cell_without_a_value(why: str, expected: str) -> None:
    with pytest.raises(Refused) as refused:
        text_of(Unreadable(why, "#REF!"))  # type: ignore[arg-type] - both words are among the two
    assert code(refused) == expected


@pytest.mark.parametrize("value", ["-", "–", "...", "néant", "NEANT", "n/a", "Aucun", "", "?"])
def test_a_cell_that_says_there_is_nothing(value: str) -> None:
    assert line_of(value) == ""
    assert mail_of(value) == ""
    assert phone_of(value) == ""
    assert day_of(value, TODAY) is None


@pytest.mark.parametrize("text", ["x" * 501, "\ufdfa" * 40])
def test_a_text_longer_than_the_base_holds(text: str) -> None:
    with pytest.raises(Refused) as refused:
        line_of(text)
    assert code(refused) == "cell_too_long"


def test_texts_as_long_as_the_base_holds() -> None:
    assert line_of("x" * 500) == "x" * 500
    assert line_of("é" * 500) == "é" * 500


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("zoe@exemple.fr", "zoe@exemple.fr"),
        ("  ZOE@EXEMPLE.FR ", "zoe@exemple.fr"),
        ("Zoe.Munoz@exemple.fr", "Zoe.Munoz@exemple.fr"),
        ("mailto:zoe@exemple.fr", "zoe@exemple.fr"),
        ("Zoé Muñoz <zoe@exemple.fr>", "zoe@exemple.fr"),
        ("zoe@exemple.fr; joel@exemple.fr", "zoe@exemple.fr"),
        ("zoe@exemple.fr.", "zoe@exemple.fr"),
        ("zoé@mairie-é.fr", "zoé@mairie-é.fr"),
    ],
)
def test_a_mail_address(value: str, address: str) -> None:
    assert mail_of(value) == address


@pytest.mark.parametrize("value", ["zoe chez exemple.fr", "zoe@exemple", "@exemple.fr", 12])
def test_what_is_no_mail_address(value: CellValue) -> None:
    with pytest.raises(Refused) as refused:
        mail_of(value)
    assert code(refused) == "mail_unreadable"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (566267733, "05 66 26 77 33"),
        (566267733.0, "05 66 26 77 33"),
        ("05.66.26.77.33", "05 66 26 77 33"),
        ("0566267733", "05 66 26 77 33"),
        ("+33 (0)5 66 26 77 33", "05 66 26 77 33"),
        ("0033 5 66 26 77 33", "05 66 26 77 33"),
        (33566267733, "05 66 26 77 33"),
        ("05 66 26 77 33 / 06 12 34 56 78", "05 66 26 77 33"),
        ("05 66 26 77 33 ou 06 12 34 56 78", "05 66 26 77 33"),
        ("3949", "3949"),
        ("+32 2 123 45 67", "+32 2 123 45 67"),
        ("01 23 45 67 89 poste 12", "01 23 45 67 89 poste 12"),
    ],
)
def test_a_phone(value: CellValue, number: str) -> None:
    assert phone_of(value) == number


def test_what_is_no_phone() -> None:
    with pytest.raises(Refused) as refused:
        phone_of("voir le secrétariat")
    assert code(refused) == "phone_unreadable"


@pytest.mark.parametrize(
    "value",
    [
        date(2024, 1, 3),
        datetime(2024, 1, 3, 9, 30),  # noqa: DTZ001 - a cell has no zone
        "03/01/2024",
        "3/1/24",
        "03.01.2024",
        "3 janvier 2024",
        "mercredi 3 janvier 2024",
        "3 janv. 24",
        "2024-01-03",
        "2024-01-03T00:00:00",
        "03/01/2024 00:00:00",
        "03012024",
        "030124",
        "45294",
        45294,
        45294.0,
    ],
)
def test_a_day(value: CellValue) -> None:
    assert day_of(value, TODAY) == date(2024, 1, 3)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("31/02/2024", "date_nonexistent"),
        ("bientôt", "date_unreadable"),
        (12, "date_unreadable"),
        (45294.5, "date_unreadable"),
        ("12/3", "date_without_year"),
        ("12 mars", "date_without_year"),
        ("lundi", "date_without_year"),
        ("jeudi 3 janvier 2024", "date_weekday"),
        (Unreadable("error", "#N/A"), "cell_error"),
    ],
)
def test_what_is_no_day(value: CellValue, expected: str) -> None:
    with pytest.raises(Refused) as refused:
        day_of(value, TODAY)
    assert code(refused) == expected


@pytest.mark.parametrize(
    "value", ["x", "X", " x ", "(x)", "✓", "✔", "☑", "1", 1, 1.0, True, "oui", "ü", "\uf0fc"]
)
def test_a_cross(value: CellValue) -> None:
    assert cross_of(value) is True


@pytest.mark.parametrize("value", [None, "", " ", 0, False, "non", "-", "☐", "0", "[ ]"])
def test_no_cross(value: CellValue) -> None:
    assert cross_of(value) is False


@pytest.mark.parametrize("value", ["peut-être", 2, date(2024, 1, 3)])
def test_what_is_neither(value: CellValue) -> None:
    with pytest.raises(Refused) as refused:
        cross_of(value)
    assert code(refused) == "cross_unreadable"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("L'HŒST", "L'Hœst"),
        ("d’aubrac", "D’Aubrac"),
        ("MUÑOZ-BRÈS", "Muñoz-Brès"),
        ("ÇELİKSOĞAN", "Çeliksoğan"),
        ("WEISSENFELS", "Weissenfels"),
        ("LE GOFFIC", "Le Goffic"),
        ("DUBREUX DE NAVOURS", "Dubreux de Navours"),
        ("DUBREUX-D'ARCOY", "Dubreux-d'Arcoy"),
        ("DE OLIVEIRO", "De Oliveiro"),
        ("McDoonal", "McDoonal"),
        ("JP", "JP"),
        ("M.-C.", "M.-C."),
        ("LY", "Ly"),
        (" Zoé * ", "Zoé"),
        ("李", "李"),
        ("", ""),
    ],
)
def test_a_name_as_it_stands_on_a_letter(typed: str, name: str) -> None:
    assert name_of(typed) == name


@pytest.mark.parametrize(
    ("value", "expected"),
    [(84, "name_unreadable"), ("???", "name_unreadable"), ("x" * 201, "cell_too_long")],
)
def test_what_is_no_name(value: CellValue, expected: str) -> None:
    with pytest.raises(Refused) as refused:
        name_of(value)
    assert code(refused) == expected


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("MUÑOZ Zoé", ("", "Muñoz", "Zoé")),
        ("Zoé MUÑOZ", ("", "Muñoz", "Zoé")),
        ("Muñoz, Zoé", ("", "Muñoz", "Zoé")),
        ("Mme LE GOFFIC Anne-Marie", ("Mme", "Le Goffic", "Anne-Marie")),
        ("M. Joël BRÈS", ("M", "Brès", "Joël")),
        ("Muñoz", ("", "Muñoz", "")),
        ("Marlène", ("", "Marlène", "")),
    ],
)
@pytest.mark.parametrize("given_first", [True, False])
def test_a_whole_name_that_tells_its_order(typed: str, names: tuple[str, ...], given_first: bool) -> None:
    assert full_name_of(typed, given_first) == names


@pytest.mark.parametrize(
    ("typed", "given_first", "names"),
    [
        ("Muñoz Zoé", False, ("Muñoz", "Zoé")),
        ("Zoé Muñoz", True, ("Muñoz", "Zoé")),
        ("MUÑOZ ZOÉ", False, ("Muñoz", "Zoé")),
        ("Le Goffic Anne", False, ("Le Goffic", "Anne")),
        ("Dubreux de Navours Anne", False, ("Dubreux de Navours", "Anne")),
        ("Anne Le Goffic", True, ("Le Goffic", "Anne")),
        ("Zoé MUÑOZ dite Zo", False, ("Zoé", "MUÑOZ dite Zo")),
        ("", False, ("", "")),
    ],
)
def test_a_whole_name_in_the_order_of_its_header(
    typed: str, given_first: bool, names: tuple[str, str]
) -> None:
    assert full_name_of(typed, given_first)[1:] == names


CELLS = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(Unreadable, st.sampled_from(["formula", "error"]), st.text()),
)


@given(CELLS)
def test_any_cell_is_read_or_refused_with_a_sentence(value: CellValue) -> None:
    readers = (
        line_of,
        mail_of,
        phone_of,
        cross_of,
        name_of,
        lambda cell: day_of(cell, TODAY),
        lambda cell: full_name_of(cell, True),
        lambda cell: full_name_of(cell, False),
    )
    for read in readers:
        try:
            read(value)
        except Refused as refused:
            sentence(refused)
