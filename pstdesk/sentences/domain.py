"""What the rules of the field refuse: dates as typed, steps that are none, the rows of a list."""

from pstdesk.i18n import N_

SENTENCES: dict[str, str] = {
    # what people type (calendar.py)
    "date_unreadable": N_(
        "« {text} » n’est pas une date : écrivez-la comme 12/03/2026, 12 mars, lundi ou demain."
    ),
    "date_nonexistent": N_("La date « {text} » n’existe pas : vérifiez le jour et le mois."),
    "date_weekday": N_(
        "« {text} » : ce jour de la semaine n’est pas celui de la date. Corrigez l’un ou l’autre."
    ),
    "time_unreadable": N_("« {text} » n’est pas une heure : écrivez-la comme 14 h 30 ou 9 h."),
    # the presets that ship (presets.py)
    "preset_key": N_(
        "Le modèle de programme est mal écrit : « {place} » manque ou n’est pas connu. "
        "Réinstallez le programme."
    ),
    "preset_value": N_(
        "Le modèle de programme est mal écrit : la valeur de « {place} » ne convient pas. "
        "Réinstallez le programme."
    ),
    # voting rules (rule_check.py)
    "rule_seats": N_("Une règle de vote pourvoit de 1 à {most} sièges, pas {n} : corrigez ce nombre."),
    "rule_proxies": N_("Une personne utilise de 0 à {most} pouvoirs, pas {n} : corrigez ce nombre."),
    "rule_months": N_(
        "Un mandat dure de 1 à {most} mois, pas {n} : corrigez sa durée, ou laissez-le courir jusqu’à "
        "l’élection suivante."
    ),
    "rule_consent_proxies": N_(
        "Dans une élection sans candidat, chacun parle pour lui-même : mettez 0 pouvoir par personne, ou "
        "choisissez un autre mode de scrutin."
    ),
    "rule_consent_secret": N_(
        "Une élection sans candidat se fait à voix haute, devant tous : admettez la main levée, ou "
        "choisissez un autre mode de scrutin."
    ),
    "rule_consent_sole": N_(
        "Dans une élection sans candidat, personne ne se présente : décochez l’élection sans vote d’un "
        "candidat seul, ou choisissez un autre mode de scrutin."
    ),
    "rule_consent_oldest": N_(
        "Une élection sans candidat va jusqu’au consentement de tous : le bénéfice de l’âge n’y départage "
        "personne. Choisissez le tirage au sort, ou un autre mode de scrutin."
    ),
    # what the rules of the field do not allow
    "period_backwards": N_(
        "La période finit le {last}, avant de commencer le {first} : corrigez l’un des deux jours."
    ),
    "interval_backwards": N_(
        "La fin ({ends_on}) doit venir après le début ({starts_on}) : corrigez l’une des deux dates."
    ),
    "meeting_step": N_("La séance est « {now} » : elle ne peut pas devenir « {then} ». Rien n’a changé."),
    "quorum_not_asked": N_(
        "Aucun quorum n’est demandé à cette séance : la règle de l’instance n’en prévoit pas, ou c’est une "
        "seconde convocation."
    ),
    "quorum_reached": N_(
        "Le quorum est atteint ({counted} pour {needed} nécessaires) : la séance peut décider."
    ),
    "quorum_too_late": N_(
        "Des notes, des décisions, des actions, une élection ou une approbation sont déjà écrites : la "
        "séance a délibéré. Retirez-les d’abord, si c’est une erreur."
    ),
    "attendance_hours": N_("Le départ vient avant l’arrivée : corrigez l’une des deux heures."),
    "attendance_not_late": N_(
        "La séance commence à {starts_at} : une arrivée à {arrived_at} n’est pas un retard. Corrigez "
        "l’heure, ou laissez-la vide."
    ),
    "attendance_left_before": N_(
        "La séance commence à {starts_at} : personne n’en part à {left_at}. Corrigez l’heure."
    ),
    "meeting_held": N_(
        "La séance a été tenue : on ne retire plus ni personne ni point. Marquez plutôt la personne "
        "absente, ou le point retiré."
    ),
    "agenda_opening": N_(
        "L’ordre du jour commence par l’approbation du dernier compte rendu, puis le suivi des actions : "
        "placez ce point après eux."
    ),
    "minutes_step": N_("Le compte rendu est « {now} » : il ne peut pas devenir « {then} ». Rien n’a changé."),
    "minutes_not_sent": N_(
        "Le compte rendu est encore « {now} » : personne n’a pu le lire. Marquez-le d’abord comme diffusé, "
        "puis approuvez-le."
    ),
    "corrections_due_over": N_("Le {due_on} est déjà passé : donnez aux relecteurs un jour à venir."),
    "silence_without_deadline": N_(
        "Aucun délai n’a été donné pour corriger ce compte rendu : envoyez-le d’abord en relecture, ou "
        "faites-le approuver par le référent ou en séance."
    ),
    "silence_too_early": N_(
        "Le délai pour corriger court encore le {due_on} : le silence ne vaut approbation qu’à partir du "
        "lendemain."
    ),
    "approval_before_meeting": N_(
        "Le compte rendu ne peut pas être approuvé le {day}, avant la séance du {meeting_day} : corrigez "
        "la date."
    ),
    "approval_to_come": N_("Le {day} est encore à venir : notez l’approbation une fois qu’elle est donnée."),
    "minutes_of_another_body": N_(
        "Cette séance est celle d’une autre instance : seule une séance de la même instance approuve ou "
        "rectifie ce compte rendu."
    ),
    "deciding_meeting_not_held": N_(
        "La séance du {day} n’a pas été tenue : elle n’a rien pu décider. Marquez-la d’abord comme tenue."
    ),
    "deciding_meeting_not_later": N_(
        "La séance du {day} ne vient pas après celle du {other} : choisissez une séance plus tardive."
    ),
    "minutes_rectified": N_(
        "Une séance a décidé un rectificatif de ce compte rendu : son texte approuvé reste ce qu’il est. "
        "Retirez d’abord le rectificatif, ou notez-en un autre."
    ),
    "rectification_of_unlocked": N_(
        "Le compte rendu est « {now} » : corrigez directement son texte. Un rectificatif ne vaut que pour "
        "un compte rendu approuvé."
    ),
    "rectification_empty": N_("Écrivez ce qu’il faut lire, et à la place de quoi."),
    "minutes_locked": N_(
        "Le compte rendu est approuvé, son texte ne change plus : notez la correction dans un "
        "rectificatif, décidé à une prochaine séance."
    ),
    "minutes_approved_in_meeting": N_(
        "Le compte rendu a été approuvé en séance et ne se rouvre pas : faites décider un rectificatif "
        "à une prochaine séance."
    ),
    "reason_missing": N_("Dites pourquoi le compte rendu est rouvert : le motif est conservé avec lui."),
    # lists of people, row by row (people_*.py)
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
    "attendance_without_header": N_(
        "Aucune ligne d’en-tête n’a été trouvée : la liste doit nommer ses colonnes « Comité », « Date », "
        "« Nom », « Prénom » et « Présence »."
    ),
    "attendance_without_column": N_(
        "Aucune colonne ne dit « {missing} » : nommez-la dans l’en-tête, ou choisissez-la dans la fenêtre."
    ),
    "presence_unreadable": N_(
        "« {text} » n’est pas une présence : écrivez présent, à distance, représenté, excusé, absent ou "
        "invité."
    ),
    "presence_cell_missing": N_("« {header} » est vide : complétez la cellule ou videz la ligne."),
    "presence_again": N_("{name} est déjà à la ligne {first} pour cette séance, et c’est elle qui compte."),
    "presence_not_expected": N_(
        "{name} n’était pas attendu à cette séance et n’y est pas venu : cette ligne n’a pas été lue."
    ),
    "presence_closed": N_(
        "Le compte rendu du {day} est approuvé : la présence de {name} n’y change plus. Retirez cette ligne."
    ),
    "presence_to_come": N_("La séance du {day} n’a pas encore eu lieu : corrigez sa date."),
    "presence_two_meetings": N_(
        "Cette instance a deux séances le {day} : notez ces présences dans la fenêtre, séance par séance."
    ),
    "presence_not_held": N_(
        "La séance du {day} a été annulée ou reportée : corrigez sa date, ou la séance dans la base."
    ),
    "presence_several_people": N_(
        "Plusieurs personnes s’appellent {name} : notez sa présence dans la fenêtre, et retirez cette ligne."
    ),
    "presence_nobody": N_(
        "Personne ne s’appelle {name} dans la base : corrigez son nom, ou importez d’abord les inscrits."
    ),
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
    # the count of an election (election.py)
    "count_without_ballots": N_(
        "Une élection sans candidat ne se dépouille pas : elle se décide par consentement."
    ),
    "count_no_seat": N_("Aucun siège n’est à pourvoir : indiquez-en au moins un."),
    "count_one_seat": N_(
        "Avec un {method}, on élit une personne à la fois, et il y a {seats} sièges : pourvoyez-les par des "
        "élections successives."
    ),
    "count_round_after": N_(
        "Le tour {last} a tout décidé : il ne peut pas y avoir de tour {round}. Retirez-le, ou corrigez les "
        "tours précédents."
    ),
    "count_elected": N_(
        "Tour {round} : {candidate} a déjà été élu au tour {last} et n’est plus candidat. Retirez ses voix."
    ),
    "count_negative": N_(
        "Tour {round} : un nombre de bulletins ou de voix ne peut pas être {number}. Corrigez-le."
    ),
    "count_cast": N_(
        "Tour {round} : {cast} votants pour {registered} électeurs du comité, c’est trop. Recomptez les "
        "bulletins, ou corrigez le nombre d’électeurs."
    ),
    "count_blank": N_(
        "Tour {round} : {blank} blancs et {spoiled} nuls, c’est plus que les {cast} bulletins reçus. "
        "Recomptez ou corrigez."
    ),
    "count_stranger": N_(
        "Tour {round} : « {candidate} » n’est pas candidat. Ajoutez sa candidature, ou corrigez le nom."
    ),
    "count_votes": N_(
        "Tour {round} : bulletins {cast}, blancs {blank}, nuls {spoiled}, donc suffrages exprimés {valid} ; "
        "or les voix en font {votes}. Recomptez ou corrigez."
    ),
    "count_approvals_many": N_(
        "Tour {round} : {candidate} a {votes} voix pour {valid} suffrages exprimés (bulletins {cast}, "
        "blancs {blank}, nuls {spoiled}), c’est trop. Recomptez ou corrigez."
    ),
    "count_approvals_few": N_(
        "Tour {round} : {votes} voix en tout pour {valid} suffrages exprimés (bulletins {cast}, blancs "
        "{blank}, nuls {spoiled}), c’est trop peu : un bulletin qui ne nomme personne est blanc. Recomptez "
        "ou corrigez."
    ),
    "count_grades": N_(
        "Tour {round} : {candidate} a {graded} mentions pour {valid} suffrages exprimés (bulletins {cast}, "
        "blancs {blank}, nuls {spoiled}) : chaque bulletin en donne une, et « à rejeter » s’il n’en donne "
        "pas. Recomptez ou corrigez."
    ),
    "count_grades_none": N_(
        "Tour {round} : {valid} suffrages exprimés, et aucune mention n’est notée. Notez-les, ou corrigez "
        "les bulletins."
    ),
    "count_grades_unlike": N_(
        "Tour {round} : les candidats n’ont pas tous le même nombre de mentions. Notez-les toutes, de la "
        "pire à la meilleure."
    ),
    # the totals of an election as a file (tally.py)
    "tally_not_utf8": N_(
        "Le fichier n’est pas écrit en UTF-8 : enregistrez-le dans ce codage et recommencez."
    ),
    "tally_not_json": N_(
        "Le fichier n’est pas du JSON : la faute est à la ligne {line}, colonne {column}. Corrigez-la et "
        "recommencez."
    ),
    "tally_too_deep": N_(
        "Le fichier emboîte trop de listes les unes dans les autres : ce ne sont pas les totaux d’une "
        "élection."
    ),
    "tally_no_object": N_(
        "Le fichier ne contient pas les totaux d’une élection : il doit être un objet JSON avec « method », "
        "« candidates » et « rounds »."
    ),
    "tally_key_twice": N_("« {key} » figure deux fois au même endroit du fichier : n’en gardez qu’un."),
    "tally_key_missing": N_("« {place} » manque dans le fichier : ajoutez-le."),
    "tally_key_unknown": N_("« {place} » n’est pas connu : corrigez ou retirez cette ligne du fichier."),
    "tally_object": N_("« {place} » doit être un objet JSON : corrigez le fichier."),
    "tally_list": N_("« {place} » doit être une liste JSON : corrigez le fichier."),
    "tally_number": N_("« {place} » doit être un nombre entier, de {least} à {limit} : corrigez le fichier."),
    "tally_choice": N_("« {place} » doit être l’un de ces mots : {choices}. Corrigez le fichier."),
    "tally_day": N_("« {place} » doit être une date comme 1970-01-31, ou null : corrigez le fichier."),
    "tally_name": N_("« {place} » doit être un nom, d’une seule ligne de texte : corrigez le fichier."),
    "tally_name_twice": N_("« {place} » nomme une seconde fois {name} : donnez à chacun son nom."),
    "tally_stranger": N_(
        "« {place} » nomme {name}, qui n’est pas candidat : corrigez le nom ou ajoutez sa candidature."
    ),
    "tally_ages_twice": N_(
        "Le fichier donne à la fois des dates de naissance et « seniority » : ne gardez que l’un des deux."
    ),
    "tally_grades": N_(
        "« {place} » doit compter les bulletins de chaque mention, de la pire à la meilleure, {limit} "
        "mentions au plus."
    ),
}
