"""The page in the place of a base that did not open at once: what happened, and what one may do now."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pstdesk.db.lock import Holder
from pstdesk.domain.opening import PLAIN, Wish
from pstdesk.i18n import _
from pstdesk.services.backups import restore
from pstdesk.settings import user_name
from pstdesk.ui import clock
from pstdesk.ui.opening import words
from pstdesk.ui.opening.backups_card import BackupsCard
from pstdesk.ui.opening.choices import Choices
from pstdesk.ui.page import GAP, MARGIN, Frame, Page
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card, scrolled

_WIDEST = 860
_BAR = 10


class OpeningPage(Page):
    """Says ``open_asked(Path, Wish)`` when it was decided how, ``other_asked()`` for another base."""

    open_asked = Signal(object, object)
    other_asked = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.path = Path()
        self.wish = PLAIN
        self.choices = Choices()
        self.backups: BackupsCard | None = None
        self.trouble = label("", "error", wrap=True)
        self._inside = QWidget()
        self._inside.setMaximumWidth(_WIDEST)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, _BAR, 18)
        self._column.setSpacing(GAP)
        self.body.setContentsMargins(MARGIN, 18, MARGIN - _BAR, 0)  # the bar stands in the margin
        self.body.addWidget(scrolled(self._inside))

    def ask(self, path: Path, wish: Wish, trouble: Trouble) -> None:
        """Ask what is to be done about ``path``, which was to be opened as ``wish`` says."""
        self._clear()
        self.path, self.wish = path, wish
        said = words.told(path, trouble, user_name(), clock.today())
        self.header.set_title(said.title, str(path))
        card = Card(said.heading)
        card.body.addWidget(label(said.text, wrap=True))
        card.body.addWidget(self.choices)
        card.body.addWidget(self.trouble)
        self._column.addWidget(card)
        self._column.addStretch(1)
        if trouble.code == words.IN_USE:
            self._offer_in_use(trouble)
        elif trouble.code == words.CHANGED:
            self._offer_changed()
        else:
            self.look_for_backups(leads=True)
        self.take_focus()

    def take_focus(self) -> None:
        leading = self.backups.choices.buttons if self.backups is not None else ()
        for button in (*leading, *self.choices.buttons)[:1]:
            button.setFocus()

    def look_for_backups(self, *, leads: bool = False) -> None:
        """Look for what can take the place of the base, and offer it below."""
        if self.backups is None:
            self.backups = BackupsCard(self.frame, self.path, leads=leads)
            self.backups.chosen.connect(self.put_back)
            self.backups.other_asked.connect(self.other_asked)
            self.backups.looked.connect(self.take_focus)
            self._column.insertWidget(1, self.backups)

    def put_back(self, backup: Path) -> None:
        """Put ``backup`` in the place of the base, keep what was there, and open it."""
        self._set_busy(busy=True)
        path, now, other = self.path, clock.now(), self.frame.preferences.current.backups
        user = user_name()
        work = self.frame.desk.task(self, lambda _step: restore(backup, path, now, other, user=user).kept)
        work.success(self._recovered).failure(self._not_recovered).start()

    def _offer_in_use(self, trouble: Trouble) -> None:
        holder = trouble.refused.values["holder"] if trouble.refused is not None else None
        add = self.choices.add
        explained = _("Vous voyez et imprimez tout ; rien ne s’enregistre.")
        add(_("Ouvrir en lecture seule"), explained, partial(self._open, Wish(read_only=True)), primary=True)
        add(_("Réessayer"), _("Quand la base aura été fermée."), partial(self._open, self.wish))
        if isinstance(holder, Holder) and holder.may_be_gone:
            explained = _(
                "Seulement si vous êtes sûr que personne ne l’a plus ouverte : à deux, chacun travaillerait "
                "sans voir l’autre."
            )
            add(_("Ouvrir quand même"), explained, partial(self._open, Wish(despite_holder=True)))
        self._offer_another()

    def _offer_changed(self) -> None:
        add = self.choices.add
        as_it_is = partial(self._open, Wish(read_only=self.wish.read_only, as_it_is=True))
        add(_("Ouvrir ce fichier"), _("Vous savez d’où il vient."), as_it_is, primary=True)
        explained = _("Pour en reprendre une, si ce fichier n’est pas le bon.")
        add(_("Voir les sauvegardes"), explained, self.look_for_backups)
        self._offer_another()

    def _offer_another(self) -> None:
        self.choices.add(*words.another_base(), self.other_asked.emit)

    def _open(self, wish: Wish) -> None:
        self.open_asked.emit(self.path, wish)

    def _recovered(self, kept: Path | None) -> None:
        self._set_busy(busy=False)
        self.frame.say(words.put_back_words(kept), tone="accent")  # stays until it is closed
        self._open(PLAIN)

    def _not_recovered(self, trouble: Trouble) -> None:
        self._set_busy(busy=False)
        self.trouble.setText(trouble.sentence)
        self.trouble.show()

    def _set_busy(self, *, busy: bool) -> None:
        self._inside.setEnabled(not busy)
        self.trouble.hide()

    def _clear(self) -> None:
        """Take away what was asked before."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.choices, self.backups = Choices(), None
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
