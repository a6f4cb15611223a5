"""A new base is there whole or not at all, and never over another file."""

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from pstdesk.db.migrate import open_base
from pstdesk.db.models import Programme
from pstdesk.domain.errors import Refused
from pstdesk.services import new_base as module
from pstdesk.services.new_base import new_base
from pstdesk.services.programme import ProgrammeForm, counts, programme_page, template
from tests import builders
from tests.refusals import refused

TODAY = date(2026, 11, 23)
FORM = ProgrammeForm("PST de L’Haÿ-sous-Œuvre", "L’Haÿ-sous-Œuvre", "Ville de L’Haÿ-sous-Œuvre\nCCAS")


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_bondy_preset_gives_nine_bodies_and_nothing_else_in_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "Documents" / "pstdesk" / "hay.pstdesk"
    new_base(path, "bondy", FORM, TODAY, user="élise")
    base = open_base(path)
    with base.read() as session:
        page = programme_page(session)
        assert page is not None
        assert (page.form.name, page.form.letterhead) == (FORM.name, FORM.letterhead)
        assert counts(session).committees == 9
    base.close()
    assert left_in(path.parent) == ["hay.pstdesk"]


def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "hay.pstdesk"
    path.write_bytes(b"something else")
    with pytest.raises(Refused) as said:
        new_base(path, "bondy", FORM, TODAY)
    assert said.value.code == "base_exists"
    assert path.read_bytes() == b"something else"
    assert left_in(tmp_path) == ["hay.pstdesk"]


def test_a_full_disk_is_said_of_the_base_that_was_asked_for(tmp_path: Path) -> None:
    def fill(session: Session) -> None:
        session.execute(text("PRAGMA max_page_count = 1"))  # no page more than there are
        builders.person(session, notes="œ" * 100_000)

    with refused("base_disk_full", file="hay.pstdesk"):
        new_base(tmp_path / "hay.pstdesk", "bondy", FORM, TODAY, fill=fill)
    assert left_in(tmp_path) == []


def test_the_journal_of_a_base_that_is_gone_is_not_played_back_into_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "hay.pstdesk-journal").write_bytes(b"what was not committed")
    with pytest.raises(Refused) as said:
        new_base(tmp_path / "hay.pstdesk", "bondy", FORM, TODAY)
    assert said.value.values == {"file": "hay.pstdesk-journal"}
    assert left_in(tmp_path) == ["hay.pstdesk-journal"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "hay.pstdesk"
    if not links:
        monkeypatch.setattr(os, "link", no_links)

    with pytest.raises(Refused) as said:
        new_base(path, "bondy", FORM, TODAY, fill=lambda _session: path.write_bytes(b"a colleague's"))
    assert said.value.code == "base_exists"
    assert path.read_bytes() == b"a colleague's"
    assert left_in(tmp_path) == ["hay.pstdesk"]


def no_links(_source: Path, _target: Path) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_memory_stick_that_knows_no_hard_links_takes_a_base_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_links)
    new_base(tmp_path / "hay.pstdesk", "vide", FORM, TODAY)
    assert left_in(tmp_path) == ["hay.pstdesk"]


def test_a_programme_without_a_name_leaves_no_base_and_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "made" / "for it" / "hay.pstdesk"
    with pytest.raises(Refused) as said:
        new_base(path, "bondy", ProgrammeForm(" ", "Valmont"), TODAY)
    assert said.value.code == "programme_without_name"
    assert left_in(tmp_path) == []


def test_an_unforeseen_error_leaves_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(module, "set_up", fail)
    with pytest.raises(RuntimeError):
        new_base(tmp_path / "hay.pstdesk", "bondy", FORM, TODAY)
    assert left_in(tmp_path) == []


def test_a_folder_without_rights_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, **_how: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", refuse)  # an administrator, too, runs this test
    with pytest.raises(Refused) as said:
        new_base(tmp_path / "made" / "hay.pstdesk", "bondy", FORM, TODAY)
    assert said.value.code == "base_folder_refused"
    assert said.value.values["folder"] == str(tmp_path / "made")
    assert left_in(tmp_path) == []


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused) as said:
        new_base(tmp_path / "file" / "hay.pstdesk", "bondy", FORM, TODAY)
    assert said.value.code == "base_folder_refused"


def test_a_path_as_no_system_takes_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused) as said:
        new_base(tmp_path / ("n" * 300) / "hay.pstdesk", "bondy", FORM, TODAY)
    assert said.value.code == "base_folder_refused"


def test_a_name_that_no_disk_takes_is_said(tmp_path: Path) -> None:
    with refused("base_name_unfit", file="n" * 300):
        new_base(tmp_path / "made" / ("n" * 300), "bondy", FORM, TODAY)
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("path", [".", "/", ".."])
def test_a_folder_is_no_name_for_a_base(path: str) -> None:
    with refused("base_exists", file=path):
        new_base(Path(path), "bondy", FORM, TODAY)


def test_a_letterhead_that_is_no_word_document_leaves_no_base(tmp_path: Path) -> None:
    own = tmp_path / "en-tête.docx"
    with zipfile.ZipFile(own, "w") as archive:
        archive.writestr("readme.txt", "no document")
    with pytest.raises(Refused) as said:
        new_base(tmp_path / "hay.pstdesk", "bondy", FORM, TODAY, letterhead=own)
    assert said.value.values["name"] == "en-tête.docx"
    assert left_in(tmp_path) == ["en-tête.docx"]


def test_the_preset_and_the_day_are_written_down(tmp_path: Path) -> None:
    path = tmp_path / "hay.pstdesk"
    new_base(path, "vide", FORM, TODAY)
    base = open_base(path)
    with base.read() as session:
        programme = session.get(Programme, 1)
        assert programme is not None
        assert (programme.preset, programme.started_on) == ("vide", TODAY)
    base.close()


def test_the_letterhead_is_kept_with_the_programme(tmp_path: Path) -> None:
    from docx import Document

    own = tmp_path / "en-tête.docx"
    Document().save(str(own))
    path = tmp_path / "hay.pstdesk"
    new_base(path, "ctg", FORM, TODAY, letterhead=own)
    base = open_base(path)
    with base.read() as session:
        page = programme_page(session)
        assert page is not None
        assert page.template == "en-tête.docx"
        assert template(session) == own.read_bytes()
    base.close()
