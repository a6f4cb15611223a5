"""The sentence that a person reads when something is refused: what, where, what to do."""

from datetime import date
from enum import StrEnum

from pstdesk.domain.errors import Refused
from pstdesk.i18n import N_, _, format_date, format_number
from pstdesk.labels import label

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
    # what the rules of the field do not allow (domain/)
    "interval_backwards": N_(
        "La fin ({ends_on}) doit venir après le début ({starts_on}) : corrigez l’une des deux dates."
    ),
    "meeting_step": N_("La séance est « {now} » : elle ne peut pas devenir « {then} ». Rien n’a changé."),
    "meeting_held": N_(
        "La séance a été tenue : on ne retire plus ni personne ni point. Marquez plutôt la personne "
        "absente, ou le point retiré."
    ),
    "meeting_day_kept": N_("La séance a été tenue le {day} : sa date ne change plus."),
    "agenda_opening": N_(
        "L’ordre du jour commence par l’approbation du dernier compte rendu, puis le suivi des actions : "
        "placez ce point après eux."
    ),
    "minutes_step": N_("Le compte rendu est « {now} » : il ne peut pas devenir « {then} ». Rien n’a changé."),
    "minutes_locked": N_(
        "Le compte rendu est approuvé, son texte ne change plus : notez la correction dans un "
        "rectificatif, décidé à une prochaine séance."
    ),
    "minutes_approved_in_meeting": N_(
        "Le compte rendu a été approuvé en séance et ne se rouvre pas : faites décider un rectificatif "
        "à une prochaine séance."
    ),
    "reason_missing": N_("Dites pourquoi le compte rendu est rouvert : le motif est conservé avec lui."),
    # meetings, their agendas, who came (services/)
    "record_missing": N_(
        "Ce que vous cherchez n’est plus dans la base : la liste a changé entre-temps. Revenez à la liste."
    ),
    "meeting_ends_before_it_starts": N_(
        "La séance finit avant de commencer : corrigez l’une des deux heures."
    ),
    "meeting_to_come": N_(
        "La séance est prévue le {day} : elle pourra être marquée comme tenue à partir de ce jour. "
        "Si elle a eu lieu plus tôt, corrigez d’abord sa date."
    ),
    "item_without_title": N_("Un point de l’ordre du jour a besoin d’un intitulé : écrivez-le."),
    "item_minutes": N_("{minutes} minutes pour un point : donnez une durée entre 1 et 600 minutes."),
    "text_missing": N_("Il n’y a rien d’écrit : tapez le texte, puis validez."),
    "attendance_before_meeting": N_(
        "Les présences se notent une fois la séance tenue : marquez-la d’abord comme tenue."
    ),
    "attendance_not_expected": N_(
        "Cette personne n’était pas attendue à la séance : ajoutez-la comme personne non inscrite."
    ),
    "attendance_hours": N_("Le départ vient avant l’arrivée : corrigez l’une des deux heures."),
    "proxy_to_oneself": N_("Personne ne se donne pouvoir à soi-même : choisissez quelqu’un d’autre."),
    "proxy_holder_absent": N_(
        "Un pouvoir se donne à quelqu’un de présent : notez d’abord la présence du mandataire."
    ),
    "proxy_held": N_(
        "Cette personne porte un pouvoir (de {grantors}) : donnez-le d’abord à quelqu’un d’autre, ou notez "
        "autrement la présence de qui le lui a donné."
    ),
    "minutes_before_meeting": N_(
        "Il n’y a pas de compte rendu avant la séance : marquez-la d’abord comme tenue."
    ),
    "minutes_suffix": N_("Un compte rendu s’enregistre en .docx ou en .pdf, pas en « {suffix} »."),
    # the base (db/)
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
    # lists of people (documents/spreadsheet.py, domain/people_*.py)
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
    "list_without_names": N_(
        "Aucune colonne « Nom » n’a été trouvée : la liste doit avoir une ligne d’en-tête avec au moins "
        "« Nom » et « Prénom »."
    ),
    "cell_formula": N_(
        "La formule de cette cellule n’a jamais été calculée : ouvrez la liste dans le tableur, "
        "enregistrez-la et recommencez."
    ),
    "cell_error": N_("La cellule affiche une erreur ({text}) : corrigez-la dans la liste."),
    "cell_too_long": N_(
        "Le texte est trop long ({length} caractères, {limit} au plus) : raccourcissez-le dans la liste."
    ),
    "name_unreadable": N_("« {text} » n’est pas un nom : corrigez-le dans la liste."),
    "mail_unreadable": N_("« {text} » n’est pas une adresse de courriel : corrigez-la ou videz la cellule."),
    "phone_unreadable": N_("« {text} » n’est pas un numéro de téléphone : corrigez-le ou videz la cellule."),
    "date_without_year": N_("« {text} » : l’année manque. Écrivez la date comme 12/03/2026."),
    "cross_unreadable": N_(
        "« {text} » n’est pas une croix : mettez x pour un membre, et rien pour les autres."
    ),
    "committee_unknown": N_(
        "Aucune instance ne s’appelle « {name} » : vérifiez son nom, ou créez-la d’abord."
    ),
    "family_name_missing": N_("Le nom manque : complétez-le ou videz la ligne."),
    "given_name_missing": N_("Le prénom de {name} manque : complétez-le dans la liste."),
    "left_before_joined": N_(
        "Le départ ({left_on}) doit venir après l’inscription ({joined_on}) : corrigez l’une des deux dates."
    ),
    "total_line": N_("C’est une ligne de total : elle n’a pas été lue."),
    "header_again": N_("L’en-tête est répété : cette ligne n’a pas été lue."),
    "note_line": N_("Cette ligne ne dit qu’une remarque : elle n’a pas été lue."),
    "row_without_name": N_("Cette ligne ne nomme personne : elle n’a pas été lue."),
    "sheet_aside": N_("La feuille « {sheet} » contient une autre liste : elle n’a pas été lue."),
    "column_aside": N_("La colonne « {header} » n’est pas reconnue : elle a été laissée de côté."),
    "row_again": N_("{name} est déjà à la ligne {first}, qui l’emporte."),
    "namesakes_several": N_(
        "Plusieurs personnes s’appellent {name} et rien ne dit laquelle c’est : la ligne n’a pas été lue. "
        "Ajoutez un courriel, un téléphone ou une structure."
    ),
    "person_archived": N_(
        "La fiche de {name} est archivée : la ligne n’a pas été lue. Restaurez d’abord la fiche si la "
        "personne revient."
    ),
    "membership_ended": N_(
        "{name} a quitté {committee} le {day} : l’inscription n’a pas été rouverte. Indiquez « Inscrit "
        "le » si la personne est revenue."
    ),
    "membership_other": N_(
        "{name} a déjà une autre inscription dans {committee} à ces dates : elle n’a pas été changée."
    ),
    "spelling_doubtful": N_("Le nom « {name} » a perdu des lettres : vérifiez-le."),
    "spelling_same": N_(
        "« {name} » et « {other} » ont le même courriel : c’est une seule personne, à vérifier."
    ),
    "import_has_errors": N_(
        "La liste contient des erreurs ({count}) : rien n’a été importé. Corrigez-les et recommencez."
    ),
    "import_base_changed": N_(
        "La base a changé depuis l’aperçu : rien n’a été importé. Regardez de nouveau l’aperçu."
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
    # the commune's letterhead (documents/letterhead.py)
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
    # the programme, its bodies and its people (services/)
    "programme_exists": N_("Cette base contient déjà une démarche : ouvrez-la, ou créez une autre base."),
    "programme_missing": N_(
        "Cette base ne contient pas encore de démarche : créez une base à partir d’un modèle."
    ),
    "programme_without_name": N_("Donnez un nom à la démarche."),
    "programme_without_town": N_("Indiquez la commune."),
    "attachment_too_large": N_(
        "Le fichier « {name} » dépasse {limit} Mo : déposez-le sur un espace partagé."
    ),
    "committee_without_name": N_("Donnez un nom à l’instance."),
    "committee_without_short_name": N_("Donnez à l’instance un nom court, comme CT1."),
    "committee_exists": N_(
        "Une instance porte déjà le nom « {name} » ou « {short_name} » : choisissez-en un autre."
    ),
    "organisation_without_name": N_("Donnez un nom à la structure."),
    "organisation_exists": N_("La structure « {name} » existe déjà : reprenez celle de la liste."),
    "person_without_name": N_("Indiquez au moins le nom de famille."),
    "person_still_enrolled": N_(
        "{name} siège encore : {committees}. Mettez fin à ses inscriptions, puis archivez la fiche."
    ),
    "day_missing": N_("Indiquez le jour, par exemple 12/03/2026, 12 mars ou lundi."),
    "person_not_chosen": N_("Choisissez une personne dans la liste proposée."),
    "organisation_not_chosen": N_(
        "« {text} » n’est pas encore une structure de la base : choisissez-la dans la liste proposée, ou "
        "la ligne « Nouvelle structure »."
    ),
    "post_empty": N_("Un poste a au moins une structure ou une fonction : indiquez l’une des deux."),
    "post_overlap": N_(
        "Cette personne a déjà un poste dans cette structure à ces dates : terminez d’abord l’autre, ou "
        "corrigez les dates."
    ),
    "membership_overlap": N_(
        "Cette personne est déjà inscrite dans cette instance en cette qualité à ces dates : choisissez "
        "une autre qualité ou d’autres dates."
    ),
    "post_without_start": N_(
        "Dites depuis quel jour ce nouveau poste est occupé : l’ancien finit ce jour-là."
    ),
    "substitute_of_oneself": N_(
        "Une personne n’est pas sa propre suppléante : choisissez un autre titulaire."
    ),
    "seat_without_office": N_("Écrivez la fonction à laquelle ce siège est attaché."),
    "seat_held": N_("Le siège « {office} » est occupé : libérez-le, puis archivez-le."),
    "seat_held_then": N_(
        "Ce siège est déjà occupé à cette date : choisissez un jour plus tardif, ou libérez-le d’abord."
    ),
    # what a command is asked (cli.py)
    "base_url": N_(
        "Les bases « {url} » ne sont pas encore ouvertes par pstdesk : donnez un fichier .pstdesk."
    ),
    "meeting_unknown": N_(
        "Aucune séance n’a le numéro {meeting} dans cette base : « pstdesk meetings » en donne la liste."
    ),
    "base_not_named": N_("Aucune base n’a encore été ouverte : nommez-la avec --base FICHIER."),
    # what a check finds (services/check.py)
    "check_integrity": N_("Le fichier de la base est abîmé ({words}) : reprenez la dernière sauvegarde."),
    "check_foreign_key": N_(
        "Une ligne de « {table} » renvoie à une ligne de « {parent} » qui n’existe plus : "
        "reprenez la dernière sauvegarde."
    ),
    "check_search_index": N_(
        "L’index de recherche a {indexed} entrées au lieu de {entries} : reprenez la dernière sauvegarde."
    ),
    "check_decision_numbers": N_(
        "Les {count} décisions numérotées de {year} ne vont pas de 1 à {count} (la dernière est la "
        "n° {last}) : comparez avec les comptes rendus diffusés."
    ),
    "check_meeting_numbers": N_("Séances tenues sans numéro : {count}. Reprenez la dernière sauvegarde."),
    "check_meeting_series": N_(
        "Les {count} séances numérotées de {committee} en {year} ne vont pas de 1 à {count} (la dernière est "
        "la n° {last}) : comparez avec les convocations."
    ),
    "check_minutes_missing": N_(
        "Séances tenues sans compte rendu : {count}. Reprenez la dernière sauvegarde."
    ),
    "check_lock": N_(
        "Le compte rendu approuvé du {day} (séance {meeting}) ne dit plus ce qui a été approuvé : "
        "comparez-le avec l’exemplaire diffusé."
    ),
}


def sentence(refused: Refused) -> str:
    """Return the sentence for ``refused`` in the current language, its values in words."""
    words = {name: _in_words(value) for name, value in refused.values.items()}
    return _(SENTENCES[refused.code]).format(**words)


def _in_words(value: object) -> object:
    """Return a state by its label, a day and a great number as they are read, all else as it is."""
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int) and value >= 10_000:  # below it may be a year
        return format_number(value)
    return value
