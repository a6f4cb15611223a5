"""The middle of a meeting: the current item, what was said, and what came out of it."""

from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pstdesk.domain.agenda import ItemState
from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import _
from pstdesk.labels import label as word
from pstdesk.services.action_lines import mentions
from pstdesk.services.agenda import ItemRow
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.ui import clock
from pstdesk.ui.elections.strip import ElectionStrip
from pstdesk.ui.meetings.action_lines import ActionLines
from pstdesk.ui.meetings.composer import Composer
from pstdesk.ui.meetings.drafts import Draft, Drafts
from pstdesk.ui.meetings.follow_up_panel import FollowUpPanel
from pstdesk.ui.meetings.item_minutes import ItemMinutes
from pstdesk.ui.meetings.lock_notice import LockNotice
from pstdesk.ui.meetings.notes_edit import NotesEdit
from pstdesk.ui.meetings.results_panel import ResultsArea, ResultsPanel
from pstdesk.ui.meetings.state_menu import fill_state_menu
from pstdesk.ui.meetings.words import item_remark
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import ElidedLabel, label
from pstdesk.ui.widgets.mentions import Mentions, Named, Query
from pstdesk.ui.widgets.menu_button import MenuButton
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.panels import EmptyState

_QUOTED = 300
"""Characters of somebody else's text that are shown beside one's own."""
_JUST_NOW = 60_000
"""Milliseconds for which what was written was written just now."""
_TAKEN = 224
"""Height of what stands around the notes and the results."""
_LOW = 520
"""Height below which the follow-up of actions says nothing twice."""
_TWO_LINES = 48
"""Least height of the notes in a low window; by itself an editor asks for more than there is."""
_RESULTS_SHARE = 0.52
"""How much of the rest decisions and actions may take before they scroll."""


