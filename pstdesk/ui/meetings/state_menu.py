"""The menu that says what became of an agenda item."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from pstdesk.domain.agenda import ItemState
from pstdesk.i18n import _
from pstdesk.labels import title


def fill_state_menu(menu: QMenu, now: ItemState, choose: Callable[[ItemState], object]) -> None:
    """Offer every state in ``menu``, that of ``now`` checked."""
    group = QActionGroup(menu)
    for state in ItemState:
        choice = menu.addAction(title(state))
        choice.setCheckable(True)
        choice.setChecked(state is now)
        choice.triggered.connect(lambda _checked, state=state: choose(state))
        group.addAction(choice)
        if state is ItemState.NOT_REACHED:
            choice.setToolTip(_("Revient à l’ordre du jour de la prochaine séance"))
    menu.setToolTipsVisible(True)
