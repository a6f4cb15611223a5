"""What the base refuses: a file that is no base, a full disk, somebody else who writes."""

from pstdesk.i18n import N_

SENTENCES: dict[str, str] = {
    "text_too_long": N_(
        "Le texte qui commence par « {beginning} » compte {length} caractères, {limit} au plus : "
        "raccourcissez-le, ou joignez-le en pièce jointe."
    ),
    "changed_meanwhile": N_(
        "Cette fiche a été modifiée entre-temps, ici ou sur un autre poste : rien n’a été écrasé. Relisez "
        "sa nouvelle version, puis refaites votre modification."
    ),
    "changed_meanwhile_undo": N_(
        "Cela ne s’annule plus : ce qui avait été fait a changé depuis, ici ou sur un autre poste. Rien n’a "
        "été touché ; corrigez à la main ce qui doit l’être."
    ),
    "minutes_out_meanwhile_undo": N_(
        "Cela ne s’annule plus : le compte rendu de cette séance est parti depuis. Rien n’a été touché ; une "
        "erreur s’y corrige en le rouvrant, ou par un rectificatif."
    ),
    "proclaimed_meanwhile_undo": N_(
        "Cela ne s’annule plus : cette élection a été proclamée depuis. Rien n’a été touché ; une erreur "
        "s’y corrige par un nouveau procès-verbal."
    ),
    "base_exists": N_("Il y a déjà quelque chose sous le nom « {file} » : choisissez un autre nom."),
    "base_missing": N_(
        "La base « {file} » n’existe pas ou n’existe plus à cet endroit : vérifiez son nom et son "
        "dossier, ou rebranchez son disque."
    ),
    "base_foreign": N_(
        "« {file} » n’est pas une base de pstdesk : choisissez un autre fichier. Celui-ci n’a pas été touché."
    ),
    "base_newer": N_(
        "La base « {file} » a été faite par un pstdesk plus récent : mettez le programme à jour sur ce "
        "poste. La base n’a pas été touchée."
    ),
    "base_damaged": N_(
        "La base « {file} » est abîmée ou incomplète : gardez ce fichier tel quel, et ouvrez sa dernière "
        "copie."
    ),
    "base_not_reached": N_(
        "La base « {file} » ne se laisse plus atteindre : vérifiez son dossier, son disque ou le réseau, "
        "et que vous avez le droit de l’ouvrir, puis recommencez."
    ),
    "base_busy": N_(
        "La base « {file} » est occupée par un autre programme ou un autre poste : rien n’a été "
        "enregistré. Recommencez dans un instant."
    ),
    "base_disk_full": N_(
        "Il n’y a plus de place pour la base « {file} » : rien n’a été enregistré. Libérez de la place, "
        "puis recommencez."
    ),
    "base_read_only": N_(
        "La base « {file} » ou son dossier est protégé en écriture : rien n’a été enregistré. Retirez la "
        "protection, ou copiez la base dans un dossier à vous."
    ),
    "base_opened_read_only": N_(
        "La base « {file} » est ouverte en lecture seule : rien ne s’y enregistre. Rouvrez-la normalement "
        "pour la modifier."
    ),
    "base_in_use": N_(
        "La base « {file} » est déjà ouverte par {user} sur le poste {machine} : demandez-lui de la fermer, "
        "ou ouvrez-la en lecture seule."
    ),
    "base_folder_refused": N_(
        "La base ne peut pas être créée dans « {folder} » : choisissez un dossier où vous avez le droit "
        "d’écrire."
    ),
    "base_migration_failed": N_(
        "La base « {file} » n’a pas pu être adaptée à cette version de pstdesk : elle est restée comme "
        "avant. Reprenez la version précédente du programme."
    ),
    "backup_disk_full": N_(
        "La sauvegarde de « {file} » n’a pas pu être faite : il n’y a plus de place dans « {folder} ». "
        "La base n’a pas été touchée. Libérez de la place, puis recommencez."
    ),
    "backup_folder_refused": N_(
        "La sauvegarde de « {file} » n’a pas pu être faite : le dossier « {folder} » est absent ou protégé "
        "en écriture. La base n’a pas été touchée. Rebranchez son disque, ou choisissez un autre dossier."
    ),
    "backup_failed": N_(
        "La sauvegarde de « {file} » n’a pas pu être faite dans « {folder} » : vérifiez la place, vos droits "
        "et que le disque est branché. La base n’a pas été touchée."
    ),
    "backup_busy": N_(
        "Une autre sauvegarde est en cours dans « {folder} », sur ce poste ou sur un autre : recommencez "
        "quand elle sera finie."
    ),
    "backup_given_up": N_(
        "La sauvegarde a été abandonnée : il n’en reste rien, la base n’a pas été touchée."
    ),
    "backup_damaged": N_(
        "La sauvegarde « {file} » n’est plus telle qu’elle a été faite : elle est abîmée, ne comptez pas "
        "sur elle. Choisissez-en une autre ; rien n’a été changé."
    ),
    "backup_missing": N_(
        "La sauvegarde « {file} » n’est plus dans « {folder} » : rebranchez son disque, ou "
        "choisissez-en une autre."
    ),
    "backup_not_read": N_(
        "La sauvegarde « {file} » ne se laisse pas lire dans « {folder} » : vérifiez le disque et vos droits."
    ),
    "restore_other_base": N_(
        "« {backup} » est la sauvegarde d’une autre base que « {file} » : rien n’a été remplacé. Ouvrez-la "
        "plutôt comme une base à part, après l’avoir copiée."
    ),
    "restore_unfinished": N_(
        "« {file} » a été laissé au milieu d’une écriture : ouvrez-le une fois dans pstdesk, fermez-le, puis "
        "recommencez. Rien n’a été remplacé."
    ),
    "restore_in_use": N_(
        "La base « {file} » est encore ouverte dans un autre programme : fermez-le, puis recommencez. Rien "
        "n’a été remplacé."
    ),
}
