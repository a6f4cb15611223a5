"""What is said of a base that did not open at once: what happened, and what can be done."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pstdesk.db.lock import Holder
from pstdesk.i18n import _, ngettext
from pstdesk.labels import label
from pstdesk.services.recovery import Copy, Recovery
from pstdesk.ui.days import moment
from pstdesk.ui.trouble import Trouble

IN_USE, CHANGED, GONE = "base_in_use", "base_changed_outside", "base_gone"


@dataclass(frozen=True, slots=True)
class Told:
    """A title, and what happened in one or two paragraphs."""

    title: str
    heading: str
    text: str


def told(path: Path, trouble: Trouble, user: str, today: date) -> Told:
    """Return what is to be said of the refusal, to ``user``."""
    values = trouble.refused.values if trouble.refused is not None else {}
    if trouble.code == IN_USE:
        holder = values["holder"]
        assert isinstance(holder, Holder)
        return _in_use(holder, user, today)
    if trouble.code == CHANGED:
        closed = values.get("closed")
        return _changed(path, closed if isinstance(closed, datetime) else None, today)
    return _gone(path) if trouble.code == GONE else _damaged(path)


def _in_use(holder: Holder, user: str, today: date) -> Told:
    since = "" if holder.since is None else moment(holder.since.astimezone(), today)
    if holder.is_here and holder.user == user:
        heading = _("Vous avez déjà cette base ouverte, sur ce poste.")
        text = _("Revenez à sa fenêtre, ou fermez-la, puis réessayez.")
    elif holder.user and holder.is_here:
        heading = _("{user} a cette base ouverte, sur ce poste, dans une autre session.").format(
            user=holder.user
        )
        text = _("Demandez-lui de la fermer, puis réessayez.")
    elif holder.user:
        heading = _("{user} a cette base ouverte, sur le poste {machine}.").format(
            user=holder.user, machine=holder.machine
        )
        text = _("Demandez-lui de la fermer, puis réessayez ; ou lisez-la sans rien y changer.")
    else:
        heading = _("Quelqu’un a cette base ouverte.")
        text = _("Réessayez quand elle aura été fermée ; ou lisez-la sans rien y changer.")
    if since:
        text = _("Ouverte {since}. {text}").format(since=since, text=text)
    if holder.may_be_gone:
        unseen = _(
            "D’ici, pstdesk ne voit pas si elle l’est toujours : un poste arrêté brutalement laisse la même "
            "trace."
        )
        text = f"{text}\n\n{unseen}"
    return Told(_("Base déjà ouverte"), heading, text)


def _changed(path: Path, closed: datetime | None, today: date) -> Told:
    heading = _("Ce fichier a changé depuis sa dernière fermeture.")
    text = _(
        "Depuis, « {name} » a été modifié ou remplacé en dehors de pstdesk. Sa vérification n’y trouve rien "
        "d’abîmé.\n\nSi vous l’avez remplacé vous-même (une copie reprise, un dossier synchronisé), "
        "ouvrez-le. Si vous n’y êtes pour rien, regardez d’abord ses sauvegardes : un fichier peut être "
        "lisible et ne plus être le bon."
    ).format(name=path.name)
    if closed is not None:
        when = moment(closed.astimezone(), today)
        text = f"{_('pstdesk l’a fermé {when}.').format(when=when)} {text}"
    return Told(_("Fichier modifié hors de pstdesk"), heading, text)


def _damaged(path: Path) -> Told:
    text = _(
        "« {name} » est abîmé ou incomplet : un disque fatigué, une copie interrompue, une clé retirée trop "
        "tôt. Il n’a pas été ouvert, et rien n’y a été touché.\n\nQuand une sauvegarde prend sa place, ce "
        "fichier est gardé à côté, sous un nom qui le dit : gardez-le tant que rien ne manque."
    ).format(name=path.name)
    return Told(_("Base abîmée"), _("Le fichier de la base ne se lit plus comme il faut."), text)


def _gone(path: Path) -> Told:
    text = _(
        "« {name} » n’est plus dans son dossier ; ses sauvegardes y sont toujours.\n\nS’il a été déplacé, "
        "ouvrez-le où il est. Sinon, reprenez sa dernière sauvegarde."
    ).format(name=path.name)
    return Told(_("Base disparue"), _("Le fichier de la base n’est plus là."), text)


def copy_words(copy: Copy, today: date) -> str:
    """Return when and why a backup was made: "hier à 17 h 40 (à la fermeture)"."""
    return _("{when} ({kind})").format(when=moment(copy.at, today), kind=label(copy.kind))


def best_words(found: Recovery, today: date) -> str:
    """Return what is to be said of the best backup: when it was made, and what it lacks."""
    assert found.best is not None
    words = _("Faite {when}, relue à l’instant en entier : elle est bonne.").format(
        when=copy_words(found.best, today)
    )
    return f"{words}\n{_lacking_words(found, today)}".strip()


def _lacking_words(found: Recovery, today: date) -> str:
    if found.changed_at is None:
        return _("Ce qui a été saisi depuis manquera.")
    if found.lacking == 0:
        return _("Le journal du fichier ne montre aucune modification depuis : rien ne devrait manquer.")
    changed = moment(found.changed_at, today)
    if found.lacking is None:
        words = _("Ce qui a été saisi depuis manquera ; le fichier a été écrit pour la dernière fois {when}.")
        return words.format(when=changed)
    return ngettext(
        "Une modification faite depuis manquera. Dernière écriture dans le fichier : {when}.",
        "{count} modifications faites depuis manqueront. Dernière écriture dans le fichier : {when}.",
        found.lacking,
    ).format(count=found.lacking, when=changed)


def nothing_found(path: Path) -> str:
    """Return what remains possible where there is no good backup."""
    return _(
        "Ni à côté de la base, ni dans le dossier de sauvegardes choisi. Rien n’est perdu de plus tant que "
        "« {name} » n’est pas effacé : gardez-le, cherchez une copie (clé, courriel, autre poste), ou "
        "demandez à votre service informatique une version antérieure de ce fichier."
    ).format(name=path.name)


def put_back_words(kept: Path | None) -> str:
    """Return that a backup was put back, and where what it replaced is kept."""
    if kept is None:
        return _("La sauvegarde a pris la place de la base.")
    return _("La sauvegarde a pris la place de la base ; l’ancien fichier est gardé : {file}").format(
        file=kept.name
    )


def another_base() -> tuple[str, str]:
    """Return the verb and the explanation of leaving this base alone."""
    return _("Choisir une autre base"), _("Ou en créer une nouvelle ; celle-ci reste comme elle est.")
