"""Closing a meeting: when it ended, what comes back, and what is still missing."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from pstdesk.domain.timing import rounded_hour
from pstdesk.i18n import _, format_duration, ngettext
from pstdesk.services.meeting_mode import ClosingPage, UntouchedItem, close_meeting, closing_page
from pstdesk.ui import clock
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import TimeField
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice

_SPOKEN_OF = 60
"""Seconds after which an item of which nothing was typed is taken for dealt with, until somebody says no."""


class ClosingDialog(FormDialog):
    """Proposes the hour it is; ``to_attendance()`` to note who came first."""

    field_of_code = {"meeting_ends_before_it_starts": "ends"}  # noqa: RUF012 - a table of constants

    def __init__(
        self,
        desk: Desk,
        meeting_id: int,
        to_attendance: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Clore la séance"), _("Clore la séance"), parent, width=520)
        self._desk = desk
        self._meeting_id = meeting_id
        self._to_attendance = to_attendance
        self.returning: dict[int, QCheckBox] = {}
        self.ends = self.form.add("ends", _("Heure de fin"), TimeField(), columns=4)
        self.attendance, self.next_meeting = Notice(), Notice("neutral")
        self.primary.setEnabled(False)
        reading = desk.read(self, lambda session: closing_page(session, meeting_id))
        reading.success(self._show).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Close the meeting at the hour typed."""
        meeting_id, ends_at = self._meeting_id, self.ends.hour()
        returning = [item_id for item_id, box in self.returning.items() if box.isChecked()]
        now = clock.now()
        closing = self._desk.write(
            self, lambda session: close_meeting(session, meeting_id, now, ends_at, returning)
        )
        self.save(closing.undoable(_("Clôture de la séance"), _("La séance est close.")))

    def _show(self, page: ClosingPage) -> None:
        now = clock.now_here()
        ends_at = rounded_hour(now.time())
        # Closed the day after, or as soon as it was opened, a meeting did not end now.
        is_likely = now.date() == page.day and (page.starts_at is None or ends_at > page.starts_at)
        self.ends.set_hour(ends_at if is_likely else page.ends_at)
        self.ends.selectAll()
        if page.untouched:
            self.form.add_wide(self._untouched(page.untouched))
        for notice in (self.attendance, self.next_meeting):
            self.body.insertWidget(self.body.count() - 2, notice)
        if page.not_recorded:
            words = ngettext(
                "{n} présence n’est pas notée.", "{n} présences ne sont pas notées.", page.not_recorded
            ).format(n=page.not_recorded)
            later = _("Vous pourrez encore le faire après.")
            self.attendance.say(f"{words} {later}", ((_("Noter les présences"), self._leave),))
        if page.next_meeting_on is None:
            self.next_meeting.say(
                _("Aucune prochaine séance n’est encore prévue : convenez d’une date avant de vous quitter.")
            )
        self.primary.setEnabled(True)
        QTimer.singleShot(0, self, self._grow)  # once the new words have found their places

    def _untouched(self, items: tuple[UntouchedItem, ...]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(_("Rien n’est écrit sur ces points"), "heading", wrap=True))
        column.addWidget(
            label(
                _("Ceux qui sont cochés reviennent à la prochaine séance, les autres sont traités."),
                "muted",
                wrap=True,
            )
        )
        for item in items:
            check = QCheckBox(_untouched_words(item).replace("&", "&&"))
            check.setChecked(item.spent_seconds < _SPOKEN_OF)
            self.returning[item.id] = check
            column.addWidget(check)
        return box

    def _leave(self) -> None:
        self.reject()
        self._to_attendance()


def _untouched_words(item: UntouchedItem) -> str:
    title = f"{item.position}. {item.title}"
    if item.spent_seconds < _SPOKEN_OF:
        return title
    spent = format_duration(item.spent_seconds // 60)
    return _("{title} ({time} en séance)").format(title=title, time=spent)
