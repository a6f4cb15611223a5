"""Settings: what the programme prints on its documents, and how this workstation shows the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from pstdesk.i18n import N_, _
from pstdesk.services import programme
from pstdesk.services.programme import ProgrammeForm, ProgrammePage
from pstdesk.settings import ThemeMode
from pstdesk.ui.page import Frame
from pstdesk.ui.theme import Theme
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.template import TemplateField

LANGUAGES = (("fr", "Français"), ("en", "English"))
MODES: tuple[tuple[ThemeMode, str], ...] = (
    ("system", N_("comme le système")),
    ("light", N_("clair")),
    ("dark", N_("sombre")),
)


class SettingsDialog(FormDialog):
    """Reads the programme, and writes it when asked; the window's own settings need no base."""

    base_change_asked = Signal()
    """The reader wants another base, or a new one."""

    writes = False  # the workstation's own settings can be changed in any case
    field_of_code = {"programme_without_name": "name", "programme_without_town": "town"}  # noqa: RUF012 - a table of constants

    def __init__(self, frame: Frame, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Réglages"), _("Enregistrer"), parent, width=560)
        self._frame = frame
        self._theme = theme
        self._read: ProgrammePage | None = None
        self.form.add_wide(label(_("Démarche"), "heading"))
        self.name = self.form.add("name", _("Nom de la démarche"), QLineEdit(), columns=7)
        self.town = self.form.add("town", _("Commune"), QLineEdit(), columns=5)
        self.letterhead = self.form.add(
            "letterhead",
            _("En-tête des documents"),
            QPlainTextEdit(),
            hint=_("Les lignes imprimées en haut des documents : collectivité, service, adresse."),
        )
        self.letterhead.setFixedHeight(84)
        self.letterhead.setTabChangesFocus(True)
        self.template = self.form.add("template", _("Papier à en-tête Word"), TemplateField())
        kept = frame.preferences.current
        modes = [(mode, _(words)) for mode, words in MODES]
        self.form.add_wide(label(_("Ce poste"), "heading"))
        self.language = self.form.add("language", _("Langue"), Choice(LANGUAGES, kept.language), columns=6)
        self.mode = self.form.add("theme", _("Apparence"), Choice(modes, kept.theme), columns=6)
        path = frame.desk.path
        opened = _("Base ouverte : {name}").format(name=path.name if path is not None else "–")
        self.base = self.form.add("base", opened, QPushButton(_("Changer de base…")))
        self.base.clicked.connect(self._change_base)
        self.primary.setEnabled(False)
        frame.desk.read(self, programme.programme_page).success(self._show).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Save what belongs to the base; the rest follows when that is acknowledged."""
        if self._frame.desk.read_only:
            self.accept()
            self._apply(None)
            return
        assert self._read is not None
        before = self._read.form
        form = ProgrammeForm(
            name=self.name.text(),
            town=self.town.text(),
            letterhead=self.letterhead.toPlainText(),
            footer=before.footer,
            language=before.language,
            time_zone=before.time_zone,
            school_zone=before.school_zone,
            version=before.version,
        )
        save = _saving(form, self.template.chosen, removed=self.template.removed)
        writing = self._frame.desk.write(self, save)
        self.save(writing.undoable(_("Modification des réglages de la démarche")), self._apply)

    def _show(self, page: ProgrammePage | None) -> None:
        if page is None:
            return
        self._read = page
        self.name.setText(page.form.name)
        self.town.setText(page.form.town)
        self.letterhead.setPlainText(page.form.letterhead)
        self.template.show_name(page.template)
        for field in (self.name, self.town, self.letterhead, self.template):
            field.setEnabled(not self._frame.desk.read_only)
        self.primary.setEnabled(True)
        self.form.take_focus()

    def _change_base(self) -> None:
        self.reject()
        self.base_change_asked.emit()

    def _apply(self, _saved: None) -> None:
        preferences = self._frame.preferences
        mode = self.mode.value()
        language = self.language.value()
        new_language = language != preferences.current.language
        preferences.change(theme=mode, language=language)
        self._theme.set_mode(mode)
        if new_language:
            self._frame.say(_("La langue choisie sera celle du prochain démarrage."))


def _saving(form: ProgrammeForm, template: Path | None, *, removed: bool) -> Callable[[Any], None]:
    def save(session: Any) -> None:
        programme.change_programme(session, form)
        if removed:
            programme.remove_template(session)
        elif template is not None:
            programme.set_template(session, template)

    return save
