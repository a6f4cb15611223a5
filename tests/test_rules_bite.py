"""Each rule of the house passes on a small house in order and fails on one breach of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import test_source

pytestmark = pytest.mark.no_cover  # it reads the program and runs none of it

MODULES = {
    "__init__": "",
    "__main__": "",
    "app": "from pstdesk.ui import main_window",
    "cli": "from pstdesk.services import posts",
    "i18n": "import babel\nfrom pstdesk.resources import resource\ndef _(text): return text\nN_ = _",
    "labels": "from pstdesk.domain import rule\nfrom pstdesk.i18n import _",
    "resources": "def resource(): ...",
    "settings": "import json",
    "sentences/__init__": "from pstdesk.i18n import _\nfrom pstdesk.sentences import domain",
    "sentences/domain": 'from pstdesk.i18n import N_\nSENTENCES = {"late": N_("Trop tard, {name}.")}',
    "domain/__init__": "",
    "domain/rule": 'import enum\ndef judge():\n    raise Refused("late", name="Zoé")',
    "db/__init__": "",
    "db/models": "import sqlalchemy\nfrom pstdesk.domain import rule",
    "db/migrations/versions/0001": "import alembic\nimport sqlalchemy",
    "documents/__init__": "",
    "documents/minutes": "from pstdesk import labels\ndef export():\n    import docx",
    "services/__init__": "",
    "services/posts": "from pstdesk.documents import minutes",
    "ui/__init__": "",
    "ui/main_window": "import PySide6\nfrom pstdesk.services import posts",
}
# The rule that must fail, the module that is broken, and the line that breaks it.
IMPORT_BREACHES = [
    ("the_domain_knows_only_itself", "domain/rule", "import babel"),
    ("the_domain_knows_only_itself", "domain/rule", "import random"),
    ("the_domain_knows_only_itself", "domain/rule", "from pstdesk.i18n import _"),
    ("i18n_resources_and_collector_know_nothing", "i18n", "from pstdesk.labels import word"),
    ("labels_and_sentences_know_only", "labels", "def word():\n    from pstdesk.db import models"),
    ("labels_and_sentences_know_only", "sentences/domain", "from pstdesk.documents import minutes"),
    ("the_settings_know_only", "settings", "from pstdesk.services import posts"),
    ("the_base_knows_only_the_domain", "db/models", "from pstdesk.services import posts"),
    ("migrations_stand_alone", "db/migrations/versions/0001", "from pstdesk.domain import rule"),
    ("documents_know_neither", "documents/minutes", "from pstdesk.db import models"),
    ("documents_know_neither", "documents/minutes", "from PySide6 import QtCore"),
    ("services_know_neither", "services/posts", "from pstdesk.ui import main_window"),
    ("the_window_reaches_the_base", "ui/main_window", "from sqlalchemy import select"),
    ("the_window_reaches_the_base", "ui/main_window", "from pstdesk.db import models"),
    ("the_commands_reach_the_base", "cli", "from pstdesk.db.models import Person"),
    ("qt_is_only_in_the_window", "labels", "def icon():\n    from PySide6.QtGui import QIcon"),
    ("sqlalchemy_is_only_in", "app", "from sqlalchemy.orm import Session"),
    ("nothing_that_ships_imports", "app", "from tools import lock"),
    ("the_window_is_on_screen_before", "ui/main_window", "import sqlalchemy"),
    ("the_commands_start_without_qt", "cli", "import PySide6"),
    ("document_libraries_load_only[ui]", "ui/main_window", "import openpyxl"),
    ("document_libraries_load_only[services]", "services/posts", "import reportlab"),
]
SOURCE_BREACHES = [
    ("no_file_is_longer", "app", "\n" * 400),
    ("every_module_opens", "domain/silent", None),
    ("no_module_or_class_has_a_name", "services/post_utils", ""),
    ("no_module_or_class_has_a_name", "app", "class PostManager: ..."),
    ("every_exemption_names", "app", "import json  # noqa"),
    ("every_exemption_names", "app", "import json  # noqa: F401"),
    ("every_exemption_names", "app", "word = 1  # type: ignore[assignment]"),
    ("only_the_boundary_of_an_operation", "services/posts", "try: ...\nexcept (OSError, Exception): ..."),
    ("the_domain_never_asks_the_clock", "domain/rule", "from datetime import date\ndate.today()"),
    ("the_window_asks_one_clock", "ui/panel", "from datetime import date\ndate.today()"),
    ("no_module_comes_back_to_itself", "resources", "from pstdesk import i18n\ndef resource(): ..."),
    ("no_test_sleeps", "../tests/test_nap", "import time\ntime.sleep(1)"),
    ("every_skip_says_why", "../tests/test_nap", "import pytest\ndef test_it():\n    pytest.skip()"),
    ("every_skip_says_why", "../tests/test_nap", "import pytest\n@pytest.mark.skip\ndef test_it(): ..."),
    ("every_refusal_has_its_sentence", "app", 'raise Refused("early")'),
    ("every_refusal_has_its_sentence", "app", 'def judge(day, code): ...\njudge(1, "early")'),
    ("every_sentence_is_said", "domain/rule", ""),
    ("each_sentence_stands_with", "sentences/db", 'SENTENCES = {"late": N_("Trop tard.")}'),
    ("each_sentence_stands_with", "sentences/domain", 'A = {"day_missing": N_("Il manque un jour.")}'),
    ("every_refusal_gives_what", "app", 'raise Refused("late")'),
]


def build(folder: Path) -> None:
    """Make the small house, in order."""
    for name, body in MODULES.items():
        path = folder / "pstdesk" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'"""A module."""\n{body}\n', encoding="utf-8")
    (folder / "tests").mkdir()


def breach(folder: Path, module: str, line: str | None) -> None:
    """Break the house: add ``line`` to the module, empty the module for "", take its docstring for None."""
    path = folder / "pstdesk" / f"{module}.py"
    kept = '"""A module."""\n' + ("" if line == "" else MODULES.get(module, "")) + "\n"
    path.write_text("import enum\n" if line is None else kept + line + "\n", encoding="utf-8")


def import_failures(folder: Path, *options: str) -> list[str]:
    """Return the import rules that fail in the house, by a run of their own: they import the package."""
    shutil.copy(Path(__file__).with_name("test_architecture.py"), folder / "tests")
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(folder)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "pytest_archon.plugin", "-c", os.devnull]
    command += ["--rootdir", str(folder), "-p", "no:cacheprovider", *options, "tests"]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith("FAILED")]


def source_failures(folder: Path, monkeypatch: pytest.MonkeyPatch, rule: str) -> list[str]:
    """Return the source rules named like ``rule`` that fail in the house."""
    monkeypatch.setattr(test_source, "ROOT", folder)
    monkeypatch.setattr(test_source, "PACKAGE", folder / "pstdesk")
    failed = []
    for name, check in vars(test_source).items():
        if not name.startswith("test_") or rule not in name:
            continue
        try:
            check()
        except AssertionError:
            failed.append(name)
    return failed


def test_all_import_rules_pass_on_a_house_in_order(tmp_path: Path) -> None:
    build(tmp_path)
    assert import_failures(tmp_path) == []


def test_all_source_rules_pass_on_a_house_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path)
    assert source_failures(tmp_path, monkeypatch, "test_") == []


@pytest.mark.parametrize(("rule", "module", "line"), IMPORT_BREACHES)
def test_an_import_rule_fails_on_a_breach(tmp_path: Path, rule: str, module: str, line: str) -> None:
    build(tmp_path)
    breach(tmp_path, module, line)
    name, _, parameter = rule.rstrip("]").partition("[")
    chosen = f"{name} and {parameter}" if parameter else name
    assert any(name in failure for failure in import_failures(tmp_path, "-k", chosen))


@pytest.mark.parametrize(("rule", "module", "line"), SOURCE_BREACHES)
def test_a_source_rule_fails_on_a_breach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, module: str, line: str | None
) -> None:
    build(tmp_path)
    breach(tmp_path, module, line)
    assert source_failures(tmp_path, monkeypatch, rule)
