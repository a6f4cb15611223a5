"""The mandates a body has given: who holds them until when, what is vacant, and the way to an election."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.interval import is_over
from pstdesk.i18n import _, format_date
from pstdesk.services import mandates
from pstdesk.services.mandate_history import MandateRow
from pstdesk.services.mandate_standing import NO_ELECTION, MandateStanding, put_election
from pstdesk.ui import clock
from pstdesk.ui.committees.mandate_columns import mandate_columns
from pstdesk.ui.committees.mandate_dialogs import MandateDialog, VacancyDialog
from pstdesk.ui.meetings.meeting_dialog import NewMeetingDialog
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.menu_button import MoreButton
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.table import RowTable

Link = tuple[str, Callable[[], object]]


class MandatesTab(QWidget):
    """The table of the mandates; Enter opens the person, and what is to be done stands above it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._committee_id = 0
        self._standing = NO_ELECTION
        self.notice = Notice()
        self.table = RowTable("mandates_of_committee", mandate_columns(clock.today), frame.preferences)
        self.table.setAccessibleName(_("Mandats"))
        self.table.row_opened.connect(lambda row: frame.go("people", row.person_id))
        self.table.row_selected.connect(self._row_selected)
        self.add = QPushButton(_("Ajouter un mandat…"))
        self.add.clicked.connect(self.add_mandate)
        self.prepare = QPushButton(_("Préparer l’élection"))
        self.prepare.clicked.connect(self.prepare_election)
        self.vacate = QPushButton(_("Dater une vacance…"))
        self.vacate.clicked.connect(self.date_vacancy)
        self.more = MoreButton(_("Autres actions"))
        self._fill_menu(self.more.choices)
        self.table.set_empty(
            EmptyState(
                _("Aucun mandat"),
                _("Un mandat, celui de référent par exemple, est confié par l’instance à l’un de ses "
                  "membres ; il prend fin quand la personne la quitte."),
                _("Ajouter un mandat…"),
                self.add_mandate,
            )
        )  # fmt: skip
        self._lay_out()
        self._row_selected(None)

    def show_mandates(
        self, committee_id: int, rows: tuple[MandateRow, ...], standing: MandateStanding, *, archived: bool
    ) -> None:
        """Show the mandates of a body and what is to be done about them."""
        self._committee_id = committee_id
        self._standing = standing
        self.table.set_rows(rows)
        for button in (self.add, self.vacate, self.more):
            button.setVisible(not archived)
        # Where the notice offers it, it is not offered a second time.
        self.prepare.setVisible(standing.elects and not archived and not standing.lines)
        self._say(standing)

    def _say(self, standing: MandateStanding) -> None:
        """Say what is to be done; the keyboard stays on the way to it."""
        at_link = any(link.hasFocus() for link in self.notice.links)
        self.notice.set_tone("warning" if standing.item_id is None else "accent")
        self.notice.say(standing_words(standing, clock.today()), self._links(standing))
        if at_link:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard on the next step where there is one, else into the table."""
        if self.notice.links:
            self.notice.links[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.table.rows and self.table.current_row() is None:
            self.table.selectRow(0)

    def add_mandate(self) -> None:
        """Ask for a mandate given before, or without, an election noted here."""
        MandateDialog(self._frame, self._committee_id, None, self.window()).open()

    def correct(self) -> None:
        """Correct the mandate selected."""
        row = self.table.current_row()
        if row is not None:
            MandateDialog(self._frame, self._committee_id, row, self.window()).open()

    def date_vacancy(self) -> None:
        """Ask from when the mandate selected, or else the one that runs, is vacant."""
        row = self._vacated()
        if row is not None:
            VacancyDialog(self._frame, row, self.window()).open()

    def open_election(self) -> None:
        """Show the election that opened the mandate selected."""
        row = self.table.current_row()
        if row is not None and row.election_id is not None:
            self._frame.go("meetings", row.election_id, kind="election")

    def drop(self) -> None:
        """Take away a mandate typed by mistake, with a way back."""
        row = self.table.current_row()
        if row is None:
            return
        writing = self._frame.desk.write(
            self, lambda session: mandates.drop_mandate(session, row.id, row.version)
        )
        said = _("Le mandat de {name} est supprimé.").format(name=row.person)
        writing.undoable(_("Suppression du mandat de {name}").format(name=row.person), said).start()

    def prepare_election(self) -> None:
        """Put an election on the agenda of the next meeting, or have a meeting planned for it."""
        standing = self._standing
        if standing.item_id is not None:
            self._frame.go("meetings", standing.item_id, kind="agenda_item")
        elif standing.meeting_id is not None:
            self._put_election(standing.meeting_id)
        else:
            dialog = NewMeetingDialog(
                self._frame.desk, self._put_election, committee_id=self._committee_id, parent=self.window()
            )
            dialog.open()

    def _put_election(self, meeting_id: int) -> None:
        words = _("Élection du référent")
        writing = self._frame.desk.write(self, lambda session: put_election(session, meeting_id, words))
        said = _("L’élection est à l’ordre du jour. Vous pouvez encore changer son intitulé et sa durée.")
        writing.success(lambda item_id: self._frame.go("meetings", item_id, kind="agenda_item"))
        writing.undoable(_("Ajout de l’élection à l’ordre du jour"), said).start()

    def _links(self, standing: MandateStanding) -> tuple[Link, ...]:
        if not standing.lines:
            return ()
        words = _("Préparer l’élection") if standing.item_id is None else _("Ouvrir l’ordre du jour")
        return ((words, self.prepare_election),)

    def _vacated(self) -> MandateRow | None:
        """Return the mandate whose vacancy can be dated: the one selected, if it is not over."""
        row = self.table.current_row()
        return None if row is None or is_over(row.ends_on, clock.today()) else row

    def _row_selected(self, row: MandateRow | None) -> None:
        self.vacate.setEnabled(self._vacated() is not None)
        self.more.setEnabled(row is not None)
        self._open.setEnabled(row is not None and row.election_id is not None)
        self._drop.setEnabled(row is not None and row.election_id is None)

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addAction(_("Corriger le mandat…"), self.correct)
        self._open = menu.addAction(_("Voir l’élection"), self.open_election)
        menu.addSeparator()
        self._drop = menu.addAction(_("Supprimer le mandat"), self.drop)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        tools.addStretch(1)
        for button in (self.prepare, self.vacate, self.more):
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addLayout(tools)


def standing_words(standing: MandateStanding, today: date) -> str:
    """Return what is to be done about a body's référents, or nothing."""
    sentences = []
    for line in standing.lines:
        if line.day is None:
            sentences.append(_("Pas encore de référent."))
        elif line.is_vacant:
            since = format_date(line.day)
            sentences.append(_("Une place de référent est vacante depuis le {day}.").format(day=since))
        else:
            last = line.day - timedelta(days=1)
            ending = _("{name} : le mandat s’achève le {day}, dans {n} j.")
            sentences.append(ending.format(name=line.person, day=format_date(last), n=(last - today).days))
    if not sentences:
        return ""
    if standing.remaining is not None:
        last = standing.remaining.ends_on - timedelta(days=1)
        left = _("La personne élue servira jusqu’au {day}, terme du mandat commencé par {name}.")
        sentences.append(left.format(name=standing.remaining.person, day=format_date(last)))
    sentences.append(_agenda_words(standing))
    return " ".join(sentences)


def _agenda_words(standing: MandateStanding) -> str:
    if standing.meeting_day is None:
        return _("Aucune séance n’est prévue.")
    day = format_date(standing.meeting_day)
    if standing.item_id is not None:
        return _("L’élection est à l’ordre du jour de la séance du {day}.").format(day=day)
    return _("Prochaine séance : le {day}.").format(day=day)
