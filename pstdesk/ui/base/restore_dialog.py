"""Before a backup is put back: what it replaces, what is kept, and the verb."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from pstdesk.i18n import _
from pstdesk.services.backups import restore
from pstdesk.settings import user_name
from pstdesk.ui import clock
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.labels import label


class RestoreDialog(FormDialog):
    """Has the base closed, replaced and opened again."""

    def __init__(self, frame: Frame, backup: Path, when: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Restaurer une sauvegarde"), _("Restaurer cette sauvegarde"), parent, width=560)
        self._frame = frame
        self._backup = backup
        base = frame.desk.path
        name = base.name if base is not None else ""
        self.cancel.setText(_("Ne rien changer"))
        if when:
            words = _(
                "La base « {name} » redeviendra ce qu’elle était {when}. Ce qui y a été fait depuis "
                "n’y sera plus."
            )
        else:
            words = _(
                "La base « {name} » sera remplacée par « {backup} ». Ce qui y a été fait depuis "
                "cette copie n’y sera plus."
            )
        self.form.add_wide(label(words.format(name=name, when=when, backup=backup.name), wrap=True))
        kept = _(
            "L’état d’aujourd’hui est d’abord sauvegardé (« avant restauration ») : vous pourrez y revenir "
            "de la même façon. La sauvegarde est relue et vérifiée avant que rien "
            "ne change ; la base se rouvre ensuite."
        )
        self.form.add_wide(label(kept, "muted", wrap=True))

    def submit(self) -> None:
        """Close the base, put the backup in its place, and open it again."""
        base = self._frame.desk.path
        assert base is not None
        backup, now, folder = self._backup, clock.now(), self._frame.preferences.current.backups

        def put_back() -> str:
            kept = restore(backup, base, now, folder, user=user_name()).kept
            if kept is None:
                return _("La sauvegarde est en place.")
            if kept.parent == base.parent:  # no backup could be made of it
                words = _(
                    "La sauvegarde est en place. Ce qu’elle a remplacé est gardé à côté de la base : "
                    "« {file} »."
                )
                return words.format(file=kept.name)
            return _("La sauvegarde est en place. Ce qu’elle a remplacé est gardé dans « La base ».")

        self.accept()
        self._frame.open_base(base, put_back)
