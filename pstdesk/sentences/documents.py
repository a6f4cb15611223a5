"""What is refused about files: those that people hand us, and those that we write."""

from pstdesk.i18n import N_

SENTENCES: dict[str, str] = {
    # files that people hand us (foreign.py)
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
    # lists that people hand us (spreadsheet.py, workbook.py)
    "list_kind_unknown": N_(
        "« {name} » n’est pas une liste que l’on sait lire : enregistrez-la au format .xlsx ou .csv."
    ),
    "csv_unreadable": N_(
        "Ligne {row} de « {name} » : le texte est abîmé ou les guillemets ne se ferment pas. Corrigez-la "
        "et recommencez."
    ),
    "list_too_long": N_(
        "« {name} » contient plus de {limit} lignes : ce n’est pas une liste de personnes, ou il faut la "
        "partager en plusieurs."
    ),
    "list_too_wide": N_(
        "Ligne {row} de « {name} » : il y a plus de {limit} colonnes. Ne gardez que celles de la liste."
    ),
    # files that we write (files.py)
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
    # the commune's letterhead (letterhead.py)
    "letterhead_macros": N_(
        "Le modèle « {name} » contient des macros : enregistrez-le au format .docx, sans macros, et "
        "recommencez."
    ),
    "letterhead_strict": N_(
        "Le modèle « {name} » est au format « Strict Open XML » : enregistrez-le au format « Document Word "
        "(.docx) »."
    ),
    "letterhead_embedded": N_(
        "Le modèle « {name} » contient un objet incorporé (classeur, contrôle, autre document) : enlevez-le "
        "de l’en-tête ou du pied de page."
    ),
    "letterhead_linked": N_(
        "Le modèle « {name} » va chercher une image ou un texte dans un autre fichier ou sur Internet : "
        "insérez-les dans le modèle."
    ),
    "letterhead_narrow": N_(
        "La page du modèle « {name} » laisse moins de 9 cm au texte : élargissez-la ou réduisez ses marges."
    ),
    # the ministry's calendar (school_calendar.py)
    "calendar_unreadable": N_(
        "« {name} » n’est pas un calendrier : choisissez le fichier .ics du calendrier scolaire, tel que "
        "le ministère le publie."
    ),
    "calendar_zone_missing": N_(
        "« {name} » contient les vacances de plusieurs zones : choisissez d’abord celle de votre commune."
    ),
    "calendar_without_holidays": N_(
        "« {name} » ne contient pas de vacances scolaires de votre zone : vérifiez la zone, ou choisissez "
        "un autre fichier."
    ),
}
