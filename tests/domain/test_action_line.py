"""What is understood of an action as it is typed in a meeting, and that no word of it is lost."""

from collections import Counter
from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.action_line import ActionLine, name_begun, read_action, signed

DAY = date(2026, 11, 12)
"""A Thursday."""
NEXT = date(2027, 2, 4)


@pytest.mark.parametrize(
    ("said", "due_on"),
    [
        ("pour le 15 décembre", date(2026, 12, 15)),
        ("pour le 15/12", date(2026, 12, 15)),
        ("pour le 15/12/2027", date(2027, 12, 15)),
        ("POUR LE 1ER DÉCEMBRE", date(2026, 12, 1)),
        ("avant le 15", date(2026, 11, 15)),
        ("pour le 12", date(2026, 12, 12)),
        ("avant le 31", date(2026, 12, 31)),
        ("d’ici le 3 mars", date(2027, 3, 3)),
        ("d'ici le 3 mars", date(2027, 3, 3)),
        ("d’ici au 3 mars", None),
        ("au plus tard le 3 mars", date(2027, 3, 3)),
        ("pour lundi", date(2026, 11, 16)),
        ("pour jeudi", date(2026, 11, 19)),
        ("pour jeudi prochain", date(2026, 11, 19)),
        ("pour demain", date(2026, 11, 13)),
        ("pour le jeudi 11 mars 2027", date(2027, 3, 11)),
        ("avant fin janvier", date(2027, 1, 31)),
        ("d’ici fin mars", date(2027, 3, 31)),
        ("d’ici à fin mars", date(2027, 3, 31)),
        ("d’ici la fin mars", date(2027, 3, 31)),
        ("pour fin février 2028", date(2028, 2, 29)),
        ("avant la fin du mois", date(2026, 11, 30)),
        ("pour mi-février", date(2027, 2, 15)),
        ("pour début novembre", date(2027, 11, 1)),
        ("pour la prochaine séance", NEXT),
        ("pour la prochaine réunion", NEXT),
        ("avant la séance suivante", NEXT),
        ("sous huitaine", date(2026, 11, 19)),
        ("sous quinze jours", date(2026, 11, 27)),
        ("dans deux semaines", date(2026, 11, 26)),
        ("d’ici 10 jours", date(2026, 11, 22)),
        ("d’ici 3 mois", date(2027, 2, 12)),
    ],
)  # fmt: skip
def test_a_day_is_the_next_one_after_the_meeting(said: str, due_on: date | None) -> None:
    read = read_action(f"Relancer les bailleurs {said}", DAY, NEXT)
    expected = ("Relancer les bailleurs", (said,)) if due_on else (f"Relancer les bailleurs {said}", ())
    assert (read.due_on, (read.text, read.taken)) == (due_on, expected)


def test_the_last_day_of_a_short_month_is_meant_where_months_are_counted() -> None:
    assert read_action("x d’ici 3 mois", date(2026, 11, 30)).due_on == date(2027, 2, 28)


@pytest.mark.parametrize(
    "line",
    [
        "appeler la CAF",
        "une salle pour la CAF",
        "relancer avant l’été",
        "une note pour le 31/2",
        "une note pour le 12/11/2026",
        "une note pour le 1er décembre 2020",
        "une note pour jeudi 12 mars",
        "une note pour le 32",
        "une note pour fin brumaire",
        "une note pour fin janvier 2020",
        "une note pour fin janvier 9999",
        "ranger dans la salle",
        "ranger dans 0 jours",
        "ranger dans 0 mois",
        "un courrier pour",
        "écrire à a@b.fr",
        "un prix @ négocier",
        "@« » vide",
        "@",
        "",
    ],
)
def test_what_nobody_can_read_stays_in_the_text(line: str) -> None:
    assert read_action(line, DAY, NEXT) == ActionLine(line)


@pytest.mark.parametrize("next_meeting", [None, DAY])
def test_the_next_meeting_is_understood_only_where_there_is_one(next_meeting: date | None) -> None:
    line = "Préparer la liste pour la prochaine séance"
    assert read_action(line, DAY, next_meeting) == ActionLine(line)


@pytest.mark.parametrize(
    ("line", "text", "owners", "taken"),
    [
        ("relancer @CPAM", "relancer", ("CPAM",), ("@CPAM",)),
        ("@CPAM relancer", "relancer", ("CPAM",), ("@CPAM",)),
        ("relancer par @CPAM.", "relancer.", ("CPAM",), ("par @CPAM",)),
        ("relancer (@CPAM)", "relancer", ("CPAM",), ("@CPAM",)),
        ("relancer @CPAM, @CAF et @MLE", "relancer", ("CPAM", "CAF", "MLE"), ("@CPAM, @CAF et @MLE",)),
        ("relancer @CPAM,@CPAM", "relancer", ("CPAM",), ("@CPAM,@CPAM",)),
        ("@Zoé L’Hostis relance", "relance", ("Zoé L’Hostis",), ("@Zoé L’Hostis",)),
        ("@« Mission  locale » relance", "relance", ("Mission locale",), ("@« Mission  locale »",)),
        ("@“Mission locale” relance", "relance", ("Mission locale",), ("@“Mission locale”",)),
        ('@"Mission locale" relance', "relance", ("Mission locale",), ('@"Mission locale"',)),
        ("@la mission, suite", "mission, suite", ("la",), ("@la",)),
        ("dire @A. Puis", "dire. Puis", ("A",), ("@A",)),
    ],
)
def test_who_has_to_do_it_follows_the_sign(
    line: str, text: str, owners: tuple[str, ...], taken: tuple[str, ...]
) -> None:
    assert read_action(line, DAY) == ActionLine(text, owners, None, taken)


