"""What is done with the voting rules: written, copied, put away, made that of the programme; all undoable."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from pstdesk.i18n import _
from pstdesk.services import rule_sets
from pstdesk.services.rule_sets import RuleSetForm, RuleSetRow
from pstdesk.ui.operations import Desk


class RuleWrites(QObject):
    """The page reads anew what they changed; ``failed(trouble)`` where one was refused."""

    saved = Signal(int)
    """The id of the rule that was written."""
    copied = Signal(int)
    """The id of the copy."""
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def save(self, rule_id: int, form: RuleSetForm) -> None:
        """Write a rule over, or a new one where the id is 0."""

        def change(session: Any) -> int:
            if not rule_id:
                return rule_sets.add_rule_set(session, form)
            rule_sets.change_rule_set(session, rule_id, form)
            return rule_id

        words = (
            _("Modification de la règle de vote {name}")
            if rule_id
            else _("Création de la règle de vote {name}")
        )
        self._write(change, words.format(name=form.name.strip()), self.saved.emit)

    def copy(self, row: RuleSetRow) -> None:
        """Make a rule that says the same, to be changed."""
        words = _("Copie de la règle de vote {name}").format(name=row.name)
        self._write(lambda session: rule_sets.copy_rule_set(session, row.id), words, self.copied.emit)

    def put_away(self, row: RuleSetRow) -> None:
        """Archive a rule, or bring it back."""
        if row.is_archived:
            words = _("Retour de la règle de vote {name} des archives").format(name=row.name)
            self._write(lambda session: rule_sets.restore_rule_set(session, row.id), words)
        else:
            words = _("Archivage de la règle de vote {name}").format(name=row.name)
            self._write(lambda session: rule_sets.archive_rule_set(session, row.id, row.version), words)

    def make_default(self, row: RuleSetRow) -> None:
        """Let every body go by a rule that chose none."""
        words = _("Choix de la règle de la démarche : {name}").format(name=row.name)
        self._write(lambda session: rule_sets.set_default(session, row.id), words)

    def _write(
        self, work: Callable[[Any], Any], words: str, then: Callable[[int], object] | None = None
    ) -> None:
        writing = self._desk.write(self, work).undoable(words)
        if then is not None:
            writing.success(then)
        writing.failure(self.failed.emit).start()
