"""The backups: which there are, one more, a copy elsewhere, and putting one back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from platformdirs import user_documents_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton

from pstdesk.i18n import _, format_size, ngettext
from pstdesk.labels import label as word
from pstdesk.services.backups import BackupRow, copy_name, save_copy
from pstdesk.services.backups import BasePage as Facts
from pstdesk.ui import clock
from pstdesk.ui.base.restore_dialog import RestoreDialog
from pstdesk.ui.base.section import Section
from pstdesk.ui.base.words import state_tone
from pstdesk.ui.days import moment
from pstdesk.ui.page import Frame, may_write
from pstdesk.ui.start.place_field import BASES
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.menu_button import MoreButton
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable
from pstdesk.ui.written import open_in_its_program

_TALLEST = 8
"""Rows of the list that are seen without scrolling it."""


class BackupsSection(Section):
    """Enter on a backup offers to put it back."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Sauvegardes"))
        self._facts: Facts | None = None
        self.trouble = Notice("warning")
        self.explanation = label("", "muted", wrap=True)
        self.table = RowTable("backups", self._columns(), frame.preferences, sort="at", descending=True)
        self.table.setAccessibleName(_("Sauvegardes"))
        self.table.set_empty(self._none())
        self.restore = self._button(_("Restaurer…"), self.ask_restore)
        self.copy = self._button(_("Enregistrer une copie…"), self.ask_copy)
        self.more = MoreButton(_("Autres actions sur les sauvegardes"))
        self.more.choices.addAction(_("Restaurer un autre fichier…"), self.ask_file)
        self.more.choices.addAction(_("Ouvrir le dossier des sauvegardes"), self._open_folder)
        self.more.choices.addAction(_("Changer de dossier…"), self.ask_folder)
        self.restore.setEnabled(False)
        self._lay_out()
        self.table.row_selected.connect(lambda row: self.restore.setEnabled(row is not None))
        self.table.row_opened.connect(self._restore_row)

    def show_facts(self, facts: Facts) -> None:
        """Show the backups that were found."""
        self._facts = facts
        self.table.set_rows(facts.backups)
        self._fit(len(facts.backups))
        self.restore.setEnabled(self.table.current_row() is not None)
        count = len(facts.backups)
        total = sum(row.size for row in facts.backups)
        remark = ngettext("{n} sauvegarde, {size}", "{n} sauvegardes, {size}", count)
        self.set_heading(_("Sauvegardes"), remark.format(n=count, size=format_size(total)) if count else "")
        self._explain(facts)
        self._show_trouble()

    # What people do

    def make_now(self) -> None:
        """Make a backup at once; a base that is only read is its owner's to back up."""
        if not may_write(self):
            return
        self._enable(enabled=False)
        self.frame.backups.make_now(self, self._said_made).finished(self._enable).start()

    def ask_restore(self) -> None:
        """Offer to put the chosen backup back."""
        row = self.table.current_row()
        if row is not None:
            self._restore_row(row)

    def ask_file(self) -> None:
        """Offer to put back a file from elsewhere: a memory stick, a colleague's folder."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Restaurer un autre fichier"), str(user_documents_path()), BASES
        )
        if name:
            RestoreDialog(self.frame, Path(name), "", self.window()).open()

    def ask_copy(self) -> None:
        """Ask where, and write a checked copy there."""
        if self._facts is None:
            return
        start = str(user_documents_path() / copy_name(self._facts.path, clock.now()))
        name, _kind = QFileDialog.getSaveFileName(self, _("Enregistrer une copie"), start, BASES)
        if not name:
            return
        target = Path(name)

        def work(base: Any, _step: object) -> Path:
            return save_copy(base.path, target)

        self.copy.setEnabled(False)
        copying = self.frame.desk.job(self, work).success(self._copied)
        copying.finished(partial(self.copy.setEnabled, True)).start()

    def ask_folder(self) -> None:
        """Ask where backups go from now on; the base's own folder means beside it."""
        if self._facts is None:
            return
        start = self.frame.preferences.current.backup_folder or str(self._facts.path.parent)
        name = QFileDialog.getExistingDirectory(self, _("Dossier des sauvegardes"), start)
        if name:
            beside = Path(name) == self._facts.path.parent
            self.frame.preferences.change(backup_folder="" if beside else name)
            self.frame.backups.moved.emit()

    def _restore_row(self, row: BackupRow) -> None:
        when = moment(row.at, clock.today())
        RestoreDialog(self.frame, row.path, when, self.window()).open()

    def _said_made(self) -> None:
        self.frame.say(_("Sauvegarde faite et vérifiée."), tone="good")

    def _copied(self, target: Path) -> None:
        self.frame.say(
            _("Copie enregistrée et vérifiée : {name}").format(name=target.name),
            tone="good",
            action=_("Ouvrir le dossier"),
            do=partial(open_in_its_program, target.parent),
        )

    def _open_folder(self) -> None:
        if self._facts is not None:
            folder = self._facts.backups[0].path.parent if self._facts.backups else self._facts.path.parent
            open_in_its_program(folder)

    # Showing

    def _fit(self, rows: int) -> None:
        """Give the list the height of its rows, up to a few: what comes below stays in reach."""
        each = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(head + each * min(max(rows, 5), _TALLEST) + 8)

    def _explain(self, facts: Facts) -> None:
        words = _(
            "La base se sauvegarde d’elle-même : chaque jour, à la fermeture si elle a changé, avant une "
            "importation ou une mise à jour. Sont gardés les 7 derniers jours, 4 semaines et 12 mois, dans "
            "« {folder} »."
        )
        self.explanation.setText(words.format(folder=facts.folder))

    def _show_trouble(self) -> None:
        facts, trouble = self._facts, self.frame.backups.trouble
        if trouble is not None:
            self.trouble.say(trouble.sentence, ((_("Sauvegarder maintenant"), self.make_now),))
        elif facts is not None and facts.is_away:
            words = _(
                "Le dossier choisi, « {folder} », ne se laisse pas atteindre : en attendant, les sauvegardes "
                "se font à côté de la base."
            )
            self.trouble.say(words.format(folder=self.frame.preferences.current.backup_folder))
        else:
            self.trouble.say("")

    def _enable(self, *, enabled: bool = True) -> None:
        header = getattr(self.window(), "page", None)
        button = None if header is None else header.header.primary
        if button is not None:
            button.setEnabled(enabled)

    def _columns(self) -> tuple[Column[BackupRow], ...]:
        return (
            Column(
                "at",
                _("Faite"),
                lambda row: moment(row.at, clock.today()),
                width=240,
                order=lambda row: row.at,
            ),
            Column("kind", _("Pourquoi"), lambda row: word(row.kind), stretch=True),
            Column(
                "size",
                _("Taille"),
                lambda row: format_size(row.size),
                width=90,
                right=True,
                order=lambda row: row.size,
            ),
            Column("state", _("État"), lambda row: word(row.state), width=140, tone=state_tone),
        )

    def _none(self) -> EmptyState:
        if self.frame.desk.read_only:
            return EmptyState(_("Aucune sauvegarde encore"))
        return EmptyState(
            _("Aucune sauvegarde encore"),
            _("La première se fera d’elle-même à la fermeture, si la base a changé."),
            _("Sauvegarder maintenant"),
            self.make_now,
        )

    def _button(self, words: str, do: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.clicked.connect(lambda: do())
        return made

    def _lay_out(self) -> None:
        self.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.restore, self.copy, self.more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addWidget(self.explanation)
        self.body.addWidget(self.trouble)
        self.body.addLayout(buttons)
        self.body.addWidget(self.table, 1)
