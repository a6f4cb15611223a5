"""Meeting mode: a meeting that is going on, its closing, and the window for the beamer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from pstdesk.db.models import AgendaItem, Committee, Meeting
from pstdesk.ui.meetings.beamer_window import BeamerWindow
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.meetings.view import MeetingView
from tests.ui import meeting_story
from tests.ui.stage import Stage

NOW = datetime(2026, 11, 12, 14, 42, tzinfo=UTC)
CURRENT, OVERRUN = 2, 4
"""The current item (from 0), and the minutes by which it is over its time."""


def live(stage: Stage, item: int = CURRENT) -> MeetingView:
    """Return the page of a meeting that is going on at 14.42, its third item over its time."""
    found: list[int] = []
    stage.desk.write(stage.window, _story).success(found.append).start()
    stage.wait(lambda: bool(found))
    stage.window.go("meetings")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    page.view.mode.clock.now = lambda: NOW
    stage.window.go("meetings", found[0])
    stage.settle()
    page.view.agenda.list.choose(item)
    page.view.panes.reveal(page.view.notes)
    page.view.notes.editor.setFocus()
    stage.settle()
    return page.view


def _story(session: Any) -> int:
    """Tell the story in a committee of its own, once, and open its meeting."""
    body = session.scalars(select(Committee).where(Committee.short_name == "CT2")).one()
    told = session.scalar(
        select(Meeting.id).where(Meeting.committee_id == body.id, Meeting.opened_at.is_not(None))
    )
    if told is not None:
        return int(told)
    for other in session.scalars(select(Meeting).where(Meeting.committee_id == body.id)):
        session.delete(other)
    session.flush()
    meeting_story.add_members(session, body)
    meeting_id = meeting_story.plan(session, body)
    meeting_story.hold(session, meeting_id)
    session.get_one(Meeting, meeting_id).opened_at = NOW - timedelta(minutes=40)
    items = session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    ).all()
    current = items[CURRENT]
    current.spent_seconds = (current.planned_minutes + OVERRUN) * 60
    return meeting_id


def opened(stage: Stage) -> QWidget:
    live(stage)
    return stage.window


def naming(stage: Stage) -> QWidget:
    """Show who is proposed while an action is being typed."""
    view = live(stage, item=3)
    stage.window.activateWindow()
    stage.wait(stage.window.isActiveWindow)
    view.notes.editor.setFocus()
    view.notes.editor.setPlainText("")
    view.notes.editor.insertPlainText("A : relancer les bailleurs @m")
    stage.wait(lambda: bool(view.notes.mentions[0].suggestions))
    return stage.window


def closing(stage: Stage) -> QWidget:
    live(stage).steps.live.close()
    stage.settle()
    stage.settle()
    return stage.dialog()


def beamer(size: QSize, item: int = CURRENT) -> Callable[[Stage], QWidget]:
    """Return a scene of the second window at ``size``."""

    def scene(stage: Stage) -> QWidget:
        view = live(stage, item)
        view.mode.toggle_beamer()
        stage.settle()
        shown = view.mode.beamer
        assert isinstance(shown, BeamerWindow)
        shown.showNormal()
        shown.resize(size)
        stage.settle()
        return shown

    return scene


SCENES = {
    "seance-ouverte": opened,
    "seance-arobase": naming,
    "seance-clore": closing,
    "videoprojecteur": beamer(QSize(1366, 768)),
    "videoprojecteur-point": beamer(QSize(960, 540), item=3),
}
