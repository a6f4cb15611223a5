"""Why nothing can be typed under a meeting any more, what was corrected since, and what one can do."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pstdesk.documents.approval_outline import dated_meeting
from pstdesk.domain.minutes import ApprovalMode, MinutesStep, is_locked, steps_allowed
from pstdesk.i18n import _, format_date, ngettext
from pstdesk.labels import title
from pstdesk.services.minutes_standing import MinutesStanding
from pstdesk.services.rectifications import RectificationRow
from pstdesk.ui import clock
from pstdesk.ui.meetings.words import quoted
from pstdesk.ui.widgets.notice import Notice

_QUOTED = 240
"""Characters of a rectificatif that are shown here."""
_LISTED = 2
"""Rectificatifs that are quoted; the document has all of them."""
_OFFERED = (MinutesStep.RECTIFY, MinutesStep.REOPEN, MinutesStep.RESTORE)


class LockNotice(Notice):
    """Says that minutes are approved; ``step_asked`` when one of the steps it offers is wanted."""

    step_asked = Signal(MinutesStep)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("neutral", parent)

    def show_minutes(self, minutes: MinutesStanding | None) -> None:
        """Say why the minutes are locked, or nothing while they can be written."""
        if minutes is None or not is_locked(minutes.standing.state):
            self.say("")
            return
        lines = [_("{how} Le texte ne change plus.").format(how=_approved_words(minutes))]
        lines += _correction_words(minutes.rectifications)
        steps = [step for step in steps_allowed(minutes.standing, clock.today()) if step in _OFFERED]
        self.say(
            "\n".join(lines), tuple((step_words(step), partial(self.step_asked.emit, step)) for step in steps)
        )


_ASKS_FIRST = frozenset(MinutesStep) - {
    MinutesStep.BACK_TO_DRAFT,
    MinutesStep.APPROVE_BY_SILENCE,
    MinutesStep.ARCHIVE,
    MinutesStep.RESTORE,
}


def step_words(step: MinutesStep) -> str:
    """Return how a step stands in a menu: with an ellipsis where something is asked first."""
    return f"{title(step)}…" if step in _ASKS_FIRST else title(step)


def _correction_words(rows: tuple[RectificationRow, ...]) -> Iterator[str]:
    """Yield what was corrected since, the last ones in full."""
    earlier = len(rows) - _LISTED
    if earlier > 0:
        words = ngettext("{n} rectificatif plus ancien.", "{n} rectificatifs plus anciens.", earlier)
        yield words.format(n=earlier)
    for row in rows[-_LISTED:]:
        meeting, text = dated_meeting(row.decided_in), quoted(row.text, _QUOTED)
        yield _("Rectificatif décidé à la {meeting} : {text}").format(meeting=meeting, text=text)


def _approved_words(minutes: MinutesStanding) -> str:
    day = format_date(minutes.approved_on, "long") if minutes.approved_on is not None else ""
    mode = minutes.standing.approval
    if mode is ApprovalMode.MEETING and minutes.approved_in is not None:
        return _("Approuvé à la {meeting}.").format(meeting=dated_meeting(minutes.approved_in))
    if mode is ApprovalMode.SILENCE:
        return _("Approuvé le {day}, sans observation dans le délai.").format(day=day)
    if minutes.approved_by:
        return _("Approuvé le {day} par {name}.").format(day=day, name=minutes.approved_by)
    return _("Approuvé le {day} par le référent.").format(day=day)
