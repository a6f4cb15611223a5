"""What is asked before a step of minutes: until when to read them, who approved them, why to reopen them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.domain.minutes import ApprovalMode, MinutesState
from pstdesk.i18n import _, ngettext
from pstdesk.sentences import sentence
from pstdesk.services import minutes_life
from pstdesk.services.minutes_sending import BeforeSending, before_sending
from pstdesk.services.minutes_standing import CorrectionsProposal, MinutesStanding, corrections_proposal
from pstdesk.ui import clock
from pstdesk.ui.meetings.words import quoted
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice

_DAYS_TO_READ = 10
_NUMBERS_SHOWN = 12
_WORDS_SHOWN = 90


class CorrectionsDialog(FormDialog):
    """Gives minutes to read until a day, or changes that day; ``given()`` once it is in the base."""

    field_of_code = {"corrections_due_over": "due"}  # noqa: RUF012 - a table of constants

    def __init__(
        self,
        desk: Desk,
        meeting_id: int,
        minutes: MinutesStanding,
        given: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        again = minutes.standing.state is MinutesState.IN_CORRECTION
        title = _("Modifier la relecture") if again else _("Envoyer en relecture")
        super().__init__(title, _("Enregistrer") if again else title, parent, width=540)
        self._desk, self._meeting_id, self._given = desk, meeting_id, given
        kept = minutes.standing.corrections_due_on
        today = clock.today()
        proposed = kept if kept is not None and kept >= today else _workday(today)
        self.due = self.form.add("due", _("Corrections attendues avant le"), DateField(), columns=6)
        self.due.set_day(proposed)
        self.address = self.form.add(
            "address",
            _("À quelle adresse"),
            QLineEdit(minutes.corrections_to),
            columns=6,
            hint=_("Imprimé en tête du projet."),
        )
        self.readers = self.form.add(
            "readers",
            _("Relecteurs"),
            QLineEdit(minutes.asked_of),
            hint=_("Pour mémoire : à qui le projet est envoyé."),
        )
        self.after = label(
            _("Le projet à envoyer est enregistré aussitôt au format Word."), "muted", wrap=True
        )
        self.body.insertWidget(1, self.after)
        desk.read(self, lambda session: corrections_proposal(session, meeting_id)).success(
            self._propose
        ).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Keep the deadline, the address and the readers with the minutes."""
        due_on = self.due.day()
        if due_on is None:
            self.form.show_error("due", sentence(Refused("day_missing")))
            return
        meeting_id, address, readers = self._meeting_id, self.address.text(), self.readers.text()

        def ask(session: Any) -> None:
            minutes_life.ask_corrections(session, meeting_id, due_on, address, readers, clock.now())

        self.save(self._desk.write(self, ask), lambda _nothing: self._given())

    def _propose(self, proposal: CorrectionsProposal) -> None:
        """Fill what nobody has typed with the words of the last time."""
        if not self.address.text():
            self.address.setText(proposal.corrections_to)
        if not self.readers.text():
            self.readers.setText(proposal.asked_of or _("Membres de l’instance"))


def _workday(today: date) -> date:
    """Return a day by which readers can have answered: not on a Saturday or a Sunday."""
    day = today + timedelta(days=_DAYS_TO_READ)
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() >= 5 else 0)


