"""What an election is for and by which rule it is held, where it is not what the body does by itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from pstdesk.domain.committee import MandateRole
from pstdesk.i18n import _
from pstdesk.labels import title
from pstdesk.rule_words import rule_summary
from pstdesk.services.election_offer import ElectionOffer
from pstdesk.services.elections import ElectionForm, open_election
from pstdesk.ui import clock
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.labels import label


class OpeningDialog(FormDialog):
    """Opens the election as chosen; ``then(election_id)`` shows it."""

    field_of_code = {"election_already_open": "role", "election_already_held": "role"}  # noqa: RUF012 - constants

    def __init__(
        self,
        desk: Desk,
        item_id: int,
        offer: ElectionOffer,
        then: Callable[[int], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Ouvrir une élection"), _("Ouvrir l’élection"), parent, width=520)
        self._desk = desk
        self._item_id = item_id
        self._then = then
        self._rules = {rule.id: rule for rule in offer.offered}
        roles = [(role, title(role)) for role in MandateRole]
        self.role = self.form.add("role", _("Qui élit-on ?"), Choice(roles))
        self.with_substitute = QCheckBox(_("Chaque candidat se présente avec son suppléant"))
        self.form.add_wide(self.with_substitute)
        names = [(rule.id, rule.name) for rule in offer.offered]
        self.rule: Choice[int] = self.form.add("rule", _("Règle de vote"), Choice(names, offer.rule_set_id))
        self.explanation = label("", "muted", wrap=True)
        self.form.add_wide(self.explanation)
        self.role.currentIndexChanged.connect(lambda _place: self._show())
        self.rule.currentIndexChanged.connect(lambda _place: self._show())
        self.primary.setEnabled(bool(names))
        self._show()

    def submit(self) -> None:
        """Open the election."""
        role = self.role.value()
        with_substitute = self.with_substitute.isEnabled() and self.with_substitute.isChecked()
        form = ElectionForm(role, with_substitute, self.rule.value())
        item_id, now = self._item_id, clock.now()
        opening = self._desk.write(self, lambda session: open_election(session, item_id, form, now))
        self.save(opening.undoable(_("Ouverture de l’élection"), ""), self._then)

    def _show(self) -> None:
        """Say what the rule chosen means; a suppléant stands beside a référent only."""
        self.with_substitute.setEnabled(self.role.value() is MandateRole.REFERENT)
        chosen = self._rules.get(self.rule.value()) if self._rules else None
        self.explanation.setText("" if chosen is None else rule_summary(chosen.rules))
