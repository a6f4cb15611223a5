"""Fields that find a person or an organisation as one types, or take the name of a new one."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _
from pstdesk.services.organisations import suggest_organisations
from pstdesk.services.people import suggest_people
from pstdesk.services.registration import Workplace
from pstdesk.services.vocabulary import Choice
from pstdesk.ui import clock
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.cells import paint_pill
from pstdesk.ui.widgets.suggest import Suggest, Suggestion

_LOOKED_AT, _PROPOSED = 40, 8
"""People among whom those who come first are looked for, and people proposed."""


def suggestions(found: Sequence[Choice]) -> tuple[Suggestion, ...]:
    """Return what a service found as lines to choose from."""
    return tuple(Suggestion(choice.id, choice.name, choice.detail) for choice in found)


class PersonField(Suggest):
    """Finds a person by the beginning of a name; ``creation`` words the offer of a new one.

    Those whose ids ``first(session)`` gives come first.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        creation: str = "",
        today: Callable[[], date] = clock.today,
        first: Callable[[Any], Collection[int]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        def query(session: Any, text: str) -> tuple[Suggestion, ...]:
            if first is None:
                return suggestions(suggest_people(session, text, today()))
            found = suggest_people(session, text, today(), _LOOKED_AT)
            known = frozenset(first(session))
            return suggestions(sorted(found, key=lambda choice: choice.id not in known)[:_PROPOSED])

        super().__init__(desk, query, _("Nom ou prénom"), creation=creation, parent=parent)

    def person_id(self) -> int:
        """Return the id of the person chosen; Refused while none is."""
        chosen = self.chosen()
        if chosen is None:
            raise Refused("person_not_chosen")
        return chosen.id


class OrganisationField(Suggest):
    """Finds an organisation by the beginning of its name or acronym, or takes the name of a new one."""

    def __init__(
        self, desk: Desk, *, hint: str = "", may_create: bool = True, parent: QWidget | None = None
    ) -> None:
        creation = _("Nouvelle structure : {text}") if may_create else ""
        super().__init__(
            desk,
            lambda session, text: suggestions(suggest_organisations(session, text)),
            hint or _("Nom ou sigle"),
            creation=creation,
            parent=parent,
        )
        self._new_name = ""
        self.creation_asked.connect(self._create)
        self.textChanged.connect(self._changed)

    def workplace(self) -> Workplace:
        """Return what was chosen, nothing for an empty field; Refused for text that was only typed."""
        chosen = self.chosen()
        if chosen is not None:
            return Workplace(chosen.id)
        if self.text().strip() and not self._new_name:
            raise Refused("organisation_not_chosen", text=self.text().strip())
        return Workplace(new_name=self._new_name)

    def _create(self, text: str) -> None:
        self._new_name = text
        self.setAccessibleDescription(_("nouvelle structure, créée à l’enregistrement"))
        self.update()

    def _changed(self, text: str) -> None:
        if self._new_name and text.strip() != self._new_name:
            self._new_name = ""
            self.setAccessibleDescription("")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._new_name:
            painter = QPainter(self)
            room = QRectF(self.rect()).adjusted(0, 0, -8, 0)
            paint_pill(painter, room, _("nouvelle"), "accent", self.font(), right=True)
