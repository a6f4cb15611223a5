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
    "base_folder_refused": N_(
        "La base ne peut pas être créée dans « {folder} » : choisissez un dossier où vous avez le droit "
        "d’écrire."
    ),
    "base_copy_failed": N_(
        "La copie « {target} » de la base « {file} » n’a pas pu être faite : vérifiez la place et vos "
        "droits dans ce dossier. La base n’a pas été touchée."
    ),
    "base_migration_failed": N_(
        "La base « {file} » n’a pas pu être adaptée à cette version de pstdesk : elle est restée comme "
        "avant. Reprenez la version précédente du programme."
    ),
}
