"""Who does it, as a filter of actions: a person or an organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtWidgets import QWidget

from pstdesk.i18n import _
from pstdesk.services.organisations import suggest_organisations
from pstdesk.services.people import suggest_people
from pstdesk.ui import clock
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.suggest import Suggest, Suggestion

_OF_EACH_KIND = 5


@dataclass(frozen=True)
class Owner(Suggestion):
    """Somebody who may have something to do."""

    kind: Literal["person", "organisation"] = "person"


class OwnerFilter(Suggest):
    """Finds a person or an organisation; ``picked`` when one is chosen, ``textChanged`` to "" for nobody."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, owners_called, _("Responsables"), parent=parent)
        self.setAccessibleName(_("Responsable : personne ou structure"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(120)

    def owner_id(self, kind: Literal["person", "organisation"]) -> int | None:
        """Return the id of the one chosen if it is of this kind."""
        chosen = self.chosen()
        return chosen.id if isinstance(chosen, Owner) and chosen.kind == kind else None


def owners_called(session: Any, text: str) -> Sequence[Owner]:
    """Return the organisations and the people whose name begins with ``text``."""
    found = [Owner(o.id, o.name, o.detail, "organisation") for o in suggest_organisations(session, text, 5)]
    people = suggest_people(session, text, clock.today(), _OF_EACH_KIND)
    return (*found, *(Owner(person.id, person.name, person.detail) for person in people))
