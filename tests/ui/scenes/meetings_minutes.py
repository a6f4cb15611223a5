"""The life of minutes: to read, to send, to approve, to correct, to compare."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.domain.minutes import MinutesState, MinutesStep
from pstdesk.services import agenda, minutes_life
from pstdesk.services.meeting_list import MeetingsFilter, meeting_rows
from pstdesk.services.meetings import minutes_state
from pstdesk.services.minutes import issue_version
from pstdesk.services.minutes_approval import approve_in_meeting
from pstdesk.services.minutes_versions import version_rows
from pstdesk.services.rectifications import rectifications_of, rectify
from pstdesk.ui.meetings.versions_dialog import VersionsDialog
from pstdesk.ui.meetings.view import MeetingView
from tests.ui.scenes.meetings import place
from tests.ui.stage import Stage

NOW = datetime.now(UTC)
CORRECTION = "Lire « Mme Véronique Vandenbrouck-Thévenin » à la place de « Mme Vandenbrouck », au point 3."
Work = Callable[[Any, int, int], object]


def story(stage: Stage, work: Work, show: str = "held", item: int = 2) -> MeetingView:
    """Do ``work(session, earlier, held)`` and return the view on one of the two meetings."""
    view = place(stage, "held").view
    held = view.meeting_id or 0
    found: list[int] = []

    def write(session: Any) -> int:
        rows = meeting_rows(session, MeetingsFilter())
        body = next(row.committee_id for row in rows if row.id == held)
        earlier = next(row.id for row in rows if row.committee_id == body and row.id != held)
        work(session, earlier, held)
        return earlier

    stage.desk.write(stage.window, write).success(found.append).start()
    stage.wait(lambda: bool(found))
    stage.window.go("meetings", held if show == "held" else found[0])
    stage.settle()
    view.panes.reveal(view.notes)
    view.agenda.list.choose(item)
    stage.settle()
    return view


def nothing(session: Any, earlier: int, held: int) -> None:
    """Leave everything as it is."""


def earlier_sent(session: Any, earlier: int, held: int) -> None:
    if minutes_state(session, earlier) is MinutesState.DRAFT:
        item = agenda.add_item(session, earlier, agenda.ItemForm("Bilan du chantier d’insertion"))
        agenda.write_notes(session, item, "Huit personnes, dont Mme Vandenbrouck.", 1)
        minutes_life.send(session, earlier, NOW)


def approved(session: Any, earlier: int, held: int) -> None:
    earlier_sent(session, earlier, held)
    if minutes_state(session, earlier) is MinutesState.SENT:
        approve_in_meeting(session, earlier, held, NOW)


def rectified(session: Any, earlier: int, held: int) -> None:
    approved(session, earlier, held)
    if not rectifications_of(session, earlier):
        rectify(session, earlier, held, None, CORRECTION, NOW)


def changed(session: Any, earlier: int, held: int) -> None:
    if version_rows(session, held):
        return
    issue_version(session, held, NOW)
    rows = agenda.item_rows(session, held)
    notes = rows[2].notes.replace("Douze ont répondu, dont trois", "Quatorze ont répondu, dont cinq")
    agenda.write_notes(session, rows[2].id, notes + "\n\nLa CAF s’y associe.", rows[2].form.version or 0)
    if minutes_state(session, held) is MinutesState.DRAFT:
        minutes_life.send(session, held, NOW)
    agenda.write_notes(session, rows[5].id, "Reporté à janvier.", rows[5].form.version or 0)


def dialog(step: MinutesStep, work: Work = nothing, show: str = "held") -> Callable[[Stage], QWidget]:
    """Return a scene that shows the dialog of a step."""

    def scene(stage: Stage) -> QWidget:
        view = story(stage, work, show)
        view.minutes_steps.take(step)
        for _turn in range(3):
            stage.settle()
        return stage.dialog()

    return scene


def window(work: Work, show: str = "held", item: int = 2) -> Callable[[Stage], QWidget]:
    """Return a scene that shows the window on an item."""

    def scene(stage: Stage) -> QWidget:
        story(stage, work, show, item)
        return stage.window

    return scene


def steps(stage: Stage) -> QWidget:
    pill = story(stage, nothing).minutes_steps.pill
    pill.open_menu()
    return pill.choices


def versions(stage: Stage) -> QWidget:
    story(stage, changed).minutes_steps.show_versions()
    stage.settle()
    dialog = stage.dialog()
    assert isinstance(dialog, VersionsDialog)
    dialog.left.choose(1)
    for _turn in range(4):
        stage.settle()
    return dialog


# In this order: what one scene does to the base, the next one finds.
SCENES = {
    "seance-etapes": steps,
    "seance-relecture": dialog(MinutesStep.ASK_CORRECTIONS),
    "seance-diffuser": dialog(MinutesStep.SEND),
    "seance-approbation": window(earlier_sent, item=0),
    "seance-referent": dialog(MinutesStep.APPROVE_BY_REFERENT, earlier_sent, "earlier"),
    "seance-rectifier": dialog(MinutesStep.RECTIFY, approved, "earlier"),
    "seance-rectificatif": window(rectified, item=0),
    "seance-approuvee": window(rectified, "earlier", item=0),
    "seance-versions": versions,
}
