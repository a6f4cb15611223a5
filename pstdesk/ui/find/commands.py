"""What the search over everything can do beside finding records: go to a place, make something."""

from collections.abc import Iterable
from dataclasses import dataclass

from pstdesk.domain.names import fold
from pstdesk.i18n import N_, _
from pstdesk.services.find import Fit
from pstdesk.ui.places import Place


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words as a msgid, other words by which it is found, and what it does.

    It goes to ``place``, if it names one, and calls ``do``, a method of the page there or of a part of it;
    without a place ``do`` is a signal of the window.
    """

    words: str
    synonyms: str = ""
    place: str = ""
    do: str = ""
    icon: str = ""


_OF_PLACES = (
    Command(N_("Nouvelle séance"), N_("créer planifier une réunion"), "meetings", "plan", "add"),
    Command(N_("Nouvelle personne"), N_("créer ajouter un contact"), "people", "add_person", "add"),
    Command(
        N_("Nouvelle structure"),
        N_("créer ajouter un organisme partenaire"),
        "people",
        "add_organisation",
        "add",
    ),
    Command(N_("Nouvelle instance"), N_("créer un comité groupe"), "committees", "add_committee", "add"),
    Command(
        N_("Règles de vote"),
        N_("scrutin élection référent quorum pouvoirs mandat majorité"),
        "committees",
        "edit_rules",
        "settings",
    ),
    Command(N_("Nouvelle action"), N_("créer une tâche à faire"), "actions", "add_action", "add"),
    Command(
        N_("Importer une liste…"),
        N_("excel xlsx csv personnes inscrits"),
        "people",
        "import_people",
        "import",
    ),
    Command(
        N_("Reprendre des émargements…"),
        N_("importer présences passées excel xlsx csv séances"),
        "review",
        "kept.take_attendance",
        "import",
    ),
    Command(
        N_("Figer le bilan…"), N_("bilan d’étape garder définitif"), "review", "kept.ask_to_freeze", "review"
    ),
    Command(
        N_("Sauvegarder maintenant"), N_("sauvegarde copie de secours"), "base", "backups.make_now", "archive"
    ),
    Command(N_("Planifier l’année…"), N_("séances calendrier dates"), "calendar", "plan_year", "calendar"),
    Command(
        N_("Vacances scolaires…"), N_("congés jours calendrier"), "calendar", "edit_holidays", "calendar"
    ),
)
_OF_WINDOW = (
    Command(
        N_("Réglages"), N_("préférences langue thème sombre papier en-tête"), "", "settings_asked", "settings"
    ),
    Command(N_("Aide"), N_("touches clavier raccourcis version"), "", "help_asked", "help"),
)
_PLACES_ALSO_CALLED = {
    "review": N_("statistiques participation chiffres graphiques rapport annuel"),
    "base": N_("sauvegarde restaurer copie de secours vérifier"),
    "calendar": N_("agenda année"),
    "committees": N_("comités groupes membres"),
    "people": N_("contacts annuaire organismes"),
    "meetings": N_("réunions ordres du jour comptes rendus"),
    "actions": N_("tâches suivi relevé"),
    "dashboard": N_("accueil à faire"),
}
_MOST = 6


def commands(places: Iterable[Place]) -> tuple[Command, ...]:
    """Return every command of a window with ``places``: what they make, themselves, and the window's own."""
    there = {place.key: place for place in places}
    go = (
        Command(place.title, _PLACES_ALSO_CALLED.get(key, ""), key, icon=place.icon)
        for key, place in there.items()
    )
    return (*(command for command in _OF_PLACES if command.place in there), *go, *_OF_WINDOW)


def matching(every: Iterable[Command], text: str) -> tuple[tuple[Fit, Command], ...]:
    """Return the commands whose words, in any order, begin with those of ``text``; the best first."""
    folded = fold(text)
    found = [(fit, command) for command in every if (fit := _fit(command, folded)) is not None]
    return tuple(sorted(found, key=lambda one: one[0])[:_MOST])


def _fit(command: Command, folded: str) -> Fit | None:
    name = fold(_(command.words))
    if not folded:
        return None
    if name == folded:
        return Fit.EXACT
    if name.startswith(folded):
        return Fit.BEGINNING
    called = f" {name}"
    # one letter begins too many words: it has to begin the command itself
    synonyms = f" {fold(_(command.synonyms))}" if command.synonyms and len(folded) > 2 else ""
    if len(folded) > 1 and all(f" {word}" in called + synonyms for word in folded.split()):
        return Fit.TITLE if all(f" {word}" in called for word in folded.split()) else Fit.WORDS
    return None
