"""A person's page: contacts, posts, bodies, mandates, and the meetings they came to."""

from typing import Any

from PySide6.QtWidgets import QPushButton

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.doubles import RecordKind
from pstdesk.domain.history import absence
from pstdesk.domain.interval import Interval, is_over
from pstdesk.domain.names import spoken_name
from pstdesk.i18n import _
from pstdesk.services import archives, people
from pstdesk.services.actions import ActionsFilter, Shown
from pstdesk.services.person_history import PersonLife, RateOfPerson, person_life
from pstdesk.services.person_page import AttendanceOfPerson, MembershipOfPerson, PersonPage
from pstdesk.services.posts import PostRow
from pstdesk.ui import clock
from pstdesk.ui.actions.open_actions import OpenActions, OpenActionsCard
from pstdesk.ui.committees.leave_dialog import LeaveDialog
from pstdesk.ui.committees.mandate_columns import mandate_columns
from pstdesk.ui.page import Frame
from pstdesk.ui.people.columns import (
    attendance_columns,
    membership_columns,
    post_columns,
    seat_columns,
)
from pstdesk.ui.people.contacts import ContactsCard
from pstdesk.ui.people.history import HistoryTable, absence_words, came_words, rate_columns
from pstdesk.ui.people.merge_dialog import MergePicker
from pstdesk.ui.people.person_dialogs import JoinDialog, PersonDialog
from pstdesk.ui.people.post_dialog import Act, PostDialog
from pstdesk.ui.people.record import RecordView
from pstdesk.ui.widgets.fitted import fit_height
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.menu_button import MoreButton
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.table import RowTable


def attendance_words(rows: tuple[AttendanceOfPerson, ...]) -> str:
    """Return "3 présences sur 5": meetings attended, of those expected at whose attendance is known."""
    expected = [row for row in rows if not row.is_guest and row.status is not AttendanceStatus.NOT_RECORDED]
    came = sum(row.status.attended for row in expected)
    return came_words(came, len(expected)) if expected else ""


def current_post(page: PersonPage) -> PostRow | None:
    """Return the post held today, the latest begun where there are several."""
    today = clock.today()
    held = (row for row in page.posts if today in Interval(row.form.starts_on, row.form.ends_on))
    return next(held, None)


