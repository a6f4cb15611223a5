"""Help (F1): the keys, which version this is, and where the base and the settings are."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pstdesk import __version__
from pstdesk.i18n import N_, _
from pstdesk.log import log_path
from pstdesk.ui.places import PLACES
from pstdesk.ui.widgets.labels import label, line
from pstdesk.ui.widgets.panels import scrolled
from pstdesk.ui.written import open_in_its_program

KEYS = (
    (f"Ctrl+1 … {len(PLACES)}", N_("aller à un lieu de la barre de gauche, puis à sa liste")),
    ("Ctrl+K", N_("chercher partout : personnes, séances, mots des comptes rendus, décisions, commandes")),
    ("Ctrl+F", N_("chercher dans la liste")),
    ("Ctrl+N", N_("créer : séance, personne, action ou instance selon le lieu")),
    ("Return", N_("ouvrir la ligne choisie")),
    ("Ctrl+S", N_("la base : sauvegarder maintenant")),
    ("Ctrl+Z", N_("annuler ce qui vient d’être fait, acte après acte")),
    ("Ctrl+Shift+Z", N_("le rétablir (ou Ctrl+Y)")),
    ("Ctrl+C", N_("copier les lignes comme un tableau")),
    ("Ctrl+E", N_("liste : l’exporter vers un classeur, telle qu’elle est affichée")),
    ("End", N_("liste : aller à sa dernière ligne (Début pour la première)")),
    ("Esc", N_("vider la recherche, fermer un dialogue, revenir à la liste")),
    ("Alt+Left", N_("revenir d’où l’on vient : au tableau de bord, à la fiche d’avant")),
    ("Ctrl+PgDown", N_("séance : passer au point suivant")),
    ("Ctrl+PgUp", N_("séance : revenir au point précédent")),
    ("Ctrl+Down", N_("ordre du jour : descendre le point choisi (Ctrl+Haut pour le monter)")),
    ("Shift+Return", N_("ordre du jour : ajouter le point tapé après le point choisi")),
    ("F2", N_("séance : modifier le point, la décision ou l’action (Suppr pour retirer)")),
    ("F5", N_("séance : vidéoprojecteur, que Échap ferme (ou Ctrl+Maj+V)")),
    ("T C F X", N_("actions : à faire, en cours, faite, abandonnée")),
    ("Ctrl+Left", N_("calendrier : année précédente (Ctrl+Droite pour la suivante)")),
    ("N", N_("calendrier : nouvelle séance ce mois-là ; actions : nouvelle action")),
    ("P D E A", N_("présences : présent, à distance, excusé, absent (aussi après des numéros : 12 d)")),
    ("R", N_("présences : représenté par…")),
    ("H", N_("présences : heures d’arrivée et de départ (aussi à la saisie : 7 14h20-15h30)")),
    ("M", N_("présences : inscrire un non inscrit comme membre")),
    ("Ctrl+E", N_("séance : compte rendu Word, que Ctrl+O ouvre ensuite")),
    ("Ctrl+,", N_("réglages")),
    ("F1", N_("cette aide")),
)


_FEWEST_KEYS = 4
"""Lines of keys that are seen at once at least."""


class HelpDialog(QDialog):
    """Answers "what key", "which version" and "where is my base"."""

    def __init__(self, base: Path | None, settings: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Aide"))
        self._base = base
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 18)
        whole.setSpacing(12)
        whole.addWidget(label(_("Au clavier"), "heading"))
        self.keys = _keys()
        whole.addWidget(self.keys, 1)
        whole.addWidget(line())
        whole.addWidget(label(_("Où sont vos fichiers"), "heading"))
        whole.addWidget(_path(_("Base"), base))
        whole.addWidget(_path(_("Réglages de ce poste"), settings))
        whole.addWidget(_path(_("Journal des erreurs, à envoyer à qui vous dépanne"), log_path()))
        whole.addWidget(line())
        whole.addWidget(label(_("pstdesk {version}").format(version=__version__), "muted"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setIcon(QIcon())  # Linux alone would give it one, unlike all other buttons
        close.setDefault(True)
        close.setFocus()
        folder = QPushButton(_("Ouvrir le dossier de la base"))
        folder.setAutoDefault(False)
        folder.setEnabled(base is not None)
        folder.clicked.connect(self._open_folder)
        buttons.addButton(folder, QDialogButtonBox.ButtonRole.ActionRole)
        whole.addWidget(buttons)
        self._fit_screen()

    def _fit_screen(self) -> None:
        """Take the height that all keys need, as far as the screen has it."""
        inside = self.keys.widget()
        assert inside is not None
        hint = self.sizeHint()
        wanted = hint.height() - self.keys.sizeHint().height() + inside.sizeHint().height()
        room = self.screen().availableGeometry().height() * 9 // 10  # the rest is for the window's frame
        self.resize(hint.width(), min(wanted, room))

    def _open_folder(self) -> None:
        if self._base is not None:
            open_in_its_program(self._base.parent)


def _keys() -> QScrollArea:
    """Return the keys, scrolled where the screen is lower than they are long."""
    keys = QWidget()
    grid = QGridLayout(keys)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (key, words) in enumerate(KEYS):
        grid.addWidget(label(_on_the_key(key), "muted"), row, 0)
        grid.addWidget(label(_(words)), row, 1)
    area = scrolled(keys)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(_("Au clavier"))
    area.setMinimumWidth(keys.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
    area.setMinimumHeight(_FEWEST_KEYS * label("").sizeHint().height())
    return area


def _on_the_key(key: str) -> str:
    """Return ``key`` as keyboards and all other texts name it: Qt calls Enter "Retour"."""
    parts = key.split("+")
    if parts[-1] == "Return":
        before = QKeySequence("+".join((*parts[:-1], "A"))).toString(QKeySequence.SequenceFormat.NativeText)
        return before[:-1] + _("Entrée")
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key


def _path(words: str, path: Path | None) -> QWidget:
    shown = label(f"{words}\n{path if path is not None else _('aucune base ouverte')}", "plain", wrap=True)
    shown.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return shown
