"""Who represents somebody who could not come."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pstdesk.i18n import _
from pstdesk.services.attendance import represent
from pstdesk.ui.meetings.attendees import Attendee
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog


class ProxyDialog(FormDialog):
    """Records a proxy to one of those who attended."""

    def __init__(
        self,
        desk: Desk,
        meeting_id: int,
        grantor: Attendee,
        present: tuple[Attendee, ...],
        then: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Pouvoir"), _("Enregistrer le pouvoir"), parent)
        self._desk = desk
        self._meeting_id = meeting_id
        self._grantor_id = grantor.id
        self._then = then
        words = _("{name} est représenté par").format(name=grantor.name)
        self.holder: Choice[int] = self.form.add(
            "holder", words, Choice([(person.id, person.name) for person in present])
        )

    def submit(self) -> None:
        """Record the proxy."""
        meeting_id, grantor_id, holder_id = self._meeting_id, self._grantor_id, self.holder.value()
        writing = self._desk.write(
            self, lambda session: represent(session, meeting_id, grantor_id, holder_id)
        )
        self.save(writing, lambda _nothing: self._then())
