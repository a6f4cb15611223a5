"""A field that finds one of a few people already known as one types: no wait, and Enter takes the first."""

from collections.abc import Iterable
from typing import Any

from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.services.people import suggest_people
from pstdesk.ui import clock
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.pickers import suggestions
from pstdesk.ui.widgets.suggest import Suggest, Suggestion

_MOST = 8


class MembersField(Suggest):
    """Proposes those known whose name begins as typed, at once; where there is none, anybody in the base."""

    def __init__(self, desk: Desk, hint: str) -> None:
        super().__init__(desk, _anybody, hint)
        self._people: tuple[Suggestion, ...] = ()

    def offer(self, people: Iterable[Suggestion]) -> None:
        """Propose ``people`` first from now on."""
        self._people = tuple(people)

    def person_id(self) -> int | None:
        """Return the id of the person chosen, None for an empty field; Refused for a name only typed."""
        chosen = self.chosen()
        if chosen is None and self.text().strip():
            raise Refused("person_not_chosen")
        return None if chosen is None else chosen.id

    def _edited(self, text: str) -> None:
        super()._edited(text)
        words = fold(text).split()
        found = [who for who in self._people if words and _begins(who, words)]
        found.sort(key=lambda who: not fold(who.text).replace(" ", "").startswith(words[0]))
        if found:
            self._wait.stop()
            self._propose(tuple(found[:_MOST]))
        else:
            self._propose(())  # Enter takes nobody who is proposed no more


def _anybody(session: Any, text: str) -> tuple[Suggestion, ...]:
    return suggestions(suggest_people(session, text, clock.today()))


def _begins(who: Suggestion, words: list[str]) -> bool:
    folded = fold(who.text)
    names = [*folded.split(), folded.replace(" ", "")]
    return all(any(name.startswith(word) for name in names) for word in words)
