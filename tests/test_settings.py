"""The user's settings survive a restart, a damaged file and a folder that cannot be written."""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pstdesk.settings import Preferences, Settings, TableLayout, user_name

CHECKED = datetime(2026, 11, 26, 17, 25, tzinfo=UTC)


def test_settings_are_there_again_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    preferences = Preferences(path)
    assert preferences.current == Settings()
    preferences.change(language="en", theme="dark", geometry="AbC=")
    preferences.base_opened(Path(os.fsdecode(b"/bases/caf\xe9.pstdesk")))  # on Linux a name need not be text
    preferences.base_opened(Path("/bases/œuvre.pstdesk"))
    preferences.keep_table_layout("people", TableLayout({"name": 200}, ("mail",), "name", descending=True))
    preferences.keep_splitter("meeting", (300, 700))
    preferences.change(backup_folder="/media/clé")
    preferences.keep_check(Path("/bases/œuvre.pstdesk"), CHECKED, 2)
    assert Preferences(path).current == preferences.current
    assert Preferences(path).table_layout("people").widths == {"name": 200}
    assert Preferences(path).table_layout("other") == TableLayout()
    assert Preferences(path).current.backups == Path("/media/clé")
    assert Preferences(path).last_check(Path("/bases/œuvre.pstdesk")) == (CHECKED, 2)
    assert Preferences(path).last_check(Path("/bases/autre.pstdesk")) is None
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_the_base_last_opened_comes_first_and_once(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    assert preferences.current.last_base is None
    for name in ("a", "b", "a", *"cdefghij"):
        preferences.base_opened(Path(name))
    assert preferences.current.last_base == Path("j")
    assert preferences.current.bases == tuple("jihgfedc")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"", b"nul"])
def test_a_damaged_file_is_set_aside_and_the_defaults_serve(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert Preferences(path).current == Settings()
    assert (tmp_path / "settings.damaged.json").read_bytes() == content


def test_what_has_the_wrong_form_is_left_out_and_the_rest_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    stored = {
        "bases": ["/a.pstdesk", 3],
        "language": "klingon",
        "theme": ["dark"],
        "geometry": 5,
        "tables": {"people": {"widths": {"name": 120, "mail": "wide", "on": True}, "sort": 1}, "bad": 3},
        "splitters": {"meeting": [1, "2"]},
        "backup_folder": 7,
        "checks": {"/a.pstdesk": "hier"},
        "of a newer version": {},
    }
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert Preferences(path).current == Settings(
        bases=("/a.pstdesk",),
        tables={"people": TableLayout(widths={"name": 120})},
        splitters={"meeting": (1,)},
        checks={"/a.pstdesk": "hier"},
    )
    assert Preferences(path).last_check(Path("/a.pstdesk")) is None
    assert Preferences(path).current.backups is None
    path.write_text("[]", encoding="utf-8")
    assert Preferences(path).current == Settings()


def test_a_folder_that_cannot_be_written_costs_a_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    preferences = Preferences(tmp_path / "file" / "settings.json")
    with caplog.at_level(logging.WARNING):
        preferences.change(language="en")
    assert preferences.current.language == "en"
    assert "not saved" in caplog.text


def test_a_change_to_the_same_writes_nothing(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    preferences.change(language="fr")
    assert not preferences.path.exists()


@pytest.mark.parametrize("error", [KeyError("uid not found: 4711"), ImportError("No module named 'pwd'")])
def test_who_has_no_name_is_nobody(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr("getpass.getuser", nobody)
    assert user_name() == ""
