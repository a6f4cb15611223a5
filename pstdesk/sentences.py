"""The sentence that a person reads when something is refused: what, where, what to do."""

from pstdesk.domain.errors import Refused
from pstdesk.i18n import N_, _

SENTENCES: dict[str, str] = {
    # what people type (domain/calendar.py)
    "date_unreadable": N_(
        "« {text} » n’est pas une date : écrivez-la comme 12/03/2026, 12 mars, lundi ou demain."
    ),
    "date_nonexistent": N_("La date « {text} » n’existe pas : vérifiez le jour et le mois."),
    "date_weekday": N_(
        "« {text} » : ce jour de la semaine n’est pas celui de la date. Corrigez l’un ou l’autre."
    ),
    "time_unreadable": N_("« {text} » n’est pas une heure : écrivez-la comme 14 h 30 ou 9 h."),
    # the presets that ship (domain/presets.py)
    "preset_key": N_(
        "Le modèle de programme est mal écrit : « {place} » manque ou n’est pas connu. "
        "Réinstallez le programme."
    ),
    "preset_value": N_(
        "Le modèle de programme est mal écrit : la valeur de « {place} » ne convient pas. "
        "Réinstallez le programme."
    ),
    # files that people hand us (documents/foreign.py)
    "file_missing": N_(
        "Le fichier « {name} » n’existe pas ou n’existe plus : vérifiez son nom et son dossier."
    ),
    "file_is_folder": N_("« {name} » est un dossier : choisissez un fichier."),
    "file_no_rights": N_(
        "Le fichier « {name} » ne peut pas être ouvert : vous n’en avez pas le droit, ou un autre "
        "programme le tient. Fermez-le ailleurs ou demandez l’accès."
    ),
    "file_unreadable": N_(
        "Le fichier « {name} » ne se laisse pas lire : copiez-le sur ce poste et recommencez."
    ),
    "file_empty": N_("Le fichier « {name} » est vide : choisissez-en un autre."),
    "file_too_big": N_(
        "Le fichier « {name} » dépasse {limit} Mo : ne gardez que ce qui sert et recommencez."
    ),
    "file_unpacks_too_big": N_(
        "Le fichier « {name} » dépasse {limit} Mo une fois décompressé : copiez ce qui sert dans un "
        "nouveau fichier et recommencez."
    ),
    "file_bomb": N_(
        "Le fichier « {name} » est anormalement compressé et n’a pas été ouvert : copiez ce qui sert "
        "dans un nouveau fichier."
    ),
    "file_old_office": N_(
        "« {name} » est un ancien fichier de Word ou d’Excel (.doc, .xls), quel que soit son nom : "
        "ouvrez-le et enregistrez-le au format .{kind}."
    ),
    "file_password": N_(
        "Le fichier « {name} » est protégé par un mot de passe : enregistrez-en une copie sans mot de passe."
    ),
    "file_not_office": N_(
        "« {name} » n’est pas un vrai fichier .{kind}, quel que soit son nom : ouvrez-le dans son "
        "programme et enregistrez-le au format .{kind}."
    ),
    "file_is_word": N_("« {name} » est un document Word : c’est un fichier .{kind} qu’il faut ici."),
    "file_is_excel": N_("« {name} » est un classeur Excel : c’est un fichier .{kind} qu’il faut ici."),
    "file_is_odf": N_("« {name} » est un fichier de LibreOffice : enregistrez-le au format .{kind}."),
    "file_damaged": N_(
        "Le fichier « {name} » est abîmé ou incomplet : ouvrez-le dans son programme, enregistrez-le "
        "à nouveau, ou redemandez-le."
    ),
    "file_doctype": N_(
        "Le fichier « {name} » contient des déclarations qu’un fichier de bureau n’a jamais : il n’a "
        "pas été ouvert. Copiez ce qui sert dans un nouveau fichier."
    ),
    "file_part_missing": N_(
        "Le fichier « {name} » est incomplet (il lui manque « {part} ») : enregistrez-le à nouveau "
        "dans son programme."
    ),
    # files that we write (documents/files.py)
    "file_exists": N_(
        "« {name} » existe déjà et n’a pas été remplacé : choisissez un autre nom, par exemple « {other} »."
    ),
    "file_held_open": N_(
        "« {name} » est ouvert dans un autre programme et n’a pas été remplacé : fermez-le, ou "
        "enregistrez sous un autre nom, par exemple « {other} »."
    ),
    "path_is_folder": N_("« {name} » est un dossier : choisissez un nom de fichier."),
    "folder_missing": N_(
        "Le dossier « {folder} » n’existe pas ou n’est plus accessible : « {name} » n’a pas été "
        "enregistré. Choisissez un autre dossier."
    ),
    "folder_no_rights": N_(
        "Vous n’avez pas le droit d’écrire dans « {folder} » : « {name} » n’a pas été enregistré. "
        "Choisissez un autre dossier."
    ),
    "disk_full": N_(
        "Il n’y a plus de place sur le disque pour « {name} » : rien n’a été enregistré. Libérez de la "
        "place ou choisissez un autre disque."
    ),
    "file_name_unfit": N_(
        "« {name} » ne peut pas être un nom de fichier ici : choisissez-en un plus simple."
    ),
    "file_not_written": N_(
        "« {name} » n’a pas pu être enregistré ({reason}). Recommencez, ou choisissez un autre dossier."
    ),
}


def sentence(refused: Refused) -> str:
    """Return the sentence for ``refused`` in the current language, its values filled in."""
    return _(SENTENCES[refused.code]).format(**refused.values)
