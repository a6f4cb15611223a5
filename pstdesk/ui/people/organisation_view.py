"""An organisation's page: what it is, how far it takes part, and who comes from it."""

from PySide6.QtCore import Signal

from pstdesk.domain.doubles import RecordKind
from pstdesk.i18n import _, format_date, ngettext
from pstdesk.labels import label as word
from pstdesk.services import archives, organisations
from pstdesk.services.actions import ActionsFilter, Shown
from pstdesk.services.organisation_history import OrganisationLife, organisation_life
from pstdesk.services.organisations import OrganisationPage
from pstdesk.ui import clock
from pstdesk.ui.actions.open_actions import OpenActions, OpenActionsCard
from pstdesk.ui.page import Frame
from pstdesk.ui.people.columns import STATE_TONES, colleague_columns
from pstdesk.ui.people.contacts import ContactsCard
from pstdesk.ui.people.history import HistoryTable
from pstdesk.ui.people.house_columns import (
    body_columns,
    house_seat_columns,
    meeting_seen_columns,
    post_there_columns,
)
from pstdesk.ui.people.merge_dialog import MergePicker
from pstdesk.ui.people.organisation_dialog import OrganisationDialog
from pstdesk.ui.people.record import RecordView
from pstdesk.ui.widgets.fitted import fit_height
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.menu_button import MoreButton
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.pill import Pill
from pstdesk.ui.widgets.table import RowTable


