"""The page of the first start: type the town, press Enter, and the base is there."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _
from pstdesk.sentences import sentence
from pstdesk.ui import clock
from pstdesk.ui.page import GAP, MARGIN, Frame, Page
from pstdesk.ui.start.creation import create
from pstdesk.ui.start.form import StartForm
from pstdesk.ui.start.other_ways import OtherWays
from pstdesk.ui.start.presets import PresetChoice
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card, scrolled

_BAR = 10
_SENTENCE_HEIGHT = 60


class StartPage(Page):
    """Asks what a base needs, all filled in but the town; ``base_chosen(Path)`` when one is to be opened."""

    base_chosen = Signal(object)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header.set_title(_("Créer votre base"))
        self._is_creating = False
        self.choice = PresetChoice()
        self.form = StartForm(frame.desk)
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self.others = OtherWays(frame)
        self.primary = self.header.set_primary(_("Créer la base"), self.make_base)
        self._inside = QWidget()
        self._area = scrolled(self._inside)
        self._lay_out()
        self.choice.changed.connect(self._propose_name)
        self.form.submitted.connect(self.make_base)
        self.form.refused.connect(self._show_trouble)
        self.others.base_chosen.connect(self.base_chosen)
        self._propose_name()

    def make_base(self) -> None:
        """Make the base as the fields say; what was typed stays until it is there."""
        if self._is_creating:
            return
        self.form.clear_errors()
        self.trouble.hide()
        try:
            wanted = self.form.wanted(self.choice.name)
        except Refused as refused:
            self._show_trouble(Trouble(sentence(refused), refused=refused))
            return
        today = clock.today()
        self._set_busy(busy=True)
        making = self.frame.desk.task(self, lambda _step: create(wanted, today))
        making.success(self._created).failure(self._not_created).start()

    def reload(self) -> None:
        self._set_busy(busy=False)

    def take_focus(self) -> None:
        self.form.town.setFocus()

    def _created(self, path: Path) -> None:
        frame, window = self.frame, self.window()

        def offer_import() -> None:
            from pstdesk.ui.importing.dialog import ImportDialog

            ImportDialog(frame, window).open()

        frame.say(
            _("La base de {town} est prête.").format(town=self.form.town.text().strip()),
            tone="good",
            action=_("Importer vos inscrits…"),
            do=offer_import,
        )
        self._stale = True  # until it is shown again, because a base did not open, no second one is made
        self.base_chosen.emit(path)

    def _not_created(self, trouble: Trouble) -> None:
        self._set_busy(busy=False)  # first, for a disabled field takes no focus
        self._show_trouble(trouble)

    def _show_trouble(self, trouble: Trouble) -> None:
        blamed = self.form.blame(trouble)
        if blamed is None:
            self.trouble.setText(trouble.sentence)
            self.trouble.show()
        self._inside.adjustSize()  # a sentence has just come in
        self._area.ensureWidgetVisible(blamed or self.trouble, 0, _SENTENCE_HEIGHT)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_creating = busy
        for part in (self.primary, self.form, self.choice, self.others):
            part.setEnabled(not busy)

    def _propose_name(self) -> None:
        self.form.propose_name(self.choice.preset.programme)

    def _lay_out(self) -> None:
        start = Card(_("Modèle de départ"))
        start.body.addWidget(self.choice)
        own = Card(_("Votre démarche"))
        own.body.addWidget(self.form)
        own.body.addWidget(self.trouble)
        column = QVBoxLayout(self._inside)
        column.setSpacing(GAP)
        for card in (self.others, start, own) if self.others.recent else (start, own, self.others):
            column.addWidget(card)
        column.addStretch(1)
        column.setContentsMargins(0, 0, _BAR, 18)
        # The bar stands in the margin, so that the cards end below the header's button in any case.
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _least, most: column.setContentsMargins(0, 0, 0 if most else _BAR, 18)
        )
        self.body.addWidget(self._area)
        self.body.setContentsMargins(MARGIN, 18, MARGIN - _BAR, 0)
        # The header is laid out before the fields; with Tab its button comes after them.
        QWidget.setTabOrder(self.form.place.change, self.primary)
