"""Fixtures for all tests: no screen, settings in a temporary folder, and Qt's complaints are failures."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Drawing must not depend on the desktop of whoever runs the tests.
os.environ.pop("QT_SCALE_FACTOR", None)
os.environ.pop("QT_STYLE_OVERRIDE", None)

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pstdesk import i18n
from pstdesk.settings import Preferences

_NOISE = (
    "This plugin does not support",
    "Populating font family aliases",
    "XDG_RUNTIME_DIR",
)
"""Beginnings of messages that tell of the machine and not of the program."""

_NOBODY = 65534
_DEMONSTRATION_SECONDS = 240
"""In which the demonstration is made, on the slowest machine."""
_MAKING = """
import sys
from datetime import date
from pathlib import Path
from pstdesk.services.demo import make_demo
make_demo(Path(sys.argv[1]), date(2026, 11, 23))
"""

# The number of examples of each property: HYPOTHESIS_PROFILE chooses. In CI they are always the same so that
# a red run is due to the change it is about. A busy machine is no failure, and a base or a folder serves all
# examples of a test: to make one for each would take minutes.
_AT_ANY_PACE = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}
settings.register_profile("everyday", max_examples=60, **_AT_ANY_PACE)
settings.register_profile("ci", max_examples=30, derandomize=True, **_AT_ANY_PACE)
settings.register_profile("thorough", max_examples=2_000, **_AT_ANY_PACE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    i18n.use_language("fr")
    yield
    i18n.use_language("fr")


@pytest.fixture(autouse=True)
def _no_word_from_qt(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which Qt warned of anything."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    log = request.getfixturevalue("qtlog")
    yield
    said = [record.message for record in log.records if not record.message.startswith(_NOISE)]
    if said and request.node.get_closest_marker("qt_may_warn") is None:
        pytest.fail("Qt said: " + "; ".join(said))


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Return the settings of a user who starts the program for the first time."""
    return Preferences(tmp_path / "settings" / "settings.json")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the demonstration, made once for a run; tests copy what they change.

    Whichever worker asks first has it made, by a program of its own, whose lines nobody counts.
    """
    from PySide6.QtCore import QLockFile

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration"
    making = QLockFile(str(folder.with_suffix(".lock")))
    making.setStaleLockTime(0)
    assert making.tryLock(_DEMONSTRATION_SECONDS * 1000)
    try:
        made = folder.with_suffix(".made")
        if not made.exists():
            words = [sys.executable, "-c", _MAKING, str(folder)]
            subprocess.run(words, check=True, timeout=_DEMONSTRATION_SECONDS)
            made.touch()
    finally:
        making.unlock()
    return folder


@pytest.fixture
def plain_folder() -> Iterator[Path]:
    """Return a folder with an empty base, for the length of the test as a user whom rights stop.

    Rights do not stop root, so root plays somebody else meanwhile.
    """
    from tests import builders

    if not hasattr(os, "seteuid"):
        pytest.skip("Windows keeps rights in another way")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = builders.empty_file(folder)
        is_root = os.geteuid() == 0
        if is_root:
            import _strptime  # noqa: F401 - what Python reads only when a day is parsed: nobody may not

            os.chown(folder, _NOBODY, _NOBODY)
            os.chown(path, _NOBODY, _NOBODY)
            os.seteuid(_NOBODY)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o700)


@pytest.fixture(scope="session", autouse=True)
def _empty_clipboard_at_the_end() -> Iterator[None]:
    """Empty the clipboard before Python ends.

    Without a screen Qt keeps it to the very last, and takes it apart when the Python half of what lies in
    it is gone already: a crash after the last test. Real screens take it apart with the application.
    """
    yield
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
