"""What else can be done with a review: compare it, freeze it, delete its draft."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from pstdesk.i18n import _
from pstdesk.services import reviews
from pstdesk.services.reviews import ReviewRow
from pstdesk.ui import clock
from pstdesk.ui.operations import Base, Desk
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.menu_button import MoreButton, drop

if TYPE_CHECKING:
    from pstdesk.ui.review.page import ReviewPage


class KeptMenu:
    """The three dots of the place; filled each time it opens."""

    def __init__(self, page: "ReviewPage") -> None:
        self._page = page
        self.button = MoreButton(_("Autres actions sur le bilan"))
        self.button.clicked.disconnect()
        self.button.clicked.connect(self._drop)

    def _drop(self) -> None:
        self.fill()
        drop(self.button, self.button.choices)

    def fill(self) -> None:
        """Offer what there is to do with the review shown now."""
        menu = self.button.choices
        menu.clear()
        shown = self._page.shown
        self._page.outputs.fill(menu)
        if shown is None:
            return
        row = shown.page.row
        is_frozen = row is not None and row.is_frozen
        others = [each for each in shown.kept if each.is_frozen and (row is None or each.id != row.id)]
        if others and not is_frozen:
            self._offer_comparison(others, shown.page.compared_with_id)
        if is_frozen or self._page.frame.desk.read_only:
            return
        menu.addSeparator()
        menu.addAction(_("Reprendre des émargements…"), self.take_attendance)
        menu.addAction(_("Figer ce bilan…"), self.ask_to_freeze)
        if row is not None:
            menu.addAction(_("Supprimer ce qui est rédigé"), partial(self._delete, row))

    def _offer_comparison(self, others: list[ReviewRow], chosen: int | None) -> None:
        inside = self.button.choices.addMenu(_("Comparer à"))
        pairs: list[tuple[int | None, str]] = [(None, _("La période précédente"))]
        pairs += [(each.id, each.name) for each in others]
        for review_id, words in pairs:
            action = inside.addAction(words, partial(self._compare, review_id))
            action.setCheckable(True)
            action.setChecked(review_id == chosen)

    def _compare(self, other_id: int | None) -> None:
        page = self._page
        row = None if page.shown is None else page.shown.page.row
        if row is None:
            page.compare_with(other_id)
            return
        page.text.save()

        def write(session: Any) -> None:
            version = reviews.texts(session, row.id).row.version
            reviews.compare_with(session, row.id, other_id, version)

        writing = page.frame.desk.write(page, write).undoable(_("Comparaison du bilan"), "")
        writing.success(lambda _none: page.reload()).start()

    def _delete(self, row: ReviewRow) -> None:
        page = self._page

        def write(session: Any) -> None:
            version = reviews.texts(session, row.id).row.version
            reviews.delete_draft(session, row.id, version)

        page.text.save()
        deleting = page.frame.desk.write(page, write)
        words = _("Ce qui était rédigé de ce bilan est supprimé.")
        deleting.undoable(_("Suppression de ce qui était rédigé d’un bilan"), words).start()

    def take_attendance(self) -> None:
        """Take past attendance in, from before the base was kept."""
        from pstdesk.ui.importing.attendance_dialog import AttendanceDialog  # seldom: read when it is asked

        AttendanceDialog(self._page.frame, self._page.window()).open()

    def ask_to_freeze(self) -> None:
        """Ask before the review is frozen: there is no way back."""
        self._page.text.settle(self._open_freezing)

    def _open_freezing(self) -> None:
        if self._page.shown is not None:
            FreezeDialog(self._page.frame.desk, self._page).open()


class FreezeDialog(FormDialog):
    """Says what freezing means, and freezes."""

    def __init__(self, desk: Desk, page: "ReviewPage", parent: QWidget | None = None) -> None:
        super().__init__(_("Figer le bilan"), _("Figer définitivement"), parent or page.window(), width=460)
        self._desk = desk
        self._page = page
        self.body.insertWidget(
            0,
            label(
                _(
                    "Les chiffres, le texte et les preuves sont gardés tels qu’ils sont aujourd’hui. Plus "
                    "rien n’y changera, et cela ne s’annule pas. La période pourra être reprise dans un "
                    "nouveau bilan, comparé à celui-ci."
                ),
                wrap=True,
            ),
        )

    def submit(self) -> None:
        """Freeze it: begun first, where nothing was written yet."""
        shown = self._page.shown
        if shown is None:
            return
        content, compared = shown.page.content, shown.page.compared_with_id
        period, text, now = content.review.whole.period, content.narrative, clock.now()
        page = self._page

        def freeze(base: Base, _step: object) -> int:
            with base.write() as session:
                review_id = reviews.begin_review(session, period, text, compared)
                reviews.freeze(session, review_id, reviews.texts(session, review_id).row.version, now)
                return review_id

        self.save(self._desk.job(self, freeze), page.show_period)