class PersonView(RecordView):
    """Shows one person and changes them."""

    table = "person"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Revenir à la liste"))
        self._page: PersonPage | None = None
        self.more = MoreButton(_("Autres actions"))
        self.more.choices.addAction(_("Fusionner avec…"), self.merge)
        self.header.add_tool(self.more)
        self.archive = self.header.add_action(_("Archiver"), self.put_away)
        self.contacts = ContactsCard()
        today = clock.today()
        self.posts = RowTable("posts_of_person", post_columns(today), frame.preferences)
        self.memberships = RowTable("memberships_of_person", membership_columns(today), frame.preferences)
        self.seats = RowTable("seats_of_person", seat_columns(today), frame.preferences)
        self.mandates = RowTable(
            "mandates_of_person", mandate_columns(clock.today, of_person=True), frame.preferences
        )
        self.attendances = RowTable("attendances_of_person", attendance_columns(), frame.preferences)
        self.post_card = Card(_("Postes"))
        self.membership_card = Card(_("Instances"))
        self.seat_card = Card(_("Sièges"))
        self.mandate_card = Card(_("Mandats"))
        self.attendance_card = Card(_("Présences"))
        self.rates = RowTable("rates_of_person", rate_columns(), frame.preferences)
        self.absence = label("", "muted", wrap=True)
        self.change_post = self._tool(self.post_card, _("Changer de poste…"), lambda: self._post("succeed"))
        self._tool(self.post_card, _("Ajouter…"), lambda: self._post("add"))
        self.end = self._tool(self.membership_card, _("Fin d’inscription…"), self.leave)
        self._tool(self.membership_card, _("Inscrire…"), self.join)
        self.open_actions = OpenActionsCard(frame)
        self.all_actions = OpenActions(frame, whole=True)
        self.history = HistoryTable("history_of_person", frame)
        self._fill_cards()
        self._add_tabs()

    def _fill_cards(self) -> None:
        parts = (
            (self.post_card, self.posts, _("Postes")),
            (self.membership_card, self.memberships, _("Instances")),
            (self.seat_card, self.seats, _("Sièges")),
            (self.mandate_card, self.mandates, _("Mandats")),
            (self.attendance_card, self.rates, _("Présences par année")),
        )
        for card, table, words in parts:
            table.setAccessibleName(words)
            card.body.addWidget(table)
        self.posts.row_opened.connect(lambda row: self._post("change", row))
        self.memberships.row_opened.connect(lambda row: self.frame.go("committees", row.committee_id))
        self.seats.row_opened.connect(lambda row: self.frame.go("committees", row.committee_id))
        self.memberships.row_selected.connect(self._membership_selected)
        self.mandates.row_opened.connect(
            lambda row: self.frame.go("committees", row.committee_id, kind="mandate")
        )
        self.rates.row_opened.connect(self._open_year)
        self.attendance_card.body.insertWidget(0, self.absence)
        self.posts.set_empty(EmptyState(_("Aucun poste connu")))
        self.memberships.set_empty(EmptyState(_("Aucune inscription")))
        self.rates.set_empty(EmptyState(_("Aucune séance tenue"), _("Ses présences viendront ici.")))
        self.first.addWidget(self.contacts)
        self.third.addWidget(self.attendance_card)
        for card in (self.post_card, self.membership_card, self.seat_card, self.mandate_card):
            self.second.addWidget(card)
        self.second.addWidget(self.open_actions)
        self.second.addStretch(1)
        self.third.addStretch(1)

    def _add_tabs(self) -> None:
        self.tabs.setAccessibleName(_("Ce qu’il faut voir de la personne"))
        self.attendances.setAccessibleName(_("Présences"))
        self.attendances.row_opened.connect(lambda row: self.frame.go("meetings", row.meeting_id))
        self.attendances.set_empty(EmptyState(_("Aucune séance tenue"), _("Ses présences viendront ici.")))
        self.all_actions.table.set_empty(
            EmptyState(_("Aucune action"), _("Les actions qui lui sont confiées, closes ou non."))
        )
        self._attendance_tab = self.add_tab(_("Présences"), self.attendances, self.attendances)
        self._action_tab = self.add_tab(_("Actions"), self.all_actions, self.all_actions.table)
        self._history_tab = self.add_tab(_("Historique"), self.history, self.history)
        self.all_actions.counted.connect(lambda n: self.count_tab(self._action_tab, _("Actions"), n))

    def _open_year(self, row: RateOfPerson) -> None:
        """Go to the meetings of that body in that year."""
        self.tabs.setCurrentIndex(self._attendance_tab)
        for each in self.attendances.rows:
            if (each.committee_id, each.day.year) == (row.counted.committee_id, row.counted.year):
                self.attendances.select_id(each.meeting_id)
                break
        self.attendances.setFocus()

    @property
    def page(self) -> PersonPage | None:
        """The person on show."""
        return self._page

    @property
    def name(self) -> str:
        """The name of the person on show, as it stands in a sentence."""
        form = self._page.form if self._page is not None else None
        return spoken_name(form.given_name, form.family_name) if form is not None else ""

    def reload(self) -> None:
        """Read the person."""
        person_id = self.record_id
        reading = self.frame.desk.read(self, lambda session: person_life(session, person_id))
        reading.once("person").success(lambda life: self._show(person_id, life))
        reading.failure(self.not_read).start()
        self.open_actions.read(ActionsFilter(person_id=person_id))
        self.all_actions.read(ActionsFilter(Shown.ALL, person_id=person_id))

    def take_focus(self) -> None:
        """Go to the posts, or to the list behind the tab on show."""
        if not self.focus_behind():
            self.posts.setFocus()

    def change(self) -> None:
        """Change names and contacts."""
        if self._page is not None:
            PersonDialog(self.frame, self._page, self.window()).open()

    def join(self) -> None:
        """Register the person in a body."""
        JoinDialog(self.frame, self.record_id, self.name, self.window()).open()

    def leave(self) -> None:
        """End the registration selected."""
        row = self._running()
        if row is not None:
            LeaveDialog(self.frame, row.id, self.name, row.short_name, self.window()).open()

    def merge(self) -> None:
        """Find another record of the person, and make one of both."""
        MergePicker(self.frame, RecordKind.PERSON, (self.record_id, self.name), self.window()).open()

    def put_away(self) -> None:
        """Put the person away, with a way back."""
        if self._page is None:
            return
        person_id, version, name = self._page.id, self._page.form.version or 0, self.name
        writing = self.frame.desk.write(
            self, lambda session: people.archive_person(session, person_id, version, clock.today())
        )
        said = _("La fiche de {name} est archivée.").format(name=name)
        writing.undoable(_("Archivage de {name}").format(name=name), said).start()

    def _restore(self, person_id: int) -> None:
        restoring = self.frame.desk.write(self, lambda session: archives.restore_person(session, person_id))
        restoring.undoable(_("Retour de {name} des archives").format(name=self.name)).start()

    def _show(self, asked: int, life: PersonLife) -> None:
        page = life.page
        if asked != self.record_id:
            return
        if page.id != asked:  # merged into another record meanwhile: that one is shown
            self.open(page.id)
            return
        self._page = page
        post = current_post(page)
        parts = (post.form.job_title, post.organisation) if post is not None else ()
        words = ", ".join(filter(None, parts))
        self.header.set_title(self.name, _("archivée") if page.archived else words)
        self.archive.setVisible(not page.archived)
        self.more.setVisible(not page.archived)
        if page.archived:
            self.header.set_primary(_("Rétablir"), lambda: self._restore(page.id))
        else:
            self.header.set_primary(_("Modifier…"), self.change)
        form = page.form
        lines = ((_("Téléphone"), form.phone), (_("Civilité"), form.civility), (_("Notes"), form.notes))
        self.contacts.show_lines(form.email, lines)
        self.change_post.setVisible(post is not None)
        self._show_tables(page)
        self._show_past(life)

    def _show_past(self, life: PersonLife) -> None:
        rows = life.page.attendances
        words = absence_words(absence(row.attended for row in rows))
        self.absence.setText(words)
        self.absence.setVisible(bool(words))
        self.rates.set_rows(life.rates)
        fit_height(self.rates, least=1 if rows else 2, most=8)
        self.attendance_card.set_heading(_("Présences"), attendance_words(rows))
        self.attendances.set_rows(rows)
        self.history.set_rows(life.history)
        self.count_tab(self._attendance_tab, _("Présences"), len(rows))
        self.count_tab(self._history_tab, _("Historique"), len(life.history))

    def _show_tables(self, page: PersonPage) -> None:
        tables: tuple[tuple[RowTable[Any], tuple[Any, ...], int], ...] = (
            (self.posts, page.posts, 5),
            (self.memberships, page.memberships, 8),
            (self.seats, page.seats, 4),
            (self.mandates, page.mandates, 4),
        )
        for table, rows, most in tables:
            table.set_rows(rows)
            fit_height(table, least=1 if rows else 2, most=most)
        self.seat_card.setVisible(bool(page.seats))
        self.mandate_card.setVisible(bool(page.mandates))
        self._membership_selected(self.memberships.current_row())

    def _running(self) -> MembershipOfPerson | None:
        row = self.memberships.current_row()
        over = row is not None and is_over(row.ends_on, clock.today())
        return None if over else row

    def _membership_selected(self, _row: MembershipOfPerson | None) -> None:
        self.end.setEnabled(self._running() is not None)

    def _post(self, act: Act, row: PostRow | None = None) -> None:
        if self._page is None:
            return
        chosen = row if row is not None or act == "add" else current_post(self._page)
        PostDialog(self.frame, (self.record_id, self.name), act, chosen, self.window()).open()

    def _tool(self, card: Card, words: str, do: Any) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        button.clicked.connect(lambda: do())
        card.add_tool(button)
        return button
