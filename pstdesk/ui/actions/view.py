"""One action in the place of the list: what, who, by when, where it stands, and what was reported."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.action import ActionState
from pstdesk.i18n import _, format_date
from pstdesk.labels import title
from pstdesk.services.action_page import ActionPage, OwnerName, action_page
from pstdesk.services.results import remove_action
from pstdesk.ui import clock
from pstdesk.ui.actions.changes import StateChanges
from pstdesk.ui.actions.dialogs import ActionDialog, BodiesDialog
from pstdesk.ui.actions.progress import ProgressCard
from pstdesk.ui.actions.words import bodies_words, meeting_words
from pstdesk.ui.page import Frame
from pstdesk.ui.people.record import RecordView
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.panels import Card
from pstdesk.ui.widgets.pill import Pill
from pstdesk.ui.widgets.segment import Segments

_STATES = tuple(ActionState)


class ActionView(RecordView):
    """Shows one action and changes it."""

    table = "action_item"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Revenir au registre"))
        self._page: ActionPage | None = None
        self.changes = StateChanges(frame, self)
        self.remove = self.header.add_action(_("Retirer"), self.take_back)
        self.text = label("", "title", wrap=True)
        self.states = Segments(tuple(title(state) for state in _STATES))
        self.states.group.idClicked.connect(self._state_clicked)
        self.late = Pill()
        self.closed = label("", "muted")
        self.locked = Notice("accent")
        self.owners = QWidget()
        self.due = label("")
        self.bodies = label("", wrap=True)
        self.bodies.setContentsMargins(0, 3, 0, 0)
        self.change_bodies = _link(_("Choisir…"), self.choose_bodies)
        self.change_bodies.setAccessibleName(_("Choisir les instances concernées"))
        self.origin = _link("", self.go_to_item)
        self.item = label("", "muted", wrap=True)
        self.progress = ProgressCard(frame)
        self.first.addWidget(self._what())
        self.second.addWidget(self.progress)
        self.second.addStretch(1)
        self.third.addStretch(1)

    @property
    def page(self) -> ActionPage | None:
        """The action on show."""
        return self._page

    def reload(self) -> None:
        """Read the action."""
        action_id, today = self.record_id, clock.today()
        reading = self.frame.desk.read(self, lambda session: action_page(session, action_id, today))
        reading.once("action").success(self._show).failure(self.not_read).start()

    def take_focus(self) -> None:
        """Go where the next note is written."""
        self.progress.fields.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def change(self) -> None:
        """Correct what, who and by when."""
        if self._page is not None:
            ActionDialog(self.frame, self._page, self.window()).open()

    def choose_bodies(self) -> None:
        """Say which bodies the action concerns."""
        if self._page is not None:
            BodiesDialog(self.frame, self._page, self.window()).open()

    def take_back(self) -> None:
        """Take back an action that was typed by mistake, with a way to have it again."""
        page = self._page
        if page is None:
            return
        self.left.emit()  # before it is gone: the page would look for it in vain
        removing = self.frame.desk.write(self, lambda session: remove_action(session, page.id))
        removing.undoable(_("Retrait d’une action"), _("L’action est retirée.")).start()

    def go_to_item(self) -> None:
        """Show the meeting that decided it, at the item."""
        if self._page is not None and self._page.origin is not None:
            self.frame.go("meetings", self._page.origin.item_id, kind="agenda_item")

    def _state_clicked(self, place: int) -> None:
        if self._page is not None:
            self.changes.set((self._page.id,), _STATES[place])

    def _show(self, page: ActionPage) -> None:
        if page.id != self.record_id:
            return
        self._page = page
        self.header.set_title(_("Action"), bodies_words(tuple(body.detail for body in page.committees)))
        if page.is_locked:
            self.locked.say(
                _("Le compte rendu qui contient cette action est approuvé : ses mots, ses responsables et "
                  "son échéance ne changent plus. Son état, son avancement et ses instances, si.")
            )  # fmt: skip
        else:
            self.locked.say("")
        change = self.header.set_primary(_("Modifier…"), self.change)
        change.setVisible(not page.is_locked)
        # What a meeting decided is taken back there; what was reported on is dropped, not removed.
        self.remove.setVisible(page.origin is None and not page.progress)
        self.text.setText(page.form.text)
        self.states.choose(_STATES.index(page.form.state))
        self._show_time(page, clock.today())
        self._show_owners(page.owners)
        names = ", ".join(f"{body.detail} {body.name}" for body in page.committees)
        self.bodies.setText(names or _("aucune"))
        self.origin.setVisible(page.origin is not None)
        self.origin.setText(meeting_words(page.origin))
        if page.origin is None:
            self.item.setText(_("hors séance"))
        else:
            day = format_date(page.origin.day)
            self.item.setText(_("le {day}, « {item} »").format(day=day, item=page.origin.item))
        self.progress.show_notes(page.id, page.progress)

    def _show_time(self, page: ActionPage, today: date) -> None:
        due = page.form.due_on
        self.due.setText(_("sans échéance") if due is None else format_date(due, "full"))
        late = page.late and due is not None
        self.late.show_state(_("retard {n} j").format(n=(today - due).days) if late and due else "", "bad")
        closed = page.closed_on
        words = "" if closed is None else _("depuis le {day}").format(day=format_date(closed))
        self.closed.setText(words)
        self.closed.setVisible(bool(words))

    def _show_owners(self, owners: tuple[OwnerName, ...]) -> None:
        column = self.owners.layout()
        assert column is not None
        while (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for owner in owners:
            column.addWidget(self._owner(owner))
        if not owners:
            column.addWidget(label(_("sans responsable"), "muted"))

    def _owner(self, owner: OwnerName) -> QWidget:
        if owner.person_id is not None:
            person_id = owner.person_id
            return _link(owner.name, lambda: self.frame.go("people", person_id))
        if owner.organisation_id is not None:
            organisation_id = owner.organisation_id
            return _link(owner.name, lambda: self.frame.go("people", organisation_id, kind="organisation"))
        return label(owner.name, wrap=True)

    def _what(self) -> Card:
        column = QVBoxLayout(self.owners)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        card = Card()
        card.body.setSpacing(12)
        card.body.addWidget(self.text)
        card.body.addWidget(self.states)
        when = QHBoxLayout()
        when.setSpacing(8)
        when.addWidget(self.due)
        when.addWidget(self.late)
        when.addStretch(1)
        bodies = QHBoxLayout()
        bodies.setSpacing(12)
        bodies.addWidget(self.bodies, 1)
        bodies.addWidget(self.change_bodies, 0, Qt.AlignmentFlag.AlignTop)
        origin = QVBoxLayout()
        origin.setSpacing(0)
        origin.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignLeft)
        origin.addWidget(self.item)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget | QHBoxLayout | QVBoxLayout], ...] = (
            (_("Responsables"), self.owners),
            (_("Échéance"), when),
            (_("Instances"), bodies),
            (_("Décidée"), origin),
        )
        for place, (words, shown) in enumerate(rows):
            grid.addWidget(_named(words), place, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(shown, QWidget):
                grid.addWidget(shown, place, 1)
            else:
                grid.addLayout(shown, place, 1)
        card.body.addWidget(self.closed)
        card.body.addLayout(grid)
        card.body.addWidget(self.locked)
        return card


def _named(words: str) -> QLabel:
    made = label(words, "muted")
    made.setMinimumHeight(24)
    return made


def _link(words: str, do: object) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("role", "link")
    made.clicked.connect(do)
    return made
