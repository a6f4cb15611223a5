"""Writing an action down outside a meeting, correcting its words, and saying which bodies it concerns."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.action_page import ActionPage, add_action_outside, set_committees
from pstdesk.services.results import ActionForm, change_action
from pstdesk.services.vocabulary import Choice, Vocabulary, vocabulary
from pstdesk.ui import clock
from pstdesk.ui.meetings.owners_field import OwnersField
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.labels import label

_A_ROW = 4
"""Boxes side by side."""


class BodyBoxes(QWidget):
    """A box for each body, by its short name, under a heading; the name is the tool tip."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[int, QCheckBox] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(heading, "label", wrap=True))
        column.addLayout(self._grid)

    def offer(self, bodies: Sequence[Choice], chosen: Sequence[int], kept: int | None = None) -> None:
        """Offer ``bodies``; those ``chosen`` are ticked, and the one ``kept`` stays so."""
        for place, body in enumerate(bodies):
            box = QCheckBox(body.detail)
            box.setToolTip(
                body.name if body.id != kept else _("{name}, qui l’a décidée").format(name=body.name)
            )
            box.setAccessibleName(f"{body.detail} {body.name}")
            box.setChecked(body.id in chosen or body.id == kept)
            box.setEnabled(body.id != kept)
            self._boxes[body.id] = box
            self._grid.addWidget(box, place // _A_ROW, place % _A_ROW)
            box.show()  # else the dialog does not yet know that it needs room

    def box(self, committee_id: int) -> QCheckBox:
        """Return the box of a body."""
        return self._boxes[committee_id]

    def chosen(self) -> tuple[int, ...]:
        """Return the ids of the bodies ticked."""
        return tuple(body for body, box in self._boxes.items() if box.isChecked())


class _ActionDialog(FormDialog):
    """The fields of an action: what, who, by when."""

    field_of_code = {"text_missing": "text"}  # noqa: RUF012 - a table of constants

    def __init__(self, frame: Frame, title: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(title, verb, parent, width=560)
        self._frame = frame
        self.text = self.form.add("text", _("Ce qui est à faire"), QPlainTextEdit())
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(66)
        hint = _("Plusieurs noms se séparent par une virgule.")
        self.owners = self.form.add(
            "owners", _("Responsables"), OwnersField(frame.desk), hint=hint, columns=8
        )
        self.due = self.form.add("due", _("Échéance"), DateField(), columns=4)


class NewActionDialog(_ActionDialog):
    """Adds an action that no meeting decided; ``made(id)`` once it is in the base."""

    def __init__(
        self,
        frame: Frame,
        parent: QWidget | None = None,
        *,
        committee_id: int | None = None,
        made: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__(frame, _("Nouvelle action"), _("Ajouter l’action"), parent)
        self._made = made
        self._wanted = () if committee_id is None else (committee_id,)
        self.bodies = BodyBoxes(_("Instances concernées"))
        self.form.add_wide(self.bodies)
        frame.desk.read(self, vocabulary).success(self._offer).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Add the action."""
        form = ActionForm(self.text.toPlainText(), self.owners.text(), self.due.day())
        bodies = self.bodies.chosen()
        adding = self._frame.desk.write(self, lambda session: add_action_outside(session, form, bodies))
        self.save(adding.undoable(_("Ajout d’une action"), ""), self._made)

    def _offer(self, words: Vocabulary) -> None:
        self.bodies.offer(words.committees, self._wanted)
        self._grow()


class ActionDialog(_ActionDialog):
    """Corrects an action's words, owners and day, in the version that was shown."""

    def __init__(self, frame: Frame, page: ActionPage, parent: QWidget | None = None) -> None:
        super().__init__(frame, _("Modifier l’action"), _("Enregistrer"), parent)
        self._page = page
        self.text.setPlainText(page.form.text)
        self.owners.setText(page.form.owners)
        self.due.set_day(page.form.due_on)

    def submit(self) -> None:
        """Write the action."""
        page, today = self._page, clock.today()
        form = ActionForm(
            self.text.toPlainText(),
            self.owners.text(),
            self.due.day(),
            page.form.state,
            page.form.version,
        )
        writing = self._frame.desk.write(self, lambda session: change_action(session, page.id, form, today))
        self.save(writing.undoable(_("Modification d’une action")))


class BodiesDialog(FormDialog):
    """Says which bodies an action concerns; the one that decided it always stays."""

    def __init__(self, frame: Frame, page: ActionPage, parent: QWidget | None = None) -> None:
        super().__init__(_("Instances concernées"), _("Enregistrer"), parent, width=520)
        self._frame = frame
        self._page = page
        words = _(
            "Une action qui concerne plusieurs instances est transversale : elle revient au suivi des "
            "actions de chacune."
        )
        self.bodies = BodyBoxes(words)
        self.form.add_wide(self.bodies)
        self.primary.setEnabled(False)
        frame.desk.read(self, vocabulary).success(self._offer).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Write the bodies."""
        page, chosen = self._page, self.bodies.chosen()
        version = page.form.version or 0
        writing = self._frame.desk.write(
            self, lambda session: set_committees(session, page.id, chosen, version)
        )
        self.save(writing.undoable(_("Instances concernées par une action")))

    def _offer(self, words: Vocabulary) -> None:
        known = {body.id for body in words.committees}
        # A body that was archived since is still concerned.
        others = tuple(body for body in self._page.committees if body.id not in known)
        chosen = [body.id for body in self._page.committees]
        self.bodies.offer((*words.committees, *others), chosen, self._page.home_id)
        self.primary.setEnabled(True)
        self._grow()
