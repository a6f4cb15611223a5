"""The demonstration by command, found again and shown where there is a screen."""

import sys
from pathlib import Path

import pytest

from pstdesk import app, cli
from pstdesk.services import demo
from pstdesk.services.demo_calendar import meeting_days
from tests.cli.said import NBSP, Run, refuses


def test_a_demonstration_is_made_and_then_found(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "meeting_days", lambda first_day, today: meeting_days(first_day, today)[:2])
    monkeypatch.setattr(app, "main", lambda base, wish: pytest.fail("no window was asked for"))
    made, found = run("demo", tmp_path), run("demo", tmp_path)
    assert (made.status, made.err) == (cli.DONE, "")
    first, second = made.out.splitlines()
    assert first == f"Base de démonstration faite{NBSP}: {tmp_path / 'demo.pstdesk'}"
    assert second == f"2 documents dans {tmp_path / 'documents'}"
    assert found.out.splitlines() == [first.replace(" faite", ""), second]


@pytest.mark.parametrize(
    ("platform", "display", "shown"), [("xcb", ":0", True), ("xcb", "", False), ("offscreen", ":0", False)]
)
def test_the_window_opens_on_the_demonstration_where_there_is_a_screen(
    run: Run,
    demo_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    display: str,
    shown: bool,
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(app, "main", lambda base, wish: opened.append(base) or 0)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    said = run("demo", demo_folder, "--open")
    assert said.status == cli.DONE
    assert opened == ([demo_folder / "demo.pstdesk"] if shown else [])
    assert ("Aucun écran ici" in said.out) is not shown


def test_windows_always_has_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    monkeypatch.setattr(sys, "platform", "win32")
    assert cli._has_display()


def test_a_demonstration_is_made_in_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    refuses(run("demo", tmp_path / "file"), "ne peut pas être créée")
