"""The backups of a base that cannot be opened or is not the right one: the last good one first."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from pstdesk.i18n import _
from pstdesk.services.recovery import Recovery, recovery
from pstdesk.ui import clock
from pstdesk.ui.opening import words
from pstdesk.ui.opening.choices import Choices
from pstdesk.ui.page import Frame
from pstdesk.ui.start.place_field import BASES
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card


class BackupsCard(Card):
    """Says ``chosen(Path)`` when a backup is to take the place of the base at ``path``."""

    chosen = Signal(object)
    other_asked = Signal()
    """Another base is to be opened; offered where the card leads."""
    looked = Signal()
    """The backups were found and are shown."""

    def __init__(self, frame: Frame, path: Path, *, leads: bool, parent: QWidget | None = None) -> None:
        """``leads`` where nothing else on the page is to be done first."""
        super().__init__(_("Ses sauvegardes"), parent=parent)
        self._frame = frame
        self._path = path
        self._leads = leads
        self.choices = Choices()
        self._state = label(_("Relecture de la dernière sauvegarde…"), "muted", wrap=True)
        self.body.addWidget(self._state)
        other = frame.preferences.current.backups
        looking = frame.desk.task(self, lambda _step: recovery(path, other))
        looking.success(self._show).failure(self._fail).start()

    def _show(self, found: Recovery) -> None:
        self._state.setProperty("role", "plain")
        self._state.style().polish(self._state)
        if found.best is None:
            self.set_heading(_("Aucune bonne sauvegarde n’a été trouvée"))
            self._state.setText(words.nothing_found(self._path))
        else:
            self.set_heading(_("Sa dernière bonne sauvegarde"))
            self._state.setText(words.best_words(found, clock.today()))
            self.choices.add(
                _("Reprendre cette sauvegarde"),
                _("Elle prend la place du fichier, qui est gardé à côté ; puis la base s’ouvre."),
                partial(self.chosen.emit, found.best.path),
                primary=self._leads,
            )
        self._offer_another_file()
        self._list(found)
        self.looked.emit()

    def _fail(self, trouble: Trouble) -> None:
        self._state.setText(trouble.sentence)
        self._offer_another_file()
        self.looked.emit()

    def _offer_another_file(self) -> None:
        self.choices.add(
            _("Choisir une sauvegarde…"),
            _("Une copie gardée ailleurs : une clé, un autre disque, un courriel."),
            self._choose,
        )
        if self._leads:
            self.choices.add(*words.another_base(), self.other_asked.emit)
        self.body.addWidget(self.choices)

    def _list(self, found: Recovery) -> None:
        if not found.others:
            return
        self.body.addSpacing(8)
        self.body.addWidget(label(_("Plus anciennes ; chacune est relue avant d’être reprise :"), "muted"))
        for copy in found.others:
            when = words.copy_words(copy, clock.today())
            link = QPushButton(_("Reprendre celle faite {when}").format(when=when))
            link.setProperty("role", "link")
            link.clicked.connect(partial(self._chose, copy.path))
            self.body.addWidget(link)

    def _chose(self, path: Path, _checked: bool = False) -> None:
        self.chosen.emit(path)

    def _choose(self) -> None:
        start = str(self._path.parent)
        name, _filter = QFileDialog.getOpenFileName(self, _("Choisir une sauvegarde"), start, BASES)
        if name:
            self.chosen.emit(Path(name))