def test_a_name_is_as_long_as_somebody_is_known_by_it() -> None:
    known = {"Mission locale de l’Écluse", "CAF", "Mission"}
    for line in (
        "@Mission locale de l’Écluse relance @CAF Tout",
        "relance @Mission locale de l’Écluse, @CAF Tout",
    ):
        read = read_action(line, DAY, is_known=known.__contains__)
        assert read.owners == ("Mission locale de l’Écluse", "CAF")
        assert Counter(read.text.split()) == Counter(("relance", "Tout"))


def test_a_whole_line_is_parted_into_what_who_and_when() -> None:
    read = read_action("Relancer les bailleurs, @CPAM et @Zoé L’Hostis pour le 15 décembre.", DAY)
    assert read == ActionLine(
        "Relancer les bailleurs.",
        ("CPAM", "Zoé L’Hostis"),
        date(2026, 12, 15),
        ("@CPAM et @Zoé L’Hostis pour le 15 décembre",),
    )


def test_the_last_day_said_is_the_one_that_counts() -> None:
    read = read_action("Réserver la salle pour lundi et le dire pour mardi", DAY)
    assert (read.text, read.due_on) == ("Réserver la salle pour lundi et le dire", date(2026, 11, 17))


def test_a_name_may_hold_words_that_begin_a_day() -> None:
    read = read_action("écrire @« Pour demain » pour lundi", DAY)
    assert (read.text, read.owners, read.due_on) == ("écrire", ("Pour demain",), date(2026, 11, 16))


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("relancer @", (9, "")),
        ("relancer @mis", (9, "mis")),
        ("relancer (@Mission lo", (10, "Mission lo")),
        ("@« Mission lo", (0, "Mission lo")),
        ("@CPAM et @mis", (9, "mis")),
        ("a@b", None),
        ("@« Mission locale » ", None),
        ("relancer", None),
        ("@" + "x" * 41, None),
    ],
)
def test_a_name_is_begun_by_the_sign_before_the_cursor(text: str, begun: tuple[int, str] | None) -> None:
    assert name_begun(text) == begun


@pytest.mark.parametrize("name", ["CPAM", "Mission locale", "D’Arcy Inès"])
def test_a_name_with_its_sign_is_found_whole(name: str) -> None:
    assert read_action(f"relancer {signed(name)} et écrire", DAY).owners == (name,)


WORDS = st.sampled_from((
    "pour", "avant", "d’ici", "sous", "dans", "par", "avec", "et", ",", "le", "15", "31/2", "décembre",
    "lundi", "fin", "mars", "2027", "la", "prochaine", "séance", "@CPAM",
    "@«\u00a0Mission locale\u00a0»", "@", "(", ")", ".", "«", "»", "\"", "@Zoé", "L’Hostis",
    "relancer", "@a,@b",
    "\u00a0", "\n", "deux", "mois", "999", "½",
))  # fmt: skip
LINES = st.lists(WORDS).map(" ".join) | st.lists(WORDS).map("".join) | st.text()
DAYS = st.dates(date(1990, 1, 1), date(2190, 12, 31))


def letters(*texts: str) -> Counter[str]:
    """Count letters, figures and signs, without what only parts them."""
    return Counter(char for text in texts for char in text if char.isalnum() or char == "@")


@given(LINES, DAYS, st.none() | DAYS, st.booleans())
def test_it_never_raises_and_never_loses_a_word(
    line: str, day: date, next_meeting: date | None, known: bool
) -> None:
    read = read_action(line, day, next_meeting, lambda name: known and len(name) % 2 == 0)
    assert letters(read.text, *read.taken) == letters(line)
    assert all(piece in line for piece in read.taken)
    assert all(owner and letters(owner) <= letters(*read.taken) for owner in read.owners)
    assert read.due_on is None or read.due_on > day - timedelta(days=1)
    assert (not read.owners and read.due_on is None) == (not read.taken)


@pytest.mark.parametrize("words", ["pour ", "@« ", "par @a pour le 15 "])
def test_a_page_pasted_into_one_line_is_only_text(words: str) -> None:
    line = words * 100_000
    began = process_time()
    assert read_action(line, DAY).owners == ()
    assert read_action(line, DAY).text == line.strip()
    assert process_time() - began < 2
