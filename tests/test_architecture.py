"""Who may import whom: ``ui, cli -> services -> {documents, db} -> domain``, rule by rule."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_archon import archrule

pytestmark = pytest.mark.no_cover  # it reads the program and runs none of it

ROOT = Path(__file__).resolve().parent.parent
PURE = sorted(
    sys.stdlib_module_names
    # What depends on the machine, the moment or chance is an argument of the domain, never an import.
    - {
        "asyncio",
        "ctypes",
        "getpass",
        "locale",
        "logging",
        "multiprocessing",
        "os",
        "pathlib",
        "platform",
        "random",
    }
    - {
        "secrets",
        "shutil",
        "signal",
        "socket",
        "sqlite3",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
    }
    - {"tkinter", "urllib", "uuid"}
)
TOP = (
    "pstdesk.app",
    "pstdesk.cli",
    "pstdesk.cli_parts",
    "pstdesk.cli_backups",
    "pstdesk.cli_imports",
    "pstdesk.cli_meetings",
    "pstdesk.cli_review",
    "pstdesk.cli_tally",
    "pstdesk.__main__",
)
HEAVY = ("alembic", "docx", "holidays", "icalendar", "openpyxl", "reportlab")


def below(*modules: str) -> list[str]:
    """Return patterns for the modules and everything inside them."""
    return [pattern for module in modules for pattern in (module, f"{module}.*")]


# The domain and the leaves


def test_the_domain_knows_only_itself_and_pure_parts_of_the_standard_library() -> None:
    (
        archrule("domain is pure")
        .match(*below("pstdesk.domain"))
        .should_not_import("*")
        .may_import(*below("pstdesk.domain"), *below(*PURE))
        .check("pstdesk")
    )


def test_i18n_resources_and_collector_know_nothing_else_of_the_house() -> None:
    (
        archrule("leaves")
        .match("pstdesk.i18n", "pstdesk.resources", "pstdesk.collector", "pstdesk.log")
        .should_not_import("pstdesk*")
        .may_import("pstdesk.resources")
        .check("pstdesk")
    )


def test_labels_and_sentences_know_only_the_domain_and_i18n() -> None:
    (
        archrule("words")
        .match("pstdesk.labels", "pstdesk.rule_words", "pstdesk.numerals", *below("pstdesk.sentences"))
        .should_not_import("pstdesk*")
        .may_import(*below("pstdesk.domain", "pstdesk.sentences"))
        .may_import("pstdesk.i18n", "pstdesk.resources", "pstdesk.labels")
        .check("pstdesk")
    )


def test_the_settings_know_only_the_domain_and_the_leaves() -> None:
    (
        archrule("settings")
        .match("pstdesk.settings")
        .should_not_import("pstdesk*", *below("PySide6", "sqlalchemy"))
        .may_import(*below("pstdesk.domain"), "pstdesk.i18n", "pstdesk.resources")
        .check("pstdesk")
    )


# The layers


def test_the_base_knows_only_the_domain() -> None:
    (
        archrule("db")
        .match(*below("pstdesk.db"))
        .should_not_import("pstdesk*")
        .may_import(*below("pstdesk.db", "pstdesk.domain"), "pstdesk.i18n", "pstdesk.resources")
        .check("pstdesk")
    )


def test_migrations_stand_alone_so_that_an_old_one_never_changes() -> None:
    (
        archrule("migrations")
        .match("pstdesk.db.migrations.versions.*")
        .should_not_import("pstdesk*")
        .check("pstdesk")
    )


def test_documents_know_neither_the_base_nor_qt() -> None:
    (
        archrule("documents")
        .match(*below("pstdesk.documents"))
        .should_not_import("pstdesk*", *below("sqlalchemy", "alembic", "PySide6"))
        .may_import(*below("pstdesk.documents", "pstdesk.domain"))
        .may_import("pstdesk.i18n", "pstdesk.resources", "pstdesk.labels", *below("pstdesk.sentences"))
        .may_import("pstdesk.rule_words", "pstdesk.numerals")
        .check("pstdesk")
    )


def test_services_know_neither_the_window_nor_the_commands() -> None:
    (
        archrule("services")
        .match(*below("pstdesk.services"))
        .should_not_import(*below("pstdesk.ui", "PySide6"), *TOP)
        .check("pstdesk")
    )


def test_the_window_reaches_the_base_through_services_only() -> None:
    (
        archrule("ui")
        .match(*below("pstdesk.ui"))
        .should_not_import(
            *below("sqlalchemy", "alembic", "pstdesk.db.models"), "pstdesk.cli", "pstdesk.__main__"
        )
        .check("pstdesk", only_direct_imports=True)
    )


def test_the_commands_reach_the_base_through_services_only() -> None:
    (
        archrule("cli")
        .match("pstdesk.cli*")
        .should_not_import(*below("sqlalchemy", "alembic", "PySide6", "pstdesk.db.models"))
        .check("pstdesk", only_direct_imports=True)
    )


def test_qt_is_only_in_the_window_and_the_composition_root() -> None:
    (
        archrule("Qt")
        .match("pstdesk*")
        .exclude(*below("pstdesk.ui"), "pstdesk.app")
        .should_not_import(*below("PySide6"))
        .check("pstdesk", only_direct_imports=True)
    )


def test_sqlalchemy_is_only_in_the_base_and_the_services() -> None:
    (
        archrule("SQLAlchemy")
        .match("pstdesk*")
        .exclude(*below("pstdesk.db", "pstdesk.services"))
        .should_not_import(*below("sqlalchemy", "alembic"))
        .check("pstdesk", only_direct_imports=True)
    )


def test_nothing_that_ships_imports_the_tests_or_the_tools() -> None:
    archrule("shipped").match("pstdesk*").should_not_import(*below("tests", "tools", "pytest")).check(
        "pstdesk"
    )


# What a start does not pay for


def loaded_by(modules: list[str]) -> set[str]:
    """Return the names of all modules that a fresh Python holds after importing ``modules``."""
    code = (
        f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\nprint(*sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def modules_in(folder: str) -> list[str]:
    """Return the dotted names of the modules in a folder of the package."""
    paths = sorted((ROOT / "pstdesk" / folder).rglob("*.py"))
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths)
    return [name.removesuffix(".__init__") for name in names]


def test_the_window_is_on_screen_before_sqlalchemy_and_the_document_libraries_load() -> None:
    loaded = loaded_by(["pstdesk.app", "pstdesk.ui.main_window"])
    assert not loaded & {"sqlalchemy", *HEAVY}


def test_the_commands_start_without_qt_and_the_document_libraries() -> None:
    assert not loaded_by(["pstdesk.cli"]) & {"PySide6", *HEAVY}


@pytest.mark.parametrize("folder", ["ui", "services"])
def test_document_libraries_load_only_in_the_function_that_needs_them(folder: str) -> None:
    assert not loaded_by(modules_in(folder)) & set(HEAVY)
