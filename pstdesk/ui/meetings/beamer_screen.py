"""What the beamer may show of a meeting: never notes, contacts or who attended."""

from dataclasses import dataclass, replace
from datetime import datetime

from pstdesk.domain.timing import ItemTime
from pstdesk.i18n import _, format_date, format_time
from pstdesk.services.agenda import ItemRow
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.ui.elections.beamer_lines import Board
from pstdesk.ui.meetings.result_fields import Kind
from pstdesk.ui.meetings.result_row import action_result, decision_result
from pstdesk.ui.meetings.time_words import item_left_words
from pstdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class BeamerResult:
    """A decision or an action; ``remark`` is who does it and by when."""

    kind: Kind
    sign: str
    text: str
    remark: str


@dataclass(frozen=True, slots=True)
class BeamerScreen:
    """All that everybody in the room can read; each part is empty where there is nothing to say."""

    body: str
    when: str
    item: str = ""
    presenter: str = ""
    results: tuple[BeamerResult, ...] = ()
    left: str = ""
    left_tone: Tone = "neutral"
    clock: str = ""
    upcoming: str = ""
    election: Board | None = None


def election_screen(page: MeetingPage, town: str, board: Board, now: datetime) -> BeamerScreen:
    """Return what to show while an election is held: its board has the room, whatever the item's time."""
    title = title_only(page, town)
    hour = format_time(now.time().replace(second=0, microsecond=0))
    return replace(title, item=board.title, presenter=board.rule, clock=hour, election=board)


def beamer_screen(
    page: MeetingPage, town: str, item: ItemRow | None, spent_seconds: int | None, now: datetime
) -> BeamerScreen:
    """Return what to show while ``item`` is the current one; ``spent_seconds`` None where no time counts."""
    title = title_only(page, town)
    if item is None:
        return title
    left: str = ""
    tone: Tone = "neutral"
    if spent_seconds is not None:
        left, tone = item_left_words(ItemTime(item.form.planned_minutes, spent_seconds))
    upcoming = next((row for row in page.items if row.position == item.position + 1), None)
    presenter = item.form.presenter
    return BeamerScreen(
        title.body,
        title.when,
        f"{item.position}. {item.form.title}",
        _("présenté par {name}").format(name=presenter) if presenter else "",
        _results(page, item.id),
        left,
        tone,
        format_time(now.time().replace(second=0, microsecond=0)),
        "" if upcoming is None else _("Ensuite : {title}").format(title=upcoming.form.title),
    )


def title_only(page: MeetingPage, town: str) -> BeamerScreen:
    """Return what to show while the officer looks at something else."""
    day = format_date(page.head.form.day, "full")
    return BeamerScreen(
        f"{page.head.short_name} {page.head.committee}".strip(), ", ".join(filter(None, (town, day)))
    )


def _results(page: MeetingPage, item_id: int) -> tuple[BeamerResult, ...]:
    decisions = [
        decision_result(row) for row in page.decisions if row.item_id == item_id and not row.is_withdrawn
    ]
    actions = [action_result(row) for row in page.actions if row.item_id == item_id]
    return tuple(
        BeamerResult(result.kind, result.sign, result.text, result.remark)
        for result in (*decisions, *actions)
    )
