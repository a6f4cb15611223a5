"""Correcting a proclaimed record: why is asked first, then a banner says so until it is proclaimed again."""

from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.domain.voting import ElectionState
from pstdesk.i18n import _, format_date
from pstdesk.services.abandoned_correction import abandon_correction
from pstdesk.services.election_page import ElectionPage
from pstdesk.services.proclamation import begin_correction
from pstdesk.ui import clock
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.growing import GrowingEdit
from pstdesk.ui.widgets.notice import Notice


class CorrectionDialog(FormDialog):
    """Asks why the last record is corrected; the reason is printed in the new one."""

    field_of_code = {"correction_without_reason": "reason"}  # noqa: RUF012 - a table of constants

    def __init__(self, desk: Desk, page: ElectionPage, parent: QWidget | None = None) -> None:
        super().__init__(_("Corriger le procès-verbal"), _("Corriger"), parent, width=540)
        self._desk, self._election_id = desk, page.head.id
        last = page.records[-1]
        self.reason = self.form.add(
            "reason",
            _("Motif de la correction"),
            GrowingEdit(_("Ce qui était inexact")),
            hint=_("Imprimé dans le nouveau procès-verbal."),
        )
        self.reason.submitted.connect(self.primary.click)
        self.what = Notice("neutral")
        self.body.insertWidget(1, self.what)
        words = _(
            "Le procès-verbal n° {number} du {day} reste tel quel. Vous pourrez reprendre les votants, les "
            "totaux, les réponses et les observations, puis proclamer de nouveau : ce sera le "
            "n° {following}, qui cite le précédent. Les mandats suivront le nouveau résultat."
        )
        day = format_date(last.made_at.date())
        self.what.say(words.format(number=last.number, day=day, following=last.number + 1))

    def submit(self) -> None:
        """Open the steps of the election again."""
        election_id, reason, now = self._election_id, self.reason.text(), clock.now()

        def begin(session: Any) -> None:
            begin_correction(session, election_id, reason, now)

        self.save(self._desk.write(self, begin).undoable(_("Correction du procès-verbal")))


class CorrectionNotice(Notice):
    """Says that a record is being corrected, and why, and lets one give that up."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self._desk = desk
        self._election_id = 0

    def show_page(self, page: ElectionPage) -> None:
        """Say what ``page`` corrects, or nothing."""
        if page.head.state is not ElectionState.CORRECTING or not page.records:
            self.say("")
            return
        last = page.records[-1]
        words = _("Correction du procès-verbal n° {number} du {day} : {reason}")
        day = format_date(last.made_at.date())
        said = words.format(number=last.number, day=day, reason=page.head.correction_reason)
        self._election_id = page.head.id
        links = () if self._desk.read_only else ((_("Abandonner la correction"), self.abandon),)
        self.say(said, links)

    def abandon(self) -> None:
        """Go back to the result as it was proclaimed."""
        election_id = self._election_id
        giving_up = self._desk.write(self, lambda session: abandon_correction(session, election_id))
        giving_up.undoable(_("Abandon de la correction")).start()
