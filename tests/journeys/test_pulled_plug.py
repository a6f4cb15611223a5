"""Pulling the plug in the middle of a word costs two seconds of typing at most, and nothing acknowledged."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from pstdesk.services import agenda, check, meetings, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.opening import Opening
from tests import builders
from tests.journeys.typist import STREAM

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = int(os.environ.get("PSTDESK_PULLED_PLUGS", "5"))
"""How often the program is killed; more by hand: PSTDESK_PULLED_PLUGS=100."""
LOST_AT_MOST = 2.0
"""Seconds of typing before the end that may be missing."""


@dataclass(frozen=True)
class Log:
    """What the program said before it was killed."""

    keys: tuple[tuple[float, int], ...]
    saved: int
    made: tuple[str, ...]

    @property
    def old_enough(self) -> int:
        """How many letters were typed so long ago that they must be in the base."""
        last = self.keys[-1][0]
        return max((letters for at, letters in self.keys if at <= last - LOST_AT_MOST), default=0)


def read(log: Path) -> Log:
    whole = log.read_text(encoding="utf-8")
    lines = [line.split(" ", 1) for line in whole[: whole.rfind("\n")].split("\n")]
    keys = [rest.split() for kind, rest in lines if kind == "key"]
    saved = [int(rest) for kind, rest in lines if kind == "saved"]
    return Log(
        tuple((float(at), int(letters)) for at, letters in keys),
        max(saved, default=0),
        tuple(rest for kind, rest in lines if kind == "made"),
    )


def base_with_a_meeting(folder: Path) -> Path:
    """Return a base whose one meeting is being held, with one item."""
    base = builders.make_base(folder)
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        meeting_id = meetings.plan_meeting(session, MeetingForm(body.id, builders.A_DAY))
        agenda.add_item(session, meeting_id, ItemForm("Accueil en entreprise"))
        meetings.hold(session, meeting_id, builders.A_DAY)
    base.close()
    return base.path


def type_and_kill(base: Path, log: Path, after: float) -> None:
    """Let the program be typed into for ``after`` seconds, then end it as a power cut would."""
    command = [sys.executable, "-m", "tests.journeys.typist", str(base), str(log)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == b"typing"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(after)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("plug", range(ROUNDS))
def test_what_was_acknowledged_is_there_and_two_seconds_are_lost_at_most(plug: int, tmp_path: Path) -> None:
    base, log = base_with_a_meeting(tmp_path), tmp_path / "log"
    type_and_kill(base, log, after=Random(plug).uniform(0.5, 5.0))
    said = read(log)
    opened = Opening(base, datetime.now(UTC)).open()  # by itself: nobody is asked anything
    with opened.read() as session:
        (item,) = agenda.item_rows(session, 1)
        decisions = [row.text for row in results.decision_rows(session, 1)]
        faults = list(check.check_base(session))
    opened.close()
    assert STREAM.startswith(item.notes)
    assert len(item.notes) >= said.saved
    assert len(item.notes) >= said.old_enough
    assert set(said.made) <= set(decisions)
    assert faults == []
    assert len(said.keys) > 10