class OrganisationView(RecordView):
    """Shows one organisation and changes it; ``person_opened(id)``."""

    person_opened = Signal(int)
    table = "organisation"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Revenir à la liste"))
        self._page: OrganisationPage | None = None
        self.state = Pill()
        self.more = MoreButton(_("Autres actions"))
        self.more.choices.addAction(_("Fusionner avec…"), self.merge)
        self.header.add_tool(self.more)
        self.archive = self.header.add_action(_("Archiver"), self.put_away)
        self.contacts = ContactsCard()
        self.contacts.add_tool(self.state)
        self.people = RowTable("people_of_organisation", colleague_columns(), frame.preferences)
        self.people.setAccessibleName(_("Personnes"))
        self.people.row_opened.connect(lambda row: self.person_opened.emit(row.id))
        self.people.set_empty(
            EmptyState(
                _("Personne n’a de poste ici"), _("Ouvrez la fiche d’une personne et ajoutez-lui un poste.")
            )
        )
        self.people_card = Card(_("Personnes"))
        self.people_card.body.addWidget(self.people)
        self.bodies = RowTable("bodies_of_organisation", body_columns(), frame.preferences)
        self.seats = RowTable("seats_of_organisation", house_seat_columns(), frame.preferences)
        self.body_card, self.seat_card = Card(_("Instances")), Card(_("Sièges"))
        for card, table, words in (
            (self.body_card, self.bodies, _("Instances")),
            (self.seat_card, self.seats, _("Sièges")),
        ):
            table.setAccessibleName(words)
            card.body.addWidget(table)
        self.bodies.row_opened.connect(lambda row: frame.go("committees", row.id))
        self.seats.row_opened.connect(lambda row: frame.go("committees", row.committee_id))
        self.bodies.set_empty(
            EmptyState(
                _("Présente dans aucune instance"),
                _("Inscrivez une personne de la structure dans une instance."),
            )
        )
        self.open_actions = OpenActionsCard(frame)
        self.last_seen = label("", "muted", wrap=True)
        self.contacts.body.addWidget(self.last_seen)
        self.first.addWidget(self.contacts)
        for card in (self.people_card, self.body_card):
            self.second.addWidget(card)
        self.second.addWidget(self.open_actions)
        self.second.addStretch(1)
        self.third.addWidget(self.seat_card)
        self.third.addStretch(1)
        self._add_tabs()

    def _add_tabs(self) -> None:
        frame, today = self.frame, clock.today()
        self.tabs.setAccessibleName(_("Ce qu’il faut voir de la structure"))
        self.posts = RowTable("posts_of_organisation", post_there_columns(today), frame.preferences)
        self.posts.setAccessibleName(_("Postes"))
        self.posts.row_opened.connect(lambda row: self.person_opened.emit(row.person_id))
        self.posts.set_empty(EmptyState(_("Personne n’a eu de poste ici")))
        self.meetings = RowTable("meetings_of_organisation", meeting_seen_columns(), frame.preferences)
        self.meetings.setAccessibleName(_("Présences"))
        self.meetings.row_opened.connect(lambda row: frame.go("meetings", row.id))
        self.meetings.set_empty(
            EmptyState(
                _("Aucune présence notée"), _("Les séances où la structure était attendue viennent ici.")
            )
        )
        self.all_actions = OpenActions(frame, whole=True)
        self.all_actions.table.set_empty(
            EmptyState(_("Aucune action"), _("Les actions qui lui sont confiées, closes ou non."))
        )
        self.history = HistoryTable("history_of_organisation", frame)
        self._post_tab = self.add_tab(_("Postes"), self.posts, self.posts)
        self._meeting_tab = self.add_tab(_("Présences"), self.meetings, self.meetings)
        self._action_tab = self.add_tab(_("Actions"), self.all_actions, self.all_actions.table)
        self._history_tab = self.add_tab(_("Historique"), self.history, self.history)
        self.all_actions.counted.connect(lambda n: self.count_tab(self._action_tab, _("Actions"), n))

    @property
    def page(self) -> OrganisationPage | None:
        """The organisation on show."""
        return self._page

    def reload(self) -> None:
        """Read the organisation."""
        organisation_id = self.record_id
        reading = self.frame.desk.read(
            self, lambda session: organisation_life(session, organisation_id, clock.today())
        )
        reading.once("organisation").success(lambda life: self._show(organisation_id, life))
        reading.failure(self.not_read).start()
        self.open_actions.read(ActionsFilter(organisation_id=organisation_id))
        self.all_actions.read(ActionsFilter(Shown.ALL, organisation_id=organisation_id))

    def take_focus(self) -> None:
        """Go to the people, or to the list behind the tab on show."""
        if not self.focus_behind():
            self.people.setFocus()

    def change(self) -> None:
        """Change the organisation."""
        if self._page is not None:
            OrganisationDialog(
                self.frame, self.window(), organisation_id=self._page.id, form=self._page.form
            ).open()

    def merge(self) -> None:
        """Find another record of the organisation, and make one of both."""
        if self._page is not None:
            record = (self._page.id, self._page.form.name)
            MergePicker(self.frame, RecordKind.ORGANISATION, record, self.window()).open()

    def put_away(self) -> None:
        """Put the organisation away, with a way back."""
        if self._page is None:
            return
        organisation_id, form = self._page.id, self._page.form
        writing = self.frame.desk.write(
            self,
            lambda session: organisations.archive_organisation(session, organisation_id, form.version or 0),
        )
        said = _("La structure « {name} » est archivée.").format(name=form.name)
        writing.undoable(_("Archivage de « {name} »").format(name=form.name), said).start()

    def _restore(self, organisation_id: int, name: str) -> None:
        restoring = self.frame.desk.write(
            self, lambda session: archives.restore_organisation(session, organisation_id)
        )
        restoring.undoable(_("Retour de « {name} » des archives").format(name=name)).start()

    def _show(self, asked: int, life: OrganisationLife) -> None:
        page = life.page
        if asked != self.record_id:
            return
        if page.id != asked:  # merged into another record meanwhile: that one is shown
            self.open(page.id)
            return
        self._page = page
        form = page.form
        self.header.set_title(form.name, _("archivée") if page.archived else form.acronym)
        self.archive.setVisible(not page.archived)
        self.more.setVisible(not page.archived)
        if page.archived:
            self.header.set_primary(_("Rétablir"), lambda: self._restore(page.id, form.name))
        else:
            self.header.set_primary(_("Modifier…"), self.change)
        self.contacts.set_heading(_("La structure"))
        self.state.show_state(word(form.partner_state), STATE_TONES[form.partner_state])
        self.contacts.show_lines(
            form.email,
            (
                (_("Téléphone"), form.phone),
                (_("Catégorie"), page.category),
                (_("Secteur"), page.sector),
                (_("Adresse"), form.address),
                (_("Notes"), form.notes),
            ),
        )
        self.people.set_rows(page.people)
        fit_height(self.people, least=1 if page.people else 3, most=12)
        n = len(page.people)
        words = ngettext("{n} personne", "{n} personnes", n).format(n=n) if n else ""
        self.people_card.set_heading(_("Personnes"), words)
        self._show_past(life)

    def _show_past(self, life: OrganisationLife) -> None:
        seen = life.last_seen
        self.last_seen.setText(
            _("Vue pour la dernière fois le {day}").format(day=format_date(seen))
            if seen is not None
            else _("Jamais vue à une séance")
        )
        self.bodies.set_rows(life.bodies)
        fit_height(self.bodies, least=1 if life.bodies else 2, most=8)
        self.seats.set_rows(life.seats)
        fit_height(self.seats, most=5)
        self.seat_card.setVisible(bool(life.seats))
        self.posts.set_rows(life.posts)
        self.meetings.set_rows(life.meetings)
        self.history.set_rows(life.history)
        self.count_tab(self._post_tab, _("Postes"), len(life.posts))
        self.count_tab(self._meeting_tab, _("Présences"), len(life.meetings))
        self.count_tab(self._history_tab, _("Historique"), len(life.history))
