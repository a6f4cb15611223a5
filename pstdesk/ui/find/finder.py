"""The search over everything as the window has it: the palette, and what was opened lately."""

from collections import deque
from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from pstdesk.ui.places import Place, shown_at

if TYPE_CHECKING:
    from pstdesk.services.find import Found
    from pstdesk.ui.find.commands import Command
    from pstdesk.ui.find.palette import Palette
    from pstdesk.ui.main_window import MainWindow

_REMEMBERED = 8


class Finder:
    """Makes the palette at the first Ctrl+K: what it is made of takes time to load."""

    def __init__(self, window: "MainWindow", places: Iterable[Place]) -> None:
        self._window = window
        self._places = tuple(places)
        self._seen: deque[tuple[str, int]] = deque(maxlen=_REMEMBERED)
        self._palette: Palette | None = None

    @property
    def palette(self) -> "Palette":
        """The palette, made when it is first asked for."""
        if self._palette is None:
            from pstdesk.ui.find.commands import commands  # these load the services, which need SQLAlchemy
            from pstdesk.ui.find.palette import Palette

            every = commands(self._places)
            self._palette = Palette(
                self._window, self._window.frame.desk, self, lambda: every, lambda: tuple(self._seen)
            )
        return self._palette

    def open(self) -> None:
        """Show the palette, once there is a base to look into."""
        if self._window.frame.desk.path is not None:
            self.palette.open()

    def close(self) -> None:
        """Put the palette away: something else is shown."""
        if self._palette is not None and self._palette.isVisible():
            self._palette.close_quietly()

    def fit(self) -> None:
        """Follow the size of the window."""
        if self._palette is not None and self._palette.isVisible():
            self._palette.fit()

    def seen(self, table: str, record_id: int) -> None:
        """Remember that a record was opened, until the window closes: the last comes first."""
        if (table, record_id) in self._seen:
            self._seen.remove((table, record_id))
        self._seen.appendleft((table, record_id))

    def forget(self) -> None:
        """Forget the records of a base that is no longer open."""
        self._seen.clear()
        self.close()

    # What the palette asks

    def open_found(self, found: "Found", words: str) -> None:
        """Show a record in its place, the words that found it standing out."""
        table, record_id = found.opens
        place, kind = shown_at(table)
        self._window.frame.go(place, record_id, kind=kind)
        page = self._window.page
        if page is not None:
            page.stress(words)

    def run_command(self, command: "Command") -> None:
        """Go where a command leads and do there what it says."""
        if not command.place:
            getattr(self._window, command.do).emit()
            return
        self._window.frame.go(command.place)
        if command.do:
            attrgetter(command.do)(self._window.page)()
