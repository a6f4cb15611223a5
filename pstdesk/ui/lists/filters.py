"""Drop-downs that narrow a list: to a body, to a year."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from pstdesk.i18n import _
from pstdesk.services.vocabulary import Choice as Entry
from pstdesk.ui.widgets.choice import Choice


def narrow_choice(name: str, everything: str) -> Choice[int | None]:
    """Return a drop-down called ``name`` that begins with ``everything`` and takes little room."""
    made: Choice[int | None] = Choice([(None, everything)])
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    return made


def offer_bodies(choice: Choice[int | None], bodies: Sequence[Entry]) -> None:
    """Offer ``bodies`` in ``choice``, after all of them."""
    named = [(body.id, f"{body.detail}  {body.name}") for body in bodies]
    choice.renew_options([(None, _("Toutes les instances")), *named])


def offer_years(choice: Choice[int | None], years: Sequence[int]) -> None:
    """Offer ``years`` in ``choice``, after all of them."""
    choice.renew_options([(None, _("Toutes les années")), *((year, str(year)) for year in years)])
