"""Which file the base is, how it is, and a check of everything."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, format_date, format_size
from pstdesk.sentences import sentence
from pstdesk.services.backups import BasePage as Facts
from pstdesk.services.backups import check_all
from pstdesk.services.finding import Finding
from pstdesk.ui import clock
from pstdesk.ui.base.section import Section
from pstdesk.ui.base.words import check_words
from pstdesk.ui.days import moment
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import ElidedLabel, label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.written import open_in_its_program

_MOST = 10


class FileSection(Section):
    """Says where the base is, since when, how large, when it was last saved and checked."""

    checked = Signal(int)
    """Everything was checked: how many findings."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Le fichier"))
        self._facts: Facts | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.file = self._line(_("Fichier"), ElidedLabel())
        self.length = self._line(_("Taille"), label(""))
        self.since = self._line(_("Commencé"), label(""))
        self.backed_up = self._line(_("Dernière sauvegarde"), label(""))
        self.check = self._line(_("Dernière vérification"), label(""))
        self.findings = Notice("good")
        self.check_button = QPushButton(_("Vérifier la base"))
        self.check_button.setToolTip(
            _("Relit en entier la base et ses sauvegardes : liens, numéros, comptes rendus approuvés")
        )
        self.check_button.clicked.connect(self.run_check)
        self.folder_button = QPushButton(_("Ouvrir le dossier"))
        self.folder_button.clicked.connect(self._open_folder)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.check_button)
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.findings)
        self.body.addLayout(buttons)

    def show_facts(self, facts: Facts) -> None:
        """Show what was read."""
        self._facts = facts
        today = clock.today()
        self.file.setText(str(facts.path))
        self.length.setText(format_size(facts.size))
        self.since.setText("–" if facts.since is None else format_date(facts.since))
        last = facts.backups[0] if facts.backups else None
        self.backed_up.setText(_("aucune encore") if last is None else moment(last.at, today))
        self._show_check()

    def run_check(self) -> None:
        """Check the base and its backups from end to end, and show what was found."""
        folder = self.frame.preferences.current.backups
        self.check_button.setEnabled(False)
        self.findings.set_tone("neutral")
        self.findings.say(_("Vérification en cours…"))

        def work(base: Any, _step: object) -> tuple[Finding, ...]:
            return check_all(base, folder)

        checking = self.frame.desk.job(self, work).success(self._show_findings)
        checking.failure(lambda trouble: self._say_bad(trouble.sentence)).finished(self._enable).start()

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        path = self.frame.desk.path
        if path is not None:
            self.frame.preferences.keep_check(path, clock.now(), len(findings))
        self._show_check()
        if not findings:
            self.findings.set_tone("good")
            self.findings.say(
                _("Tout est en ordre : le fichier, les liens, les numéros, les comptes rendus approuvés, "
                  "les sauvegardes.")
            )  # fmt: skip
        else:
            said = [sentence(Refused(finding.code, **finding.values)) for finding in findings]
            more = [_("… et {n} autres.").format(n=len(said) - _MOST)] if len(said) > _MOST else []
            self._say_bad("\n".join([*said[:_MOST], *more]))
        self.checked.emit(len(findings))

    def _say_bad(self, words: str) -> None:
        self.findings.set_tone("bad")
        self.findings.say(words)

    def _show_check(self) -> None:
        path = self.frame.desk.path
        last = None if path is None else self.frame.preferences.last_check(path)
        self.check.setText(check_words(last, clock.today()))

    def _enable(self) -> None:
        self.check_button.setEnabled(True)

    def _open_folder(self) -> None:
        if self._facts is not None:
            open_in_its_program(self._facts.path.parent)

    def _line(self, words: str, shown: QLabel) -> QLabel:
        row = self._grid.rowCount()
        self._grid.addWidget(label(words, "muted"), row, 0)
        shown.setAccessibleName(words)
        if not isinstance(shown, ElidedLabel):
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(shown, row, 1)
        return shown
