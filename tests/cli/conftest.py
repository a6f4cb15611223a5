"""A base, and what runs a command on it in this very process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pstdesk import cli
from pstdesk.settings import Preferences
from tests import builders
from tests.cli.said import Run, Said
from tests.services.stories import hold_meeting


@pytest.fixture
def run(preferences: Preferences, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command with the settings of a new user."""
    monkeypatch.setattr(cli, "Preferences", lambda: preferences)

    def run(*words: object) -> Said:
        capsys.readouterr()
        status = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a base with two bodies; the first has met once and will again."""
    made = builders.make_base(tmp_path)
    with made.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        builders.committee(session, "CT2", "Insertion")
        builders.membership(session, builders.person(session), body)
        hold_meeting(session)
        builders.meeting(session, body, builders.A_DAY.replace(month=12))
    made.close()
    return made.path


@pytest.fixture
def unchanged(base: Path) -> Iterator[None]:
    """Hold that the test leaves the base byte for byte, and nothing beside it."""
    content, beside = base.read_bytes(), sorted(base.parent.iterdir())
    yield
    assert base.read_bytes() == content
    assert sorted(base.parent.iterdir()) == beside