class SendDialog(FormDialog):
    """Says what looks unfinished and which numbers will be given, then marks minutes as sent."""

    def __init__(
        self,
        desk: Desk,
        meeting_id: int,
        sent: Callable[[], object],
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Marquer comme diffusé"), _("Marquer comme diffusé"), parent, width=560)
        self._desk, self._meeting_id, self._sent = desk, meeting_id, sent
        self.form.hide()
        self.what = label(words, "heading", wrap=True)
        self.what.setVisible(bool(words))
        self.remarks = Notice("warning")
        self.numbers = label("", wrap=True)
        self.after = label(
            _(
                "Le document Word à envoyer est enregistré aussitôt. Les notes restent modifiables jusqu’à "
                "l’approbation."
            ),
            "muted",
            wrap=True,
        )
        for place, widget in enumerate((self.what, self.remarks, self.numbers, self.after)):
            self.body.insertWidget(place, widget)
        self.primary.setEnabled(False)
        today = clock.today()
        desk.read(self, lambda session: before_sending(session, meeting_id, today)).success(
            self._show
        ).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Mark the minutes as sent."""
        meeting_id = self._meeting_id

        def send(session: Any) -> None:
            minutes_life.send(session, meeting_id, clock.now())

        self.save(self._desk.write(self, send), lambda _nothing: self._sent())

    def _show(self, found: BeforeSending) -> None:
        sentences = [sentence(Refused(remark.code, **remark.values)) for remark in found.remarks]
        self.remarks.say("\n".join(sentences))
        self.numbers.setText(_numbers_words(found))
        self.primary.setEnabled(True)
        self.primary.setFocus()
        self._grow()


def _numbers_words(found: BeforeSending) -> str:
    count = len(found.numbers)
    if not count:
        return _("Aucune décision n’attend de numéro.")
    head = ngettext(
        "{n} décision prend son numéro, définitif :", "{n} décisions prennent leur numéro, définitif :", count
    ).format(n=count)
    lines = [
        f"{number.label}  {quoted(number.text, _WORDS_SHOWN)}" for number in found.numbers[:_NUMBERS_SHOWN]
    ]
    rest = count - _NUMBERS_SHOWN
    if rest > 0:
        lines.append(ngettext("et {n} autre", "et {n} autres", rest).format(n=rest))
    return "\n".join([head, *lines])


class ReferentDialog(FormDialog):
    """Asks who approved minutes for the body, and when."""

    field_of_code = {"approval_before_meeting": "day", "approval_to_come": "day"}  # noqa: RUF012 - a table of constants

    def __init__(
        self, desk: Desk, meeting_id: int, approved: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Approuvé par le référent"), _("Approuver"), parent)
        self._desk, self._meeting_id, self._approved = desk, meeting_id, approved
        self.day = self.form.add("day", _("Approuvé le"), DateField(), columns=5)
        self.day.set_day(clock.today())
        self.name = self.form.add(
            "name",
            _("Par"),
            QLineEdit(),
            columns=7,
            hint=_("Le nom est conservé avec la version approuvée."),
        )
        self.after = label(
            _("Le texte ne changera plus. Il pourra être rouvert en disant pourquoi."), "muted", wrap=True
        )
        self.body.insertWidget(1, self.after)
        desk.read(self, lambda session: corrections_proposal(session, meeting_id)).success(
            self._propose
        ).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Approve the minutes."""
        day = self.day.day()
        if day is None:
            self.form.show_error("day", sentence(Refused("day_missing")))
            return
        self.save(
            self._desk.write(self, approval(self._meeting_id, ApprovalMode.REFERENT, day, self.name.text())),
            lambda _nothing: self._approved(),
        )

    def _propose(self, proposal: CorrectionsProposal) -> None:
        if not self.name.text():
            self.name.setText(proposal.referent)


def approval(meeting_id: int, mode: ApprovalMode, day: date, by: str = "") -> Callable[[Any], None]:
    """Return the work that approves minutes outside a meeting."""

    def approve(session: Any) -> None:
        minutes_life.approve(session, meeting_id, mode, day, clock.now(), by=by)

    return approve


class ReopenDialog(FormDialog):
    """Asks why approved minutes are taken up again."""

    field_of_code = {"reason_missing": "reason"}  # noqa: RUF012 - a table of constants

    def __init__(self, desk: Desk, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Rouvrir le compte rendu"), _("Rouvrir"), parent)
        self._desk, self._meeting_id = desk, meeting_id
        self.reason = self.form.add(
            "reason",
            _("Motif"),
            QLineEdit(),
            hint=_("Conservé avec la version. Le compte rendu sera de nouveau à approuver."),
        )

    def submit(self) -> None:
        """Reopen the minutes."""
        meeting_id, reason = self._meeting_id, self.reason.text()

        def reopen(session: Any) -> None:
            minutes_life.reopen(session, meeting_id, reason, clock.now())

        self.save(self._desk.write(self, reopen))
