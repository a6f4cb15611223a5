"""The place Instances: the bodies at the left, the one chosen at the right."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from pstdesk.i18n import _
from pstdesk.services.archives import archived_committees
from pstdesk.services.committee_page import committee_page
from pstdesk.services.committees import CommitteeRow, committee_rows
from pstdesk.services.mandate_standing import mandate_standing
from pstdesk.services.seats import seat_rows
from pstdesk.services.standing_items import standing_item_rows
from pstdesk.services.vocabulary import Choice
from pstdesk.ui import clock
from pstdesk.ui.committees.body import Body, BodyView
from pstdesk.ui.committees.committee_dialog import CommitteeDialog
from pstdesk.ui.committees.tree import CommitteeTree
from pstdesk.ui.page import Frame, Page
from pstdesk.ui.rules.view import RulesView
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.split import KeptSplitter


@dataclass(frozen=True, slots=True)
class Everything:
    """What the place shows: the bodies, and the one chosen if there is one."""

    rows: tuple[CommitteeRow, ...]
    archived: tuple[Choice, ...]
    body: Body | None


class CommitteesPage(Page):
    """Master and detail; the body chosen stays chosen while others work on the base."""

    topics = frozenset(
        {"committees", "people", "organisations", "elections", "meetings", "actions", "programme"}
    )
    """Which voting rule all bodies go by is the programme's."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header.set_title(_("Instances"))
        self.header.add_action(_("Règles de vote"), self.edit_rules)
        self.header.add_action(_("Nouvelle instance"), self.add_committee, "Ctrl+N")
        self._enrol = self.header.set_primary(_("Inscrire une personne"), self.enrol, "Ctrl+I")
        self._enrol.setEnabled(False)
        self._wanted = self._mandates_wanted = 0
        self._shows_rules = False
        self.tree = CommitteeTree()
        self.view = BodyView(frame)
        left = Card()
        left.body.addWidget(self.tree)
        self.splitter = KeptSplitter("committees", frame.preferences, left, self.view, 0.38)
        left.setMinimumWidth(220)
        self.view.setMinimumWidth(360)
        empty = EmptyState(
            _("Aucune instance pour l’instant"),
            _("Une instance est un groupe qui se réunit : conseil, comité technique, groupe de travail. "
              "Créez la première, puis inscrivez ses membres."),
            _("Nouvelle instance"),
            self.add_committee,
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(empty)
        self.body.addWidget(self._stack)
        self.tree.body_selected.connect(self._choose)
        self.tree.body_opened.connect(lambda _id: self.view.take_focus())

    @cached_property
    def rules(self) -> RulesView:
        """The voting rules, made when they are first asked for."""
        view = RulesView(self.frame)
        self.add_view(view, view.add)
        view.left.connect(self.show_list)
        return view

    def reload(self) -> None:
        """Read the bodies, and again the one on show; the voting rules where they stand in their place."""
        if self._shows_rules:
            self.rules.reload()
        wanted = self._wanted
        reading = self.frame.desk.read(self, lambda session: _read(session, wanted))
        reading.once("everything").success(self._show).failure(partial(self._not_read, wanted)).start()

    def open_record(self, record_id: int) -> None:
        """Choose the body of this id."""
        if self._shows_rules:
            self.show_list()
        self.frame.seen("committee", record_id)
        self._wanted = record_id
        if not self.tree.select_id(record_id):
            self.reload()

    def open_kind(self, kind: str, record_id: int) -> None:
        """Show a voting rule; or choose the body of this id and, for a "mandate", show those it has given."""
        if kind == "rule_set":
            self.edit_rules(record_id)
            return
        if kind != "mandate":
            super().open_kind(kind, record_id)
        self._mandates_wanted = record_id
        self.open_record(record_id)
        self._show_mandates()

    @property
    def shown_record(self) -> tuple[int | None, str]:
        """The body chosen in the tree, or the voting rule on show."""
        if self._shows_rules:
            return self.rules.rule_id or None, "rule_set"
        return self.tree.current_id() or None, ""

    def take_focus(self) -> None:
        """Put the keyboard into the list of bodies, or into the voting rules."""
        if self._shows_rules:
            self.rules.take_focus()
            return
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def enrol(self) -> None:
        """Register somebody in the body on show."""
        self.view.members.enrol()

    def add_committee(self) -> None:
        """Make a body."""
        CommitteeDialog(self.frame, self.window()).open()

    def edit_rules(self, rule_set_id: int = 0) -> None:
        """Show the voting rules in the place of the bodies, and of them the one of this id."""
        self._shows_rules = True
        self.rules.open(rule_set_id)
        self.show_view(self.rules)
        self.rules.take_focus()

    def show_list(self) -> None:
        """Return to the bodies; what was typed of a rule stays there."""
        self._shows_rules = False
        super().show_list()

    def may_leave(self) -> bool:
        """Whether no rule is half typed, or nobody minds."""
        return "rules" not in self.__dict__ or self.rules.may_leave()

    def _choose(self, committee_id: int) -> None:
        self._wanted = committee_id
        reading = self.frame.desk.read(self, lambda session: _read_body(session, committee_id))
        reading.once("body").success(self._show_body)
        reading.failure(partial(self._not_read, committee_id)).start()

    def _not_read(self, wanted: int, trouble: Trouble) -> None:
        if trouble.code != "record_missing":
            self.frame.desk.failed.emit(trouble)
        elif self._wanted == wanted:  # its creation was undone: show the first one
            self._wanted = 0
            self.reload()

    def _show(self, read: Everything) -> None:
        self.tree.show_bodies(read.rows, read.archived)
        self._stack.setCurrentIndex(0 if read.rows or read.archived else 1)
        if read.body is not None:
            self._show_body(read.body)
            self.tree.select_id(read.body.page.id)
        elif read.rows:
            self.tree.select_first()

    def _show_mandates(self) -> None:
        """Show the mandates once they are those of the body they were asked for."""
        page = self.view.page
        if page is not None and page.id == self._mandates_wanted == self._wanted:
            self._mandates_wanted = 0
            self.view.show_mandates()

    def _show_body(self, body: Body) -> None:
        if body.page.id == self._wanted:
            self.view.show_body(body)
            self._show_mandates()
            self._enrol.setEnabled(not body.page.archived)


def _read(session: Any, wanted: int) -> Everything:
    rows = committee_rows(session, clock.today())
    body = _read_body(session, wanted) if wanted else None
    return Everything(rows, archived_committees(session), body)


def _read_body(session: Any, committee_id: int) -> Body:
    today = clock.today()
    return Body(
        committee_page(session, committee_id, today),
        seat_rows(session, committee_id, today),
        standing_item_rows(session, committee_id),
        mandate_standing(session, committee_id, today),
    )
