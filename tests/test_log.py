"""What nobody foresaw is kept in a file for its user's eyes only, and nothing is made before."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pstdesk import log


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """Keep a log in a folder that is not there yet, for one test."""
    path, root = tmp_path / "state" / "log" / "pstdesk.log", logging.getLogger()
    before = list(root.handlers)
    log.keep_log(path)
    yield path
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()


def stumble(words: str = "") -> None:
    """Log an error past pytest's own handlers: what is no text would not go into its report."""
    root = logging.getLogger()
    watching = [handler for handler in root.handlers if type(handler).__module__.startswith("_pytest")]
    for handler in watching:
        root.removeHandler(handler)
    try:
        raise ZeroDivisionError(words)
    except ZeroDivisionError:
        logging.getLogger("pstdesk.cli").exception("unforeseen error")
    finally:
        for handler in watching:
            root.addHandler(handler)


def test_an_error_is_kept_with_its_traceback(kept: Path) -> None:
    logging.getLogger("pstdesk").info("all is well")
    assert not kept.parent.exists()
    stumble("dossier caf\udce9")
    stumble("dossier caf\udce9")
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("ERROR pstdesk.cli: unforeseen error")
    assert lines.count("ZeroDivisionError: dossier caf\\udce9") == 2
    assert sys.platform == "win32" or kept.stat().st_mode & 0o777 == 0o600


def test_a_log_does_not_grow_for_ever(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_LARGEST", 10)
    kept.parent.mkdir(parents=True)
    kept.write_text("of last year", encoding="utf-8")
    kept.with_name("pstdesk.old.log").write_text("of the year before", encoding="utf-8")
    stumble("one")
    stumble("two")
    assert "ZeroDivisionError: two" in kept.read_text(encoding="utf-8")
    assert {path.name for path in kept.parent.iterdir()} == {"pstdesk.log", "pstdesk.old.log"}
    assert kept.with_name("pstdesk.old.log").read_text(encoding="utf-8")[-4:] == "one\n"


def test_where_no_log_can_be_kept_the_console_says_it(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept.parent.parent.write_bytes(b"a file in the way")
    stumble()
    assert "unforeseen error" in capsys.readouterr().err
