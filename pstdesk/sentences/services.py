"""What the use cases refuse about the programme, its people, its meetings, and what a check finds."""

from pstdesk.i18n import N_

SENTENCES: dict[str, str] = {
    # opening a base
    "base_changed_outside": N_(
        "Le fichier de la base « {file} » a changé depuis que pstdesk l’a fermé. Sa vérification n’y trouve "
        "rien d’abîmé : si vous l’avez remplacé vous-même, ouvrez-le ; sinon, regardez ses sauvegardes."
    ),
    "base_gone": N_(
        "La base « {file} » n’est plus dans son dossier, où ses sauvegardes sont toujours : cherchez où elle "
        "a été déplacée, ou reprenez une sauvegarde."
    ),
    "base_older_read_only": N_(
        "La base « {file} » vient d’une version plus ancienne de pstdesk : ouvrez-la une fois normalement, "
        "pour qu’elle soit mise à jour, avant de l’ouvrir en lecture seule."
    ),
    "base_interrupted_read_only": N_(
        "La base « {file} » a été coupée en plein enregistrement : ouvrez-la une fois normalement, pour que "
        "pstdesk la remette en ordre, avant de l’ouvrir en lecture seule."
    ),
    # the programme, its bodies and its people
    "base_name_unfit": N_(
        "« {file} » ne peut pas être le nom d’une base ici : choisissez-en un plus court ou plus simple."
    ),
    "programme_exists": N_("Cette base contient déjà une démarche : ouvrez-la, ou créez une autre base."),
    "programme_missing": N_(
        "Cette base ne contient pas encore de démarche : créez une base à partir d’un modèle."
    ),
    "programme_without_name": N_("Donnez un nom à la démarche."),
    "programme_without_town": N_("Indiquez la commune."),
    "attachment_too_large": N_(
        "Le fichier « {name} » dépasse {limit} Mo : déposez-le sur un espace partagé."
    ),
    "paper_is_program": N_(
        "« {name} » est un programme : il n’est pas ouvert d’ici. Enregistrez-en une copie si vous êtes sûr "
        "de sa provenance."
    ),
    "committee_without_name": N_("Donnez un nom à l’instance."),
    "committee_without_short_name": N_("Donnez à l’instance un nom court, comme CT1."),
    "committee_exists": N_(
        "Une instance porte déjà le nom « {name} » ou « {short_name} » : choisissez-en un autre."
    ),
    # stage reviews that are kept
    "review_frozen": N_(
        "Le bilan « {name} » est figé : rien n’y change plus. Pour reprendre la période, commencez un "
        "nouveau bilan."
    ),
    "review_not_frozen": N_(
        "Le bilan « {name} » n’est pas figé : figez-le avant de lui comparer une autre période."
    ),
    "review_damaged": N_(
        "Le bilan « {name} » n’est plus tel qu’il a été figé : comparez-le avec un exemplaire imprimé, ou "
        "reprenez la dernière sauvegarde."
    ),
    "evidence_without_words": N_("Écrivez sur quoi cette rubrique repose, ou choisissez une action."),
    "check_review": N_(
        "Le bilan « {name} » n’est plus tel qu’il a été figé : comparez-le avec un exemplaire imprimé, ou "
        "reprenez la dernière sauvegarde."
    ),
    "rule_set_without_name": N_("Donnez un nom à la règle de vote."),
    "rule_set_exists": N_(
        "Une autre règle de vote, peut-être archivée, s’appelle « {name} » : choisissez un autre nom."
    ),
    "rule_set_default": N_(
        "« {name} » est la règle de la démarche, celle des instances qui n’en ont pas d’autre : donnez "
        "d’abord ce rôle à une autre règle, puis archivez celle-ci."
    ),
    "rule_set_archived": N_(
        "La règle de vote « {name} » est archivée : rétablissez-la, ou choisissez-en une autre."
    ),
    "organisation_without_name": N_("Donnez un nom à la structure."),
    "organisation_exists": N_("La structure « {name} » existe déjà : reprenez celle de la liste."),
    "person_without_name": N_("Indiquez au moins le nom de famille."),
    "person_still_enrolled": N_(
        "{name} siège encore : {committees}. Mettez fin à ses inscriptions, puis archivez la fiche."
    ),
    "merge_one_record": N_(
        "Choisissez deux fiches différentes : une fiche ne se fusionne pas avec elle-même."
    ),
    "merge_done": N_("La fiche « {name} » a déjà été fusionnée avec une autre : reprenez celle de la liste."),
    "merge_both_came": N_(
        "Le compte rendu approuvé de la séance de {committee} du {day} dit que ces deux personnes y ont pris "
        "part : ce qui est approuvé reste, et les deux fiches avec."
    ),
    "merge_both_voted": N_(
        "Les votes de ces deux personnes ont été reçus à l’élection de {committee} du {day} : ce sont deux "
        "personnes. Gardez les deux fiches, ou corrigez d’abord la liste des votants."
    ),
    "merge_both_stood": N_(
        "Ces deux fiches se présentent à l’élection de {committee} du {day}, chacune de son côté ou sur la "
        "même candidature : retirez d’abord l’une des deux, ou gardez les deux fiches."
    ),
    "merge_both_witnessed": N_(
        "Ces deux fiches sont les deux scrutateurs, ou les deux témoins d’un tirage au sort, de l’élection "
        "de {committee} du {day} : gardez les deux fiches, ou corrigez d’abord l’élection."
    ),
    "merge_two_mandates": N_(
        "Ces deux fiches portent au même moment deux mandats différents de {committee}, ce qu’une seule "
        "personne ne peut pas : corrigez d’abord l’un des mandats, ou gardez les deux fiches."
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
    "mandate_not_member": N_(
        "{name} ne siège pas dans {committee} le {day} : inscrivez d’abord cette personne à cette date, ou "
        "choisissez une autre date."
    ),
    "mandate_overlap": N_(
        "Ce mandat est déjà confié à ces dates, à {names} : corrigez les dates, ou datez d’abord la vacance."
    ),
    "mandate_two_roles": N_(
        "{name} a déjà un mandat de cette instance à ces dates, depuis le {day} : corrigez les dates, "
        "ou mettez d’abord fin à l’autre mandat."
    ),
    "mandate_elected": N_(
        "Ce mandat vient d’une élection proclamée : seule sa fin se corrige ici, le reste par une "
        "rectification du procès-verbal."
    ),
    "mandate_over": N_("Ce mandat était fini le {day} : choisissez une date avant ce jour."),
    "mandate_end_without_reason": N_("Dites pourquoi le mandat a pris fin avant son terme."),
    "vacancy_without_reason": N_(
        "Une vacance vient d’une démission, d’un départ ou d’une perte de qualité : choisissez l’un des "
        "trois."
    ),
    "seat_without_office": N_("Écrivez la fonction à laquelle ce siège est attaché."),
    "seat_held": N_("Le siège « {office} » est occupé : libérez-le, puis archivez-le."),
    "seat_held_then": N_(
        "Ce siège est déjà occupé à cette date : choisissez un jour plus tardif, ou libérez-le d’abord."
    ),
    # meetings, their agendas, who came
    "meeting_day_kept": N_("La séance a eu lieu le {day} : sa date ne change plus."),
    "meeting_hour_kept": N_(
        "Cette séance a approuvé ou rectifié le compte rendu de celle du même jour, à {starts_at} : elle "
        "ne peut que commencer après."
    ),
    "committee_archived": N_(
        "L’instance « {name} » est archivée : rétablissez-la d’abord, ou choisissez une autre instance."
    ),
    "meeting_same_day": N_(
        "La séance est déjà prévue le {day} : donnez une autre date, ou laissez-la vide si elle n’est pas "
        "connue."
    ),
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
    "meeting_not_open": N_("Cette séance n’est pas ouverte : il n’y a rien à clore."),
    "meeting_never_opened": N_(
        "Cette séance n’a pas été tenue en mode séance : ouvrez-la le jour où elle a lieu."
    ),
    "second_convocation_of": N_(
        "On ne convoque une seconde fois qu’une séance en carence de quorum : celle-ci est « {now} »."
    ),
    "second_convocation_day": N_(
        "La seconde séance vient après la première, du {day} : choisissez une date plus tardive."
    ),
    "second_convocation_called": N_(
        "Cette séance est déjà convoquée une seconde fois, le {day} : reportez celle-là si la date ne "
        "convient plus."
    ),
    "meeting_inquorate": N_(
        "Faute de quorum, la séance n’a pas délibéré : rien ne s’y note. L’ordre du jour est passé à la "
        "prochaine séance."
    ),
    "item_without_title": N_("Un point de l’ordre du jour a besoin d’un intitulé : écrivez-le."),
    "item_minutes": N_("{minutes} minutes pour un point : donnez une durée entre 1 et 600 minutes."),
    "standing_item_opening": N_(
        "L’approbation du compte rendu et le suivi des actions ouvrent d’eux-mêmes chaque ordre du jour : "
        "choisissez une autre nature."
    ),
    "standing_item_exists": N_(
        "« {title} » est déjà un point permanent de cette instance : changez l’intitulé ou la nature."
    ),
    "text_missing": N_("Il n’y a rien d’écrit : tapez le texte, puis validez."),
    "progress_missing": N_("Écrivez où en est l’action, en quelques mots."),
    "attendance_before_meeting": N_(
        "Les présences se notent une fois la séance tenue : marquez-la d’abord comme tenue."
    ),
    "attendance_not_expected": N_(
        "Cette personne n’était pas attendue à la séance : ajoutez-la comme personne non inscrite."
    ),
    "nobodys_substitute": N_(
        "Cette personne n’est suppléante de personne ce jour-là : ajoutez-la comme personne non inscrite."
    ),
    "sheet_before_meeting": N_(
        "La feuille signée se joint une fois la séance tenue : marquez-la d’abord comme tenue."
    ),
    "sheet_kind": N_(
        "« {name} » n’est ni un PDF ni une image : joignez la feuille signée en .pdf, .jpg ou .png."
    ),
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
    "agenda_without_invitation": N_(
        "La séance est « {state} » : personne n’y est invité, il n’y a donc pas d’ordre du jour à envoyer."
    ),
    "sheet_without_meeting": N_(
        "La séance est « {state} » : personne n’y vient, il n’y a donc pas de feuille d’émargement."
    ),
    "document_suffix": N_("Ce document ne s’enregistre pas en « {suffix} ». Formats possibles : {known}."),
    "minutes_inquorate": N_(
        "Faute de quorum, la séance n’a pas délibéré : elle n’a pas de compte rendu. Les présences y restent."
    ),
    "approval_not_here": N_(
        "Ce compte rendu n’a pas été approuvé à cette séance : il n’y a rien à annuler ici."
    ),
    "rectification_item": N_(
        "Choisissez le point de l’ordre du jour sous lequel le rectificatif a été décidé ; s’il n’y en a "
        "pas, ajoutez-le d’abord à la séance."
    ),
    # what is remarked before minutes are sent (minutes_sending.py)
    "sending_attendance": N_("Présences non renseignées : {count}."),
    "sending_items_open": N_("Points encore à traiter : {items}."),
    "sending_elections": N_("Élections qui ne sont pas proclamées, aux points : {items}."),
    "sending_items_empty": N_("Points traités sans rien d’écrit : {items}."),
    "sending_actions_without_owner": N_("Actions sans personne pour les mener : {count}."),
    "sending_before_deadline": N_("Le délai pour corriger court encore, jusqu’au {due_on}."),
    # a year of meetings and its holidays
    "holiday_without_name": N_("Donnez un nom à ces vacances, par exemple « Toussaint »."),
    "school_zone_unknown": N_("« {zone} » n’est pas une zone de vacances scolaires : choisissez A, B ou C."),
    # an import as a whole
    "import_has_errors": N_(
        "La liste contient des erreurs ({count}) : rien n’a été importé. Corrigez-les et recommencez."
    ),
    "import_base_changed": N_(
        "La base a changé depuis l’aperçu : rien n’a été importé. Regardez de nouveau l’aperçu."
    ),
    # what a check finds (check.py)
    "check_changed_outside": N_(
        "Le fichier « {file} » a changé depuis que pstdesk l’a fermé : s’il n’a pas été remplacé exprès, "
        "comparez-le à ses sauvegardes."
    ),
    "check_integrity": N_("Le fichier de la base est abîmé ({words}) : reprenez la dernière sauvegarde."),
    "check_backup": N_(
        "La sauvegarde « {file} » n’est plus telle qu’elle a été faite : ne comptez pas sur elle, et "
        "faites-en une autre."
    ),
    "check_foreign_key": N_(
        "Une ligne de « {table} » renvoie à une ligne de « {parent} » qui n’existe plus : "
        "reprenez la dernière sauvegarde."
    ),
    "check_search_index": N_(
        "L’index de recherche a {indexed} entrées au lieu de {entries} : reprenez la dernière sauvegarde."
    ),
    "check_search_records": N_(
        "La recherche mène à {gone} fiches qui n’existent plus et ne connaît pas {missing} personnes, "
        "structures ou instances : reprenez la dernière sauvegarde."
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
    "check_version_missing": N_(
        "Le compte rendu approuvé du {day} (séance {meeting}) n’a aucune version conservée : reprenez la "
        "dernière sauvegarde, ou gardez l’exemplaire diffusé."
    ),
    "check_approval": N_(
        "Le compte rendu approuvé du {day} (séance {meeting}) ne dit pas qui l’a approuvé, ou nomme une "
        "séance qui ne le pouvait pas : comparez avec l’exemplaire diffusé."
    ),
    "check_unlocked": N_(
        "Le compte rendu du {day} (séance {meeting}) porte une approbation sans être approuvé : reprenez la "
        "dernière sauvegarde."
    ),
    "check_decision_unnumbered": N_(
        "Le compte rendu approuvé du {day} (séance {meeting}) contient une décision sans numéro : comparez "
        "avec l’exemplaire diffusé."
    ),
    "check_rectification": N_(
        "Un rectificatif du compte rendu du {day} (séance {meeting}) est dit décidé le {decided_on}, à une "
        "séance qui ne le pouvait pas : comparez avec les exemplaires diffusés."
    ),
    "check_lock": N_(
        "Le compte rendu approuvé du {day} (séance {meeting}) ne dit plus ce qui a été approuvé : "
        "comparez-le avec l’exemplaire diffusé."
    ),
}
