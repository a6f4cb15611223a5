"""Words in two languages, and dates, hours, numbers and typography as each writes them."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk import i18n

NB = "\u00a0"
CATALOGUE = """\
# a comment
msgid ""
msgstr ""
"Language: en\\n"

#: pstdesk/ui/page.py:3
msgid "Séance"
msgstr "Meeting"

msgid ""
"Deux lignes\\n"
"et un \\"mot\\"\\t\\\\"
msgstr ""
"Two lines\\n"
"and a \\"word\\"\\t\\\\"

msgctxt "verbe"
msgid "Présent"
msgstr "Mark present"

msgid "{n} personne"
msgid_plural "{n} personnes"
msgstr[0] "{n} person"
msgstr[1] "{n} people"

#, fuzzy
msgid "Point"
msgstr "Dot"

msgid "Vide"
msgstr ""

#~ msgid "Ancien"
#~ msgstr "Old"
"""


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English from a small catalogue of this test."""
    path = tmp_path / "pstdesk.po"
    path.write_text(CATALOGUE, encoding="utf-8")
    catalogue = i18n.read_catalogue(path)
    monkeypatch.setattr(i18n, "_catalogue", lambda code: catalogue if code == "en" else {})


def test_french_is_said_as_it_is_written_in_the_code() -> None:
    assert i18n._("Séance") == "Séance"
    assert i18n.N_("Séance") == "Séance"
    assert i18n.pgettext("verbe", "Présent") == "Présent"


@pytest.mark.parametrize(
    ("n", "form"), [(0, "un"), (1, "un"), (1.5, "un"), (2, "des"), (-1, "un"), (-2, "des")]
)
def test_french_plural_begins_at_two(n: float, form: str) -> None:
    assert i18n.ngettext("un", "des", n) == form


@pytest.mark.usefixtures("english")
def test_english_comes_from_the_catalogue() -> None:
    with i18n.language("en"):
        assert i18n._("Séance") == "Meeting"
        assert i18n._('Deux lignes\net un "mot"\t\\') == 'Two lines\nand a "word"\t\\'
        assert i18n.pgettext("verbe", "Présent") == "Mark present"
        assert [i18n.ngettext("{n} personne", "{n} personnes", n) for n in (0, 1, 2)] == [
            "{n} people",
            "{n} person",
            "{n} people",
        ]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("message", ["Point", "Vide", "Ancien", "Inconnu", ""])
def test_what_is_not_translated_stays_french(message: str) -> None:
    with i18n.language("en"):
        assert i18n._(message) == message
        assert i18n.ngettext(message, "x", 1) == message
        assert i18n.pgettext("Présent", message) == message


def test_the_shipped_catalogue_is_found_and_is_read_as_babel_reads_it() -> None:
    from babel.messages.pofile import read_po

    path = i18n.resource("locale", "en", "LC_MESSAGES", "pstdesk.po")
    with path.open("rb") as opened:
        theirs = {
            (message.context, message.id if isinstance(message.id, str) else message.id[0]): message.string
            if isinstance(message.string, tuple)
            else (message.string,)
            for message in read_po(opened)
            if message.id and message.string and not message.fuzzy
        }
    assert i18n.read_catalogue(path) == theirs


def test_language_is_for_the_block_and_the_thread_and_process_for_the_rest() -> None:
    with ThreadPoolExecutor(1) as worker:
        with i18n.language("en"):
            assert i18n.current_language() == "en"
            assert worker.submit(i18n.current_language).result() == "fr"
            with i18n.language("fr"):
                assert i18n.current_language() == "fr"
            assert i18n.current_language() == "en"
        assert i18n.current_language() == "fr"
        i18n.use_language("en")
        try:
            assert worker.submit(i18n.current_language).result() == "en"
        finally:
            i18n.use_language("fr")


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        i18n.use_language("de")
    with pytest.raises(ValueError, match="de"), i18n.language("de"):
        pass
    assert i18n.current_language() == "fr"


