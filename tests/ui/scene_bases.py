"""Bases that pictures of the window are taken of: the demonstration, one just made, a very large one."""

import tempfile
from datetime import date
from functools import cache, partial
from pathlib import Path
from shutil import copy

from pstdesk.services import demo
from pstdesk.services.demo_cast import read_script
from pstdesk.services.new_base import new_base
from pstdesk.services.programme import ProgrammeForm
from tests.bench.large_base import make_large_base
from tests.ui.stage import Stage


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="pstdesk-scenes-")


def _path(name: str) -> Path:
    return Path(_folder().name) / f"{name}.pstdesk"


@cache
def demonstration_base(today: date) -> Path:
    """Return the demonstration as of ``today``, with its years of activity."""
    path, script = _path("demo"), read_script()
    play = partial(demo.play, script=script, today=today, step=lambda done, total: None)
    new_base(path, "bondy", ProgrammeForm(**script["programme"]), today, user="demo", fill=play)
    return path


@cache
def fresh_base(today: date) -> Path:
    """Return a base in which nothing has happened yet."""
    new_base(_path("fresh"), "bondy", ProgrammeForm("PST de Valmont", "Valmont"), today)
    return _path("fresh")


@cache
def large_base() -> Path:
    """Return a fifth of the large base of the measures: all its sixty bodies, fewer people."""
    make_large_base(_path("large"), share=0.2)
    return _path("large")


def open_copy(stage: Stage, base: Path) -> None:
    """Have the window open a copy of ``base``, and wait until it is read."""
    assert stage.desk.path is not None
    own = Path(copy(base, stage.desk.path.parent / base.name))
    stage.program.open(own)
    stage.wait(lambda: stage.desk.path == own)
    stage.window.activateWindow()  # without a desktop nobody gives the keyboard back
    stage.wait(stage.window.isActiveWindow)
    stage.settle()
