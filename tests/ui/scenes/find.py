"""The search over everything: what it finds, what it says before, and where nothing is found."""

from PySide6.QtWidgets import QWidget

from pstdesk.ui import clock
from pstdesk.ui.find.palette import Palette
from tests.ui.scenes import meetings
from tests.ui.stage import Stage


def typed(stage: Stage, text: str) -> Palette:
    """Return the palette after ``text`` was typed into it."""
    stage.window.frame.find()
    stage.settle()
    palette = stage.window.finder.palette
    palette.field.setText(text)
    palette._ask()
    stage.settle()
    palette.fit()
    return palette


def words(stage: Stage) -> QWidget:
    meetings.place(stage)
    typed(stage, "insertion parcs")
    return stage.window


def several(stage: Stage) -> QWidget:
    meetings.place(stage)
    typed(stage, "parcs")
    return stage.window


def meeting(stage: Stage) -> QWidget:
    meetings.place(stage)
    typed(stage, "ct3 nov 2026")
    return stage.window


def archived(stage: Stage) -> QWidget:
    meetings.place(stage)
    stage.desk.write(stage.window, lambda session: _put_away(session)).start()
    stage.settle()
    typed(stage, "l hostis")
    return stage.window


def _put_away(session: object) -> None:
    from pstdesk.db.models import Person  # the scene makes what a window would refuse

    person = session.get_one(Person, 6)  # type: ignore[attr-defined]  # any session
    person.archived_at = clock.now()


def empty(stage: Stage) -> QWidget:
    typed(stage, "")
    return stage.window


def lately(stage: Stage) -> QWidget:
    meetings.place(stage, "held")
    stage.window.go("people", 2)
    stage.window.go("people", 1, kind="organisation")
    stage.window.go("committees", 5)
    stage.settle()
    typed(stage, "")
    return stage.window


def nothing(stage: Stage) -> QWidget:
    meetings.place(stage)
    typed(stage, "Rien de tel ici")
    return stage.window


def in_the_notes(stage: Stage) -> QWidget:
    meetings.place(stage)
    palette = typed(stage, "deux tuteurs disponibles")
    palette.field.taken.emit()
    for _turn in range(4):
        stage.settle()
    return stage.window


def every_kind(stage: Stage) -> QWidget:
    meetings.place(stage)
    typed(stage, "in")
    return stage.window


SCENES = {
    "recherche-groupes": every_kind,
    "recherche": several,
    "recherche-mots": words,
    "recherche-seance": meeting,
    "recherche-archivee": archived,
    "recherche-vide": empty,
    "recherche-recents": lately,
    "recherche-rien": nothing,
    "recherche-notes": in_the_notes,
}
