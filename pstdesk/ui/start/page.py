"""The page of the first start: type the town, press Enter, and the base is there."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, current_language
from pstdesk.sentences import sentence
from pstdesk.ui.operations import Operation
from pstdesk.ui.page import GAP, MARGIN, Frame, Page
from pstdesk.ui.start.creation import Wanted, check_template, create, look_at
from pstdesk.ui.start.other_ways import OtherWays
from pstdesk.ui.start.place_field import PlaceField
from pstdesk.ui.start.prefill import letterhead_for
from pstdesk.ui.start.presets import PresetChoice
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.fields import today_here
from pstdesk.ui.widgets.form import Form
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card, scrolled
from pstdesk.ui.widgets.template import TemplateField

_TYPING_PAUSE = 250
_BAR = 10
_BLAMED = {
    "town": ("programme_without_town",),
    "name": ("programme_without_name",),
    "template": ("letterhead_", "file_", "attachment_"),
    "place": ("base_",),
}
"""The field to blame for a refusal, by the beginnings of its code."""


class StartPage(Page):
    """Asks what a base needs, all filled in but the town; ``base_chosen(Path)`` when one is to be opened."""

    base_chosen = Signal(object)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header.set_title(_("Créer votre base"))
        self._creating: Operation[Path] | None = None
        self.choice = PresetChoice()
        self.form = Form()
        self.town = self.form.add("town", _("Commune"), QLineEdit(), columns=5)
        self.name = self.form.add("name", _("Nom de la démarche"), QLineEdit(), columns=7)
        self.letterhead = self.form.add(
            "letterhead",
            _("En-tête des documents"),
            QPlainTextEdit(),
            columns=5,
        )
        self.template = self.form.add(
            "template",
            _("Papier à en-tête Word (facultatif)"),
            TemplateField(),
            hint=_("Un document Word de la commune ; les comptes rendus seront bâtis dessus."),
            columns=7,
        )
        self.place = self.form.add("place", _("Emplacement de la base"), PlaceField())
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self.others = OtherWays(frame)
        self.primary = self.header.set_primary(_("Créer la base"), self.make_base)
        self._look_soon = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._letterhead_is_ours = True
        self._name_is_ours = True
        self._lay_out()
        self._connect()
        self._preset_changed()
        self._town_typed("")

    # What the user does

    def make_base(self) -> None:
        """Make the base as the fields say; what was typed stays until it is there."""
        if self._creating is not None:
            return
        self.form.clear_errors()
        self.trouble.hide()
        for field, code in ((self.town, "programme_without_town"), (self.name, "programme_without_name")):
            if not field.text().strip():
                self._show_trouble(Trouble(sentence(Refused(code)), refused=Refused(code)))
                return
        wanted, today = self._wanted(), today_here()
        self._set_busy(busy=True)
        making = self.frame.desk.task(self, lambda _step: create(wanted, today))
        making.success(self._created).failure(self._show_trouble).finished(lambda: self._set_busy(busy=False))
        self._creating = making.start()

    def take_focus(self) -> None:
        self.town.setFocus()

    # What follows

    def _created(self, path: Path) -> None:
        frame, window = self.frame, self.window()

        def offer_import() -> None:
            from pstdesk.ui.importing.dialog import ImportDialog

            ImportDialog(frame, window).open()

        frame.say(
            _("La base de {town} est prête.").format(town=self.town.text().strip()),
            tone="good",
            action=_("Importer vos inscrits…"),
            do=offer_import,
        )
        self.base_chosen.emit(path)

    def _wanted(self) -> Wanted:
        return Wanted(
            preset=self.choice.name,
            name=self.name.text(),
            town=self.town.text(),
            letterhead=self.letterhead.toPlainText(),
            language=current_language(),
            template=self.template.chosen,
            path=self.place.path,
            is_chosen=self.place.is_chosen,
        )

    def _show_trouble(self, trouble: Trouble) -> None:
        for key, codes in _BLAMED.items():
            if trouble.code.startswith(codes):
                self.form.show_error(key, trouble.sentence)
                return
        self.trouble.setText(trouble.sentence)
        self.trouble.show()

    def _set_busy(self, *, busy: bool) -> None:
        self._creating = self._creating if busy else None
        for part in (self.primary, self.form, self.choice, self.others):
            part.setEnabled(not busy)

    # What fills itself in

    def _preset_changed(self) -> None:
        if self._name_is_ours:
            self.name.setText(self.choice.preset.programme)

    def _town_typed(self, town: str) -> None:
        self.place.set_town(town)
        if self._letterhead_is_ours:
            self.letterhead.setPlainText(letterhead_for(town))
            self._letterhead_is_ours = True

    def _name_typed(self) -> None:
        self._name_is_ours = False

    def _letterhead_changed(self) -> None:
        self._letterhead_is_ours = False

    def _look(self) -> None:
        path, is_chosen = self.place.path, self.place.is_chosen
        look = self.frame.desk.task(self, lambda _step: look_at(path, is_chosen=is_chosen))
        look.once("place").success(self.place.show_spot).start()

    def _check_template(self) -> None:
        self.form.clear_errors()
        path = self.template.chosen
        if path is not None:
            check = self.frame.desk.task(self, lambda _step: check_template(path))
            check.once("template").failure(self._show_trouble).start()

    # Making

    def _lay_out(self) -> None:
        self.letterhead.setFixedHeight(64)
        self.letterhead.setTabChangesFocus(True)
        start = Card(_("Modèle de départ"))
        start.body.addWidget(self.choice)
        own = Card(_("Votre démarche"))
        own.body.addWidget(self.form)
        own.body.addWidget(self.trouble)
        cards = [start, own, self.others]
        if self.others.recent:
            cards = [self.others, start, own]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(GAP)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        column.setContentsMargins(0, 0, _BAR, 18)
        area = scrolled(inside)
        # The bar stands in the margin, so that the cards end below the header's button in any case.
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _least, most: column.setContentsMargins(0, 0, 0 if most else _BAR, 18)
        )
        self.body.addWidget(area)
        self.body.setContentsMargins(MARGIN, 18, MARGIN - _BAR, 0)

    def _connect(self) -> None:
        self.choice.changed.connect(self._preset_changed)
        self.town.textChanged.connect(self._town_typed)
        self.name.textEdited.connect(self._name_typed)
        self.letterhead.textChanged.connect(self._letterhead_changed)
        self.template.picked.connect(self._check_template)
        self.place.moved.connect(self._look_soon.start)
        self._look_soon.timeout.connect(self._look)
        self.others.base_chosen.connect(self.base_chosen)
        for field in (self.town, self.name):
            field.returnPressed.connect(self.make_base)
        # The header is laid out before the fields; with Tab its button comes after them.
        QWidget.setTabOrder(self.place.change, self.primary)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look_soon.stop()
