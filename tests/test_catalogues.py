"""The English catalogue keeps up with the code, and nothing people read escapes it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

import pstdesk
from tools import catalogues

PACKAGE = Path(pstdesk.__file__).parent

CODE = """
from pstdesk.i18n import N_, _, ngettext, pgettext
TITLE = N_("Séance")
def say(n, name):
    _("Bonjour {name}")
    ngettext("{n} présent", "{n} présents", n)
    pgettext("verbe", "Présent")
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package of one module that says four things."""
    folder = tmp_path / "pstdesk"
    folder.mkdir()
    (folder / "page.py").write_text(CODE, encoding="utf-8")
    return folder


def english(**changed: str) -> Catalog:
    """Return a right translation of CODE, but for what is ``changed``."""
    said = {"one": "{n} present", "many": "{n} present", "hello": "Hello {name}"} | changed
    catalogue = Catalog(locale="en")
    catalogue.add("Séance", "Meeting")
    catalogue.add("Bonjour {name}", said["hello"])
    catalogue.add(("{n} présent", "{n} présents"), (said["one"], said["many"]))
    catalogue.add("Présent", "Mark present", context="verbe")
    return catalogue


def test_a_whole_translation_has_no_problem(package: Path) -> None:
    assert catalogues.problems(catalogues.messages_in(package), english()) == []


def test_all_four_ways_to_say_something_are_found(package: Path) -> None:
    found = catalogues.problems(catalogues.messages_in(package), Catalog(locale="en"))
    assert sorted(found) == [
        "not translated: 'Bonjour {name}'",
        "not translated: 'Présent'",
        "not translated: 'Séance'",
        "not translated: '{n} présent'",
    ]


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"hello": "Hello {nom}"}, "other placeholders: 'Bonjour {name}'"),
        ({"hello": "Hello"}, "other placeholders: 'Bonjour {name}'"),
        ({"hello": "Hello {name}\u00a0!"}, "French spacing in the English: 'Bonjour {name}'"),
        ({"hello": "&Hello {name}"}, "a keyboard mnemonic on one side only: 'Bonjour {name}'"),
        ({"hello": "Hello {name} "}, "other spaces around it: 'Bonjour {name}'"),
        ({"one": "{m} present"}, "other placeholders in the singular: '{n} présent'"),
        ({"many": "present"}, "other placeholders: '{n} présent'"),
        ({"many": ""}, "not translated: '{n} présent'"),
    ],
)
def test_a_slip_is_named(package: Path, changed: dict[str, str], problem: str) -> None:
    assert catalogues.problems(catalogues.messages_in(package), english(**changed)) == [problem]


def test_the_singular_may_do_without_its_number(package: Path) -> None:
    assert catalogues.problems(catalogues.messages_in(package), english(one="one present")) == []


def test_what_is_left_over_or_fuzzy_is_named(package: Path) -> None:
    catalogue = english()
    catalogue.add("Ancien", "Old")
    message = catalogue.get("Séance")
    assert message is not None
    message.flags.add("fuzzy")
    assert sorted(catalogues.problems(catalogues.messages_in(package), catalogue)) == [
        "fuzzy: 'Séance'",
        "no longer said: 'Ancien'",
    ]


@pytest.mark.parametrize("text", ["Vraiment ?", "Nom : {name}", "« {name} »", "L'action", "à 14 h 30"])
def test_french_that_is_not_set_as_french_is_named(text: str) -> None:
    code = Catalog(locale="en")
    code.add(text)
    assert f"not set as French is: {text!r}" in catalogues.problems(code, Catalog(locale="en"))


def test_an_update_keeps_what_is_translated_and_the_same_words_give_the_same_file(
    package: Path, tmp_path: Path
) -> None:
    path = tmp_path / "pstdesk.po"
    catalogues.write(english(hello="Good day {name}"), path)
    (package / "other.py").write_text('_("Ordre du jour")\n', encoding="utf-8")
    for _again in range(2):
        catalogues.write(catalogues.brought_up(catalogues.messages_in(package), catalogues.read(path)), path)
    first = path.read_bytes()
    catalogues.write(catalogues.brought_up(catalogues.messages_in(package), catalogues.read(path)), path)
    assert path.read_bytes() == first
    assert catalogues.problems(catalogues.messages_in(package), catalogues.read(path)) == [
        "not translated: 'Ordre du jour'"
    ]
    kept = catalogues.read(path).get("Bonjour {name}")
    assert kept is not None
    assert kept.string == "Good day {name}"


def test_all_of_pstdesk_is_said_in_english_and_its_french_is_well_set() -> None:
    """``python -m tools.catalogues`` brings in what is new, and the English is to be written."""
    assert catalogues.problems(catalogues.messages_in(PACKAGE), catalogues.read(catalogues.CATALOGUE)) == []


# What people read goes through the catalogue: French literals outside _() are looked for in the code.

MARKERS = {"_", "N_", "ngettext", "pgettext"}
SHOWN_BY = {
    "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction",
    "setText", "setWindowTitle", "setTitle", "setToolTip", "setStatusTip", "setPlaceholderText",
    "setAccessibleName", "setAccessibleDescription", "addAction", "addMenu", "addTab", "addRow", "print",
}  # fmt: skip
FRENCH_LETTER = re.compile("[À-ÖØ-öø-ÿœŒ’«»]")
FRENCH_WORD = re.compile(
    r"\b(le|la|les|des|du|une|est|dans|pour|avec|sur|et|pas|que|qui|aucune?|cette?|vous|votre)\b \w"
    r"|\w (de|et|du|des|la|le|les|par|au|aux) \w",
    re.IGNORECASE,
)
ALLOWED = {
    r"Français|English": "a language is called by its own name in every language",
    r"PST \w[\w ]*": "names of Word styles, which a letterhead carries whatever its language",
    "Élu|Bénévole|Responsable de pôle|Département|Agglomération|Conseil ou collectif d’habitants": (
        "what the demonstration writes into its base: presets are data, in French"
    ),
}
"""Patterns of whole literals that are not to be translated, and why."""


def french_literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of each literal that reads as French and passes through no marker."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in MARKERS:
                continue
            if name in SHOWN_BY:
                yield from bare_words(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if reads_as_french(node.value):
                yield node.lineno, node.value
        else:
            yield from french_literals(node)


def reads_as_french(text: str) -> bool:
    """Tell whether ``text`` is French to be read; a single letter is only a sign."""
    return len(text) > 1 and bool(FRENCH_LETTER.search(text) or FRENCH_WORD.search(text))


def bare_words(call: ast.Call) -> Iterator[tuple[int, str]]:
    """Yield what is handed to a widget or to the terminal as a plain literal."""
    for argument in call.args:
        parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
        for part in parts:
            if not isinstance(part, ast.Constant) or part.value == "pstdesk":  # a name in any language
                continue
            if re.search("[A-Za-z]{3}", str(part.value)):
                yield part.lineno, str(part.value)


@pytest.mark.parametrize(
    "code",
    [
        'title = "Séance"',
        'title = f"{n} présents"',
        'raise ValueError("fichier de la base")',
        'QLabel("Nom")',
        'button.setToolTip(f"Annuler {n}")',
        'print("Fait", n)',
        'label(text="Ordre du jour")',
    ],
)
def test_a_french_literal_is_seen(code: str) -> None:
    assert list(french_literals(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'title = _("Séance")',
        'title = ngettext("{n} présent", "{n} présents", n).format(n=n)',
        'TITLES = {1: N_("Séance")}',
        'def f():\n    """Return the "séance"."""',
        'A = 1\n"""The "séance" of an attribute."""',
        'QLabel(_("Nom"))',
        'button.setObjectName("primary")',
        'raise ValueError("no catalogue for this language")',
        'label.setText(f"{day} – {hour}")',
        'LIGATURES = {"œ": "oe"}',
        'QLabel("pstdesk")',
    ],
)
def test_what_is_marked_or_not_shown_is_left_alone(code: str) -> None:
    assert not list(french_literals(ast.parse(code)))


def files_that_speak() -> list[Path]:
    """Return the modules whose texts people read, without the domain, which speaks no language."""
    folders = ("ui", "documents", "services", "sentences")
    files = [path for folder in folders for path in (PACKAGE / folder).rglob("*.py")]
    files += [PACKAGE / name for name in ("app.py", "cli.py", "cli_backups.py", "__main__.py", "labels.py")]
    return [path for path in files if path.exists()]


@cache
def unmarked_french() -> list[tuple[str, str]]:
    """Return the place and the text of each French literal that the catalogue would miss."""
    return [
        (f"{path.relative_to(PACKAGE)}:{line}", text)
        for path in files_that_speak()
        for line, text in french_literals(ast.parse(path.read_text(encoding="utf-8")))
    ]


def test_every_text_that_people_read_goes_through_the_catalogue() -> None:
    allowed = re.compile("|".join(ALLOWED))
    assert [(place, text) for place, text in unmarked_french() if not allowed.fullmatch(text)] == []


@pytest.mark.parametrize("pattern", ALLOWED)
def test_every_exception_is_needed(pattern: str) -> None:
    assert any(re.fullmatch(pattern, text) for _place, text in unmarked_french())
