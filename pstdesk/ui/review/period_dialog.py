"""Any period at all: its first and its last day, typed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pstdesk.domain.errors import Refused
from pstdesk.domain.period import Period
from pstdesk.i18n import _
from pstdesk.sentences import sentence
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField


class PeriodDialog(FormDialog):
    """Asks for two days, both included; ``chosen(period)`` is called with them."""

    field_of_code = {"period_backwards": "last"}  # noqa: RUF012 - a table of constants
    writes = False

    def __init__(
        self, period: Period, chosen: Callable[[Period], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Autre période"), _("Compter"), parent, width=420)
        self._chosen = chosen
        self.first = self.form.add("first", _("Premier jour"), DateField(period.first), columns=4)
        self.last = self.form.add("last", _("Dernier jour, compris"), DateField(period.last), columns=4)

    def submit(self) -> None:
        """Hand the period over."""
        days = []
        for key, field in (("first", self.first), ("last", self.last)):
            day = field.day()
            if day is None:
                self.form.show_error(key, sentence(Refused("day_missing")))
                return
            days.append(day)
        period = Period(*days)
        self.accept()
        self._chosen(period)
