"""The fields of an agenda item, on one agenda or standing on each: words, kind, duration, who presents it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit

from pstdesk.domain.agenda import ItemKind
from pstdesk.i18n import _
from pstdesk.labels import title
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.form import Form


@dataclass(frozen=True)
class ItemFields:
    """The fields, made by :func:`add_item_fields`."""

    form: Form
    words: QLineEdit
    kind: Choice[ItemKind]
    minutes: QLineEdit
    presenter: QLineEdit

    def planned_minutes(self) -> int | None:
        """Return the duration typed, None for none; 0, which no item takes, for what is no number."""
        typed = self.minutes.text().strip()
        return (int(typed) if typed.isdecimal() else 0) if typed else None

    def check(self) -> bool:
        """Whether the duration is a number; if not, say so under its field."""
        typed = self.minutes.text().strip()
        if typed and not typed.isdecimal():
            self.form.show_error("minutes", _("Donnez une durée en minutes, par exemple 20."))
            return False
        return True


def add_item_fields(
    form: Form,
    words: str,
    kind: ItemKind,
    minutes: int | None,
    presenter: str,
    kinds: Sequence[ItemKind],
    *,
    beside: int = 0,
) -> ItemFields:
    """Add the fields to ``form``, with what they show at first; one of ``kinds`` can be chosen.

    ``beside`` is how many of the form's twelve columns are left beside the last one for another field.
    """
    return ItemFields(
        form,
        form.add("title", _("Intitulé"), QLineEdit(words)),
        form.add("kind", _("Nature"), Choice([(each, title(each)) for each in kinds], kind), columns=7),
        form.add(
            "minutes", _("Durée en minutes"), QLineEdit("" if minutes is None else str(minutes)), columns=5
        ),
        form.add("presenter", _("Présenté par"), QLineEdit(presenter), columns=12 - beside),
    )
