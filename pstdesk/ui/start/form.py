"""The form of the assistant: it fills itself in as far as it can, and says under each field what is wrong."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, current_language
from pstdesk.ui.operations import Desk
from pstdesk.ui.start.creation import Wanted, check_template, look_at
from pstdesk.ui.start.place_field import PlaceField
from pstdesk.ui.start.prefill import letterhead_for
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.form import Form
from pstdesk.ui.widgets.template import TemplateField

_TYPING_PAUSE = 250
_BLAMED = {
    "town": ("programme_without_town",),
    "name": ("programme_without_name",),
    "template": ("letterhead_", "file_", "attachment_"),
    "place": ("base_",),
}
"""The field to blame for a refusal, by the beginnings of its code."""


class StartForm(Form):
    """Asks for the town; the rest is proposed. ``submitted()`` on Enter, ``refused(Trouble)`` for a check."""

    submitted = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._name_is_ours = True
        self._letterhead_is_ours = True
        self.town = self.add("town", _("Commune"), QLineEdit(), columns=5)
        self.name = self.add("name", _("Nom de la démarche"), QLineEdit(), columns=7)
        self.letterhead = self.add("letterhead", _("En-tête des documents"), QPlainTextEdit(), columns=5)
        self.letterhead.setFixedHeight(64)
        self.letterhead.setTabChangesFocus(True)
        self.template = self.add(
            "template",
            _("Papier à en-tête Word (facultatif)"),
            TemplateField(),
            hint=_("Un document Word de la commune ; les comptes rendus seront bâtis dessus."),
            columns=7,
        )
        self.place = self.add("place", _("Emplacement de la base"), PlaceField())
        self._look_soon = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._connect()
        self._town_typed("")

    def propose_name(self, name: str) -> None:
        """Call the programme ``name``, unless the user called it something."""
        if self._name_is_ours:
            self.name.setText(name)

    def wanted(self, preset: str) -> Wanted:
        """Return the base as the fields say; Refused where the town or the name is missing."""
        for field, code in ((self.town, "programme_without_town"), (self.name, "programme_without_name")):
            if not field.text().strip():
                raise Refused(code)
        return Wanted(
            preset=preset,
            name=self.name.text(),
            town=self.town.text(),
            letterhead=self.letterhead.toPlainText(),
            language=current_language(),
            template=self.template.chosen,
            path=self.place.path,
            is_chosen=self.place.is_chosen,
        )

    def blame(self, trouble: Trouble) -> QWidget | None:
        """Say what is wrong under the field that it is about and return that field; None if it is none's."""
        for key, codes in _BLAMED.items():
            if trouble.code.startswith(codes):
                self.show_error(key, trouble.sentence)
                return self.field(key)
        return None

    # What fills itself in

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
        look = self._desk.task(self, lambda _step: look_at(path, is_chosen=is_chosen))
        look.once("place").success(self.place.show_spot).start()

    def _check_template(self) -> None:
        self.clear_errors()
        path = self.template.chosen
        if path is not None:
            check = self._desk.task(self, lambda _step: check_template(path))
            check.once("template").failure(self.refused.emit).start()

    # Making

    def _connect(self) -> None:
        self.town.textChanged.connect(self._town_typed)
        self.name.textEdited.connect(self._name_typed)
        self.letterhead.textChanged.connect(self._letterhead_changed)
        self.template.picked.connect(self._check_template)
        self.place.moved.connect(self._look_soon.start)
        self._look_soon.timeout.connect(self._look)
        for field in (self.town, self.name):
            field.returnPressed.connect(self.submitted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look_soon.stop()
