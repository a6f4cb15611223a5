"""Who represents somebody who could not come."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.domain.names import spoken_name
from pstdesk.i18n import _, ngettext
from pstdesk.services.attendance import proxies_held, represent, stand_in
from pstdesk.ui.meetings.attendance_book import AttendanceBook
from pstdesk.ui.meetings.attendees import Attendee
from pstdesk.ui.page import Say
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog


class ProxyDialog(FormDialog):
    """Records a proxy to one of those who attended; the person's own suppléant comes first.

    A suppléant who was not noted yet is noted as present in the same step. More proxies than the body's
    rule allows are recorded, and said.
    """

    def __init__(
        self,
        book: AttendanceBook,
        grantor: Attendee,
        holders: tuple[Attendee, ...],
        then: Callable[[], object],
        say: Say,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Pouvoir"), _("Enregistrer le pouvoir"), parent)
        self._book = book
        self._grantor_id, self._grantor = grantor.id, grantor.name
        self._then = then
        self._say = say
        self._holders = {holder.id: holder for holder in holders}
        words = _("{name} est représenté par").format(name=grantor.name)
        options = [(holder.id, self._words(holder)) for holder in holders]
        self.holder: Choice[int] = self.form.add("holder", words, Choice(options))

    def submit(self) -> None:
        """Record the proxy."""
        grantor_id, holder = self._grantor_id, self._holders[self.holder.value()]

        def write(session: Any, meeting_id: int) -> int:
            if holder.stands_by:
                stand_in(session, meeting_id, holder.id)
            represent(session, meeting_id, grantor_id, holder.id)
            return proxies_held(session, meeting_id, holder.id)

        def done(held: int) -> None:
            self._warn(holder, held)
            self._then()

        words = _("Pouvoir de {name}").format(name=self._grantor)
        self.save(self._book.recording(self, write, words), done)

    def _words(self, holder: Attendee) -> str:
        if holder.substitute_for_id != self._grantor_id:
            return holder.name
        words = _("{name} (suppléant, pas encore noté)") if holder.stands_by else _("{name} (suppléant)")
        return words.format(name=holder.name)

    def _warn(self, holder: Attendee, held: int) -> None:
        """Say that the rule allows fewer proxies: recorded here, they would be refused at an election."""
        page = self._book.page
        allowed = None if page is None else page.sign_in.rules.proxies_per_holder
        if allowed is None or held <= allowed:
            return
        words = ngettext(
            "{name} porte maintenant {held} pouvoirs ; la règle de l’instance en permet {n} par personne.",
            "{name} porte maintenant {held} pouvoirs ; la règle de l’instance en permet {n} par personne.",
            allowed,
        )
        name = spoken_name(holder.given_name, holder.family_name)
        self._say(words.format(name=name, held=held, n=allowed), tone="warning")
