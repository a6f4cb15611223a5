"""The versions of minutes side by side: which one, what differs, from one change to the next."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.minutes import is_locked
from pstdesk.i18n import _, format_date, ngettext
from pstdesk.labels import label as word
from pstdesk.services.minutes_versions import VersionRow, two_versions, version_rows
from pstdesk.ui.operations import Base, Step
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.comparison import ComparisonView
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.shown_versions import ShownVersions, shown_versions

_WIDTH, _HEIGHT = 1080, 680
_EDGE = 64


class VersionsDialog(QDialog):
    """Compares two versions of a meeting's minutes; None stands for what the base says now."""

    def __init__(self, frame: Frame, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._meeting_id = frame.desk, meeting_id
        self._versions = ShownVersions(0, (), ())
        self.setWindowTitle(_("Versions du compte rendu"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.left: Choice[int | None] = Choice([])
        self.right: Choice[int | None] = Choice([])
        self.left.setAccessibleName(_("Version de gauche"))
        self.right.setAccessibleName(_("Version de droite"))
        self.only = QCheckBox(_("Seulement ce qui change"))
        self.only.setChecked(True)
        self.only.toggled.connect(lambda _on: self._show())
        self.summary = label("", "muted", wrap=True)
        self.view = ComparisonView()
        self.before = QPushButton(_("Précédente"))
        self.after = QPushButton(_("Suivante"))
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self._add_key(self.after, "F3", lambda: self._step(1))
        self._add_key(self.before, "Shift+F3", lambda: self._step(-1))
        self.close_button = QPushButton(_("Fermer"))
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        for choice in (self.left, self.right):
            choice.currentIndexChanged.connect(lambda _place: self._compare())
        reading = frame.desk.read(self, lambda session: version_rows(session, meeting_id))
        reading.success(self._offer).failure(self._fail).start()

    def _offer(self, rows: tuple[VersionRow, ...]) -> None:
        options: list[tuple[int | None, str]] = [(None, _("Ce que dit la base maintenant"))]
        options += [(row.number, _version_words(row)) for row in rows]
        # Approved minutes no longer change: what they said before is what one wants to know.
        settled = len(rows) > 1 and is_locked(rows[0].state)
        left = rows[1].number if settled else rows[0].number if rows else None
        for choice, chosen in ((self.left, left), (self.right, rows[0].number if settled else None)):
            with quiet(choice):
                choice.set_options(options, chosen)
        self._compare()

    def _compare(self) -> None:
        meeting_id, left, right = self._meeting_id, self.left.value(), self.right.value()

        def work(base: Base, _step: Step) -> ShownVersions:
            # The base is let go before the texts are compared, which may take a while.
            with base.read() as session:
                both = two_versions(session, meeting_id, left, right)
            return shown_versions(both.compared())

        self.summary.setText(_("Comparaison en cours…"))
        self._desk.job(self, work).once("compare").success(self._compared).failure(self._fail).start()

    def _compared(self, versions: ShownVersions) -> None:
        self._versions = versions
        self._show()

    def _show(self) -> None:
        titles = (self.left.currentText(), self.right.currentText())
        versions = self._versions
        self.view.show_sections(versions.changes if self.only.isChecked() else versions.everything, titles)
        self._say_where()

    def _step(self, by: int) -> None:
        self.view.step(by)
        self._say_where()

    def _say_where(self) -> None:
        count = self.view.changes
        total = self._versions.total
        words = ngettext("{n} partie change sur {total}", "{n} parties changent sur {total}", count).format(
            n=count, total=total
        )
        if self.view.current:
            words = _("Changement {at} sur {count}").format(at=self.view.current, count=count)
        self.summary.setText(words if count else _("Les deux versions disent la même chose."))
        self.before.setEnabled(self.view.current > 1)
        self.after.setEnabled(self.view.current < count)

    def _fail(self, trouble: Trouble) -> None:
        self.summary.setText(trouble.sentence)

    def _add_key(self, button: QPushButton, keys: str, do: Any) -> None:
        sequence = QKeySequence(keys)
        QShortcut(sequence, self, do)
        button.setToolTip(sequence.toString(QKeySequence.SequenceFormat.NativeText))

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(12)
        for choice in (self.left, self.right):
            choice.setMinimumWidth(220)
            choices.addWidget(choice, 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.only)
        line.addWidget(self.summary, 1)
        line.addWidget(self.before)
        line.addWidget(self.after)
        foot = QHBoxLayout()
        foot.addWidget(label(_("Barré : ne s’y trouve plus. Souligné : ajouté."), "small"), 1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 14)
        whole.setSpacing(10)
        whole.addLayout(choices)
        whole.addLayout(line)
        whole.addWidget(self.view, 1)
        whole.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - _EDGE), min(_HEIGHT, room.height() - _EDGE))


def _version_words(row: VersionRow) -> str:
    """Return "Version 2, 3 décembre 2026, diffusé", and why it was made where that is known."""
    day = format_date(row.made_at.astimezone().date())
    parts = [_("Version {number}").format(number=row.number), day, word(row.state)]
    if row.rectifications:
        parts.append(
            ngettext("{n} rectificatif", "{n} rectificatifs", row.rectifications).format(n=row.rectifications)
        )
    if row.reason:
        parts.append(row.reason)
    return ", ".join(parts)
