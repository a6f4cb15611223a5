"""The place Personnes et structures: three lists behind tabs, and in their place the record opened."""

from collections.abc import Callable
from functools import cached_property

from pstdesk.domain.doubles import RecordKind
from pstdesk.i18n import _
from pstdesk.ui.lists.tabbed import TabbedLists
from pstdesk.ui.page import Frame, Page
from pstdesk.ui.people.doubles_list import DoublesList
from pstdesk.ui.people.merge_offer import MergeOffer
from pstdesk.ui.people.organisation_dialog import OrganisationDialog
from pstdesk.ui.people.organisation_view import OrganisationView
from pstdesk.ui.people.organisations_list import OrganisationsList
from pstdesk.ui.people.people_list import PeopleList
from pstdesk.ui.people.person_dialogs import NewPersonDialog
from pstdesk.ui.people.person_view import PersonView
from pstdesk.ui.people.record import RecordView

_PEOPLE, _ORGANISATIONS, _DOUBLES = range(3)


class PeoplePage(Page):
    """Enter opens a record in the place of the list, Escape returns to where it was opened."""

    topics = frozenset(
        {
            "people",
            "organisations",
            "committees",
            "elections",
            "meetings",
            "attendance",
            "actions",
            "programme",
        }
    )
    """What is no double is a setting of the programme."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._lists_stale = True
        self._trail: list[tuple[RecordView, int]] = []
        """The records opened one from another, the one on show last."""
        self.people = PeopleList(frame)
        self.organisations = OrganisationsList(frame)
        self.doubles = DoublesList(frame)
        lists = (
            (_("Personnes"), self.people),
            (_("Structures"), self.organisations),
            (_("Doublons possibles"), self.doubles),
        )
        self.lists = TabbedLists(_("Personnes ou structures"), lists)
        self.tabs, self.count, self.clear = self.lists.tabs, self.lists.count, self.lists.clear
        self.body.addWidget(self.lists, 1)
        self._connect()
        self.header.add_action(_("Importer une liste…"), self.import_people)
        self.merge = self.header.add_action(_("Fusionner…"), lambda: self.merging.merge())
        mergeable = {
            self.people.table: RecordKind.PERSON,
            self.organisations.table: RecordKind.ORGANISATION,
        }
        self.merging = MergeOffer(frame, self.merge, mergeable, lambda: self.lists.current.table)
        self._tab_changed(_PEOPLE)

    @cached_property
    def person(self) -> PersonView:
        """The view of a person, made for the first who is opened: a first visit does not wait for it."""
        view = PersonView(self.frame)
        self._take_in(view, self.add_person)
        return view

    @cached_property
    def organisation(self) -> OrganisationView:
        """The view of an organisation, likewise."""
        view = OrganisationView(self.frame)
        self._take_in(view, self.add_organisation)
        view.person_opened.connect(lambda person_id: self._open(self.person, person_id))
        return view

    # What the window calls

    def reload(self) -> None:
        """Read what is on screen; the lists, if they are not, when they come back."""
        self._lists_stale = True
        view = self._view()
        if view is None:
            self._read_lists()
        else:
            view.reload()

    def open_record(self, record_id: int) -> None:
        """Show a person, with nothing to return to but the list."""
        self._trail.clear()
        self._open(self.person, record_id)

    def open_kind(self, kind: str, record_id: int) -> None:
        """Show an organisation, with nothing to return to but the list."""
        if kind != "organisation":
            super().open_kind(kind, record_id)
        self._trail.clear()
        self.open_organisation(record_id)

    @property
    def shown_record(self) -> tuple[int | None, str]:
        """The person or the organisation in the place of the lists."""
        if not self._trail:
            return None, ""
        view, record_id = self._trail[-1]
        return record_id, "organisation" if isinstance(view, OrganisationView) else ""

    def take_focus(self) -> None:
        """Go to the list, or to the record that stands in its place."""
        view = self._view()
        if view is not None:
            view.take_focus()
        else:
            self.lists.current.take_focus()

    # What people do

    def add_person(self) -> None:
        """Make a person."""
        NewPersonDialog(self.frame, self.window()).open()

    def add_organisation(self) -> None:
        """Make an organisation and show it."""
        OrganisationDialog(self.frame, self.window(), made=self.open_organisation).open()

    def import_people(self) -> None:
        """Open the window that takes a list in."""
        from pstdesk.ui.importing.dialog import ImportDialog  # a place of its own: read when it is asked for

        ImportDialog(self.frame, self.window()).open()

    def open_organisation(self, organisation_id: int) -> None:
        """Show an organisation in the place of the list."""
        self._open(self.organisation, organisation_id)

    def go_back(self) -> None:
        """Return to the record before, or to the list."""
        self._trail.pop()
        if self._trail:
            view, record_id = self._trail[-1]
            view.open(record_id)
            self.show_view(view)
            self.take_focus()
        else:
            self.show_list()

    def show_list(self) -> None:
        """Return to the list, whatever was opened from what."""
        self._trail.clear()
        if self._lists_stale:
            self._read_lists()
        super().show_list()

    def _view(self) -> RecordView | None:
        return self._trail[-1][0] if self._trail else None

    def _open(self, view: RecordView, record_id: int) -> None:
        self._trail.append((view, record_id))
        view.open(record_id)
        self.show_view(self._view())
        view.take_focus()

    def _read_lists(self) -> None:
        self._lists_stale = False
        self.people.read_anew()
        self.organisations.read_anew()
        self.doubles.read()

    def _tab_changed(self, tab: int) -> None:
        self.merging.renew()
        if tab == _PEOPLE:
            self.header.set_title(_("Personnes et structures"))
            self.header.set_primary(_("Nouvelle personne"), self.add_person, "Ctrl+N")
        elif tab == _ORGANISATIONS:
            self.header.set_primary(_("Nouvelle structure"), self.add_organisation, "Ctrl+N")
        else:
            merge = self.header.set_primary(_("Fusionner…"), self.doubles.merge)
            merge.setEnabled(self.doubles.table.current_row() is not None)

    def _pair_selected(self, selected: bool) -> None:
        if self.lists.current is self.doubles and self.header.primary is not None:
            self.header.primary.setEnabled(selected)

    # Making

    def _connect(self) -> None:
        self.lists.turned.connect(self._tab_changed)
        self.doubles.pair_selected.connect(self._pair_selected)
        self.people.import_asked.connect(self.import_people)
        self.organisations.creation_asked.connect(self.add_organisation)
        self.people.table.row_opened.connect(lambda row: self._open(self.person, row.id))
        self.organisations.table.row_opened.connect(lambda row: self.open_organisation(row.id))

    def _take_in(self, view: RecordView, new: Callable[[], object]) -> None:
        self.add_view(view, new)
        view.left.connect(self.go_back)
