"""Who has to do an action, found as one types."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.i18n import _
from pstdesk.services.organisations import suggest_organisations
from pstdesk.services.people import suggest_people
from pstdesk.ui import clock
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.pickers import suggestions
from pstdesk.ui.widgets.suggest import Suggest, Suggestion

_LAST_OF_SEVERAL = re.compile(r"(.*[,;]\s*)?(.*)", re.DOTALL)
_OF_EACH_KIND = 5


class OwnersField(Suggest):
    """People or organisations, as many as needed, separated by commas; others' names are taken as typed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, owners_named, _("Qui ? Personne ou structure"), parent=parent)
        self.setAccessibleName(_("Qui doit le faire"))

    def set_chosen(self, suggestion: Suggestion | None) -> None:
        """Put the one chosen in the place of the last name typed."""
        if suggestion is None:
            super().set_chosen(None)
        else:
            before, _last = split_last(self.text())
            self.setText(f"{before}{suggestion.text}")


def owners_named(session: Any, typed: str) -> Sequence[Suggestion]:
    """Return who the last of the names in ``typed`` may be, organisations first."""
    _before, words = split_last(typed)
    if not words.strip():
        return ()
    organisations = suggest_organisations(session, words, _OF_EACH_KIND)
    people = suggest_people(session, words, clock.today(), _OF_EACH_KIND)
    return suggestions((*organisations, *people))


def split_last(typed: str) -> tuple[str, str]:
    """Return what stands before the last of several names, its comma included, and that name."""
    match = _LAST_OF_SEVERAL.fullmatch(typed)
    return (match[1] or "", match[2]) if match is not None else ("", typed)