@pytest.mark.parametrize(
    ("style", "french", "first", "english"),
    [
        ("full", "jeudi 12 novembre 2026", "vendredi 1er mai 2026", "Thursday 12 November 2026"),
        ("long", "12 novembre 2026", "1er mai 2026", "12 November 2026"),
        ("medium", "12 nov. 2026", "1er mai 2026", "12 Nov 2026"),
        ("short", "12/11/2026", "01/05/2026", "12/11/2026"),
        ("day_month", "12 nov.", "1er mai", "12 Nov"),
        ("near", "jeu. 12 nov.", "ven. 1er mai", "Thu 12 Nov"),
    ],
)
def test_dates(style: i18n.DateStyle, french: str, first: str, english: str) -> None:
    day = date(2026, 11, 12)
    assert i18n.format_date(day, style) == french
    assert i18n.format_date(date(2026, 5, 1), style) == first
    with i18n.language("en"):
        assert i18n.format_date(day, style) == english


def test_hours() -> None:
    hours = [time(14, 30), time(9, 5), time(18), time(0)]
    assert [i18n.format_time(at) for at in hours] == [
        f"14{NB}h{NB}30",
        f"9{NB}h{NB}05",
        f"18{NB}h",
        f"0{NB}h",
    ]
    with i18n.language("en"):
        assert [i18n.format_time(at) for at in hours] == ["14:30", "9:05", "18:00", "0:00"]


def test_how_long_something_takes_is_read_in_hours_and_minutes() -> None:
    lengths = (5, 45, 60, 65, 660)
    assert [i18n.format_duration(minutes).replace(i18n.NBSP, " ") for minutes in lengths] == [
        "5 min",
        "45 min",
        "1 h",
        "1 h 05",
        "11 h",
    ]


def test_numbers() -> None:
    assert i18n.format_number(1234567.5) == "1\u202f234\u202f567,5"
    assert i18n.format_number(12, 2) == "12,00"
    assert i18n.format_number(0.5, 0) == "1"
    assert i18n.format_percent(0.713) == f"71{NB}%"
    assert i18n.format_percent(0.125) == f"13{NB}%"
    assert i18n.format_percent(0.7777, 1) == f"77,8{NB}%"
    assert i18n.format_percent(0) == f"0{NB}%"
    with i18n.language("en"):
        assert i18n.format_number(1234.5) == "1,234.5"
        assert i18n.format_percent(0.713) == "71%"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Bonjour!", f"Bonjour{NB}!"),
        ("Vraiment ?", f"Vraiment{NB}?"),
        ("Quoi ?!", f"Quoi{NB}?!"),
        ("«mot»", f"«{NB}mot{NB}»"),
        ("« mot »", f"«{NB}mot{NB}»"),
        ("Lieu : salle 3; étage", f"Lieu{NB}: salle 3{NB}; étage"),
        ("voir https://a.exemple/x?b=1 : oui", f"voir https://a.exemple/x?b=1{NB}: oui"),
        ("écrire à l@b.exemple ;", f"écrire à l@b.exemple{NB};"),
        ("de 14 h 30 à 18 h", f"de 14{NB}h{NB}30 à 18{NB}h"),
        ("à 14:30", "à 14:30"),
        ("12 heures, 5 hommes", "12 heures, 5 hommes"),
        ("n° 3", f"n°{NB}3"),
        ("3 000 €", f"3{NB}000{NB}€"),
        ("50 %", f"50{NB}%"),
        ("", ""),
    ],
)
def test_typeset(typed: str, set_: str) -> None:
    assert i18n.typeset(typed) == set_
    with i18n.language("en"):
        assert i18n.typeset(typed) == typed


@given(st.text(alphabet=st.sampled_from(list("aé1 \u00a0\u202f\n«»;:!?%€h°n3./@()…"))))
def test_typeset_twice_is_typeset_once_and_touches_only_spaces(text: str) -> None:
    once = i18n.typeset(text)
    assert i18n.typeset(once) == once
    spaces = {" ": None, "\u00a0": None, "\u202f": None}
    assert once.translate(str.maketrans(spaces)) == text.translate(str.maketrans(spaces))


def test_babel_waits_for_the_first_date() -> None:
    program = "import sys, pstdesk.i18n as i; i.use_language('en'); i._('x'); print('babel' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000 + "1", "1" + " " * 1_000_000, "a:" * 500_000, "« " * 500_000]
)
def test_a_million_characters_are_set_in_about_a_second(text: str) -> None:
    assert len(i18n.typeset(text)) >= len(text) / 2  # and not in the hours that backtracking would take