class NotesPanel(QFrame):
    """Shows one item; ``state_chosen`` when the reader says what became of it."""

    state_chosen = Signal(ItemState)

    def __init__(self, frame: Frame, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._frame = frame
        self._drafts = drafts
        self._page: MeetingPage | None = None
        self._item: ItemRow | None = None
        self._title = label("", "heading", wrap=True)
        self._title.setMinimumHeight(30)
        self._remark = ElidedLabel(role="muted")
        self.state = MenuButton()
        self.editor = NotesEdit()
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(drafts.save_all)
        self.editor.result_typed.connect(self._result_typed)
        self.saved = label("", "small")
        self._fresh = QTimer(self, singleShot=True, interval=_JUST_NOW)
        self._fresh.timeout.connect(self._show_saved)
        self._hint = ElidedLabel(
            _("« D : » décision, « A : » action, « @ » personne ou structure."), role="small"
        )
        self.conflict = Notice("bad")
        self.election = ElectionStrip(frame)
        self.follow_up = FollowUpPanel(frame)
        self.results = ResultsPanel(frame)
        self._results_area = ResultsArea(self.results)
        self.minutes = ItemMinutes()
        self.lock = LockNotice()
        self.composer = Composer(frame.desk)
        self.composer.added.connect(self._added)
        self.lines = ActionLines(frame, drafts, self.editor, self.composer)
        self.composer.undone.connect(self.lines.put_line_back)
        self.composer.redone.connect(self.lines.remove_line)
        self.mentions = tuple(
            Mentions(edit, frame.desk, self._query) for edit in (self.editor, self.composer.fields.text)
        )
        self.mentions[0].taken.connect(self.editor.insert_name)
        self.mentions[1].taken.connect(self.composer.take_name)
        self._empty = EmptyState(
            _("Pas encore d’ordre du jour"),
            ""
            if frame.desk.read_only
            else _(
                "Écrivez à gauche l’intitulé de chaque point, suivi d’Entrée. Les notes se prendront ici."
            ),
        )
        self._whole = QWidget()
        self._lay_out()
        drafts.changed.connect(self._draft_changed)
        drafts.replaced.connect(self._draft_replaced)

    @property
    def remark(self) -> str:
        """What is said under the title of the item."""
        return self._remark.text()

    def show_item(self, item: ItemRow | None, page: MeetingPage, *, locked: bool) -> None:
        """Show ``item`` with its notes as typed, or what to do while there is none."""
        self._whole.setVisible(item is not None)
        self._empty.setVisible(item is None)
        other = self._item is None or item is None or self._item.id != item.id
        self._item, self._page = item, page
        self.follow_up.show_item(item, page.head, locked=locked)
        self.election.show_item(item, page.head, locked=locked)
        head = page.head
        self.composer.show_item(None if item is None else item.id, head.form.day, page.next_meeting_on)
        # Nothing is decided before the day; until then the notes are the officer's own.
        decides = not locked and (head.state is MeetingState.HELD or head.form.day <= clock.today())
        self.composer.setVisible(decides)
        self.lock.show_minutes(page.minutes)
        self._hint.setVisible(decides)
        if item is None:
            return
        self._title.setText(f"{item.position}. {item.form.title}")
        self._remark.setText(item_remark(item.form))
        self._make_room()
        self._show_state(item, held=head.state is MeetingState.HELD and not locked)
        self.editor.setReadOnly(locked)
        self.editor.setPlaceholderText(_editor_hint(head.state, locked=locked, decides=decides))
        self.minutes.show_item(item, page, locked=locked)
        self._order_tabs()
        self.lines.show_item(item.id)
        self.results.show_item(item.id, page, locked=locked)
        self._results_area.fit()
        if other:
            self._draft_replaced(item.id)
        self._draft_changed(item.id)

    def take_focus(self) -> None:
        """Go to the election or the actions to follow up where there are any, else to the notes."""
        here = self.follow_up.table if self.follow_up.has_actions else self.editor
        self.election.take_focus(partial(here.setFocus, Qt.FocusReason.OtherFocusReason))

    def _order_tabs(self) -> None:
        """Let Tab follow the reading order: Qt puts what was made last at the end."""
        made_anew = ([self.state, *self.minutes.stops], [self.composer.button, *self.lock.links])
        for row in made_anew:
            for earlier, later in pairwise(row):
                QWidget.setTabOrder(earlier, later)

    def _show_state(self, item: ItemRow, *, held: bool) -> None:
        self.state.setVisible(held)
        self.state.setText(word(item.state))
        self.state.setAccessibleName(_("Suite donnée au point : {state}").format(state=word(item.state)))
        self.state.choices.clear()
        fill_state_menu(self.state.choices, item.state, self.state_chosen.emit)

    def _typed(self) -> None:
        if self._item is not None:
            self._drafts.typed(self._item.id, self.editor.toPlainText())

    def _result_typed(self, kind: str, text: str, line: str) -> None:
        if kind == "D":
            self.composer.begin("D", text, line)
        elif self._item is not None and self._page is not None:
            self.lines.take(self._item.id, text, line, self._page)

    def _query(self) -> Query:
        """Return with what to ask who may be meant after an at-sign."""
        committee_id = 0 if self._page is None else self._page.head.form.committee_id
        today = clock.today()

        def query(session: Any, words: str) -> tuple[Named, ...]:
            found = mentions(session, words, committee_id, today)
            return tuple(Named(1, row.name, row.detail, typed=row.typed) for row in found)

        return query

    def _added(self, line: str) -> None:
        if line:
            self.editor.remove_line(line)
            self.editor.setFocus()

    def _draft_changed(self, item_id: int) -> None:
        draft = self._drafts.draft(item_id)
        if self._item is None or draft is None or item_id != self._item.id:
            return
        self._show_trouble(draft)
        if draft.is_dirty or draft.under_way:
            self._fresh.start()  # once it is written it is so just now
        self._show_saved()

    def _show_saved(self) -> None:
        draft = None if self._item is None else self._drafts.draft(self._item.id)
        if draft is None:
            return
        if draft.trouble is not None:
            self.saved.setText(_("Non enregistré."))
        elif draft.is_dirty or draft.under_way:
            self.saved.setText(_("Enregistrement…"))
        elif self._fresh.isActive():
            self.saved.setText(_("Enregistré à l’instant."))
        else:
            self.saved.setText(_("Enregistré.") if draft.text else "")

    def _show_trouble(self, draft: Draft) -> None:
        """Say why the notes could not be written, what was kept, and ask which text stays."""
        drafts, item_id = self._drafts, draft.item_id
        if draft.trouble is None:
            self.conflict.say("")
        elif draft.theirs is None:
            kept = _("Votre texte reste ici tant qu’il n’est pas enregistré.")
            self.conflict.say(f"{draft.trouble.sentence} {kept}", ((_("Réessayer"), drafts.save_all),))
        else:
            theirs = draft.theirs.notes.strip() or _("(rien)")
            words = _(
                "Les notes de ce point ont été modifiées entre-temps, ici ou sur un autre poste. "
                "Votre texte est gardé ci-dessous. L’autre dit : « {theirs} »"
            ).format(theirs=theirs if len(theirs) <= _QUOTED else theirs[:_QUOTED] + "…")
            mine = (_("Garder mon texte"), partial(drafts.decide, item_id, mine=True))
            other = (_("Prendre l’autre texte"), partial(drafts.decide, item_id, mine=False))
            self.conflict.say(words, (mine, other))

    def _draft_replaced(self, item_id: int) -> None:
        draft = self._drafts.draft(item_id)
        if self._item is not None and draft is not None and item_id == self._item.id:
            self.editor.show_text(draft.text)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        top.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addLayout(top)
        head.addWidget(self._remark)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.saved)
        inside = QVBoxLayout(self._whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(head)
        inside.addWidget(self.conflict)
        inside.addWidget(self.minutes)
        inside.addWidget(self.election)
        inside.addWidget(self.follow_up, 4)
        inside.addWidget(self.editor, 1)
        inside.addWidget(self._results_area)
        inside.addWidget(self.composer)
        inside.addWidget(self.lock)
        inside.addLayout(foot)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(16, 8, 16, 14)
        outside.addWidget(self._whole, 1)
        outside.addWidget(self._empty, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a low window say nothing twice, so that nothing covers anything else."""
        low = self.height() < _LOW
        crowded = low and not self.follow_up.isHidden()
        self.follow_up.set_low(low=low)
        self.editor.setMinimumHeight(_TWO_LINES if low else 0)
        self._remark.setHidden(crowded)
        share = 0 if crowded else int((self.height() - _TAKEN) * _RESULTS_SHARE)
        self._results_area.most = max(60, share)
        self._results_area.fit()


def _editor_hint(state: MeetingState, *, locked: bool, decides: bool) -> str:
    if state is MeetingState.INQUORATE:
        return _("Faute de quorum, la séance n’a pas délibéré. L’ordre du jour passe à la prochaine séance.")
    if locked:
        return ""
    if not decides:
        return _("Ce qu’il faut savoir pour ce point…")
    return _("Ce qui s’est dit… Une ligne « D : » ou « A : » devient une décision ou une action.")
