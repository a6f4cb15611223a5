"""Somebody who types into the real program until it is killed: ``python -m tests.journeys.typist BASE LOG``.

Each line of the log is on the disk of the parent before what follows it happens: ``key SECONDS LETTERS`` for
each letter of the notes, ``saved LETTERS`` once the window says that so many are in the base, ``made TEXT``
once it says so of a decision.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtTest import QTest

from pstdesk.app import make_application
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.meetings.view import MeetingView
from tests.ui.stage import Stage

STREAM = "".join(f"mot{number:04} " for number in range(2000))
PAUSE = 12
"""Milliseconds between two letters."""
LETTERS_BETWEEN = 30
"""Letters of the notes between two decisions."""


class Typist:
    """Types the stream letter by letter, and a decision now and then."""

    def __init__(self, view: MeetingView, log: int) -> None:
        self._view = view
        self._log = log
        self._letters = 0
        self._decision = ""
        item = view.agenda.list.current_item()
        assert item is not None
        self._item_id = item.id
        view.drafts.changed.connect(self._note_saved)
        view.notes.composer.added.connect(self._note_made)
        self._timer = QTimer(interval=PAUSE)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def _say(self, words: str) -> None:
        os.write(self._log, f"{words}\n".encode())

    def _type(self) -> None:
        letter = STREAM[self._letters]
        self._letters += 1
        self._say(f"key {time.monotonic()} {self._letters}")
        QTest.keyClicks(self._view.notes.editor, letter)
        composer = self._view.notes.composer
        if self._letters % LETTERS_BETWEEN == 0 and not self._decision:
            self._decision = f"Décision {self._letters}"
            composer.fields.text.setPlainText(self._decision)
            composer.submit()

    def _note_saved(self, item_id: int) -> None:
        draft = self._view.drafts.draft(item_id)
        if item_id == self._item_id and draft is not None:
            self._say(f"saved {len(draft.saved)}")

    def _note_made(self) -> None:
        self._say(f"made {self._decision}")
        self._decision = ""


def main() -> int:
    """Open the meeting of the base and type until somebody ends it."""
    base, log = Path(sys.argv[1]), Path(sys.argv[2])
    app = make_application()
    stage = Stage(app, base.parent / "settings", base)
    stage.show(QSize(1366, 768))
    stage.window.go("meetings", 1)
    stage.settle()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    typist = Typist(page.view, os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    sys.stdout.write("typing\n")
    sys.stdout.flush()
    code = app.exec()
    del typist
    return code


if __name__ == "__main__":
    sys.exit(main())
