"""What the use cases refuse about elections: their opening, candidacies, rounds, ties and proclamation."""

from pstdesk.i18n import N_

SENTENCES: dict[str, str] = {
    "election_before_meeting": N_(
        "Une élection s’ouvre pendant la séance, ici celle du {day} : ouvrez la séance, ou marquez-la "
        "comme tenue."
    ),
    "election_item_kind": N_(
        "« {title} » n’est pas un point d’élection : changez d’abord sa nature, ou choisissez un autre point."
    ),
    "election_item_withdrawn": N_(
        "« {title} » a été retiré de l’ordre du jour : remettez-le d’abord à traiter."
    ),
    "election_already_open": N_(
        "Une élection ({role}) est déjà en cours dans cette instance, à la séance du {day} : proclamez-la "
        "ou supprimez-la d’abord."
    ),
    "election_already_held": N_(
        "Cette séance du {day} a déjà élu ({role}) et l’a proclamé : si le résultat est faux, corrigez-le "
        "par un nouveau procès-verbal."
    ),
    "election_without_rules": N_(
        "{committee} n’a pas de règle de vote, et la démarche non plus : choisissez-en une pour cette "
        "élection."
    ),
    "election_without_electors": N_(
        "Personne n’a le droit de vote dans {committee} à cette date : vérifiez les inscriptions et leurs "
        "dates, puis ouvrez l’élection."
    ),
    "election_substitute_of_substitute": N_(
        "Un suppléant s’élit sans suppléant : ouvrez l’élection sans suppléant sur le bulletin."
    ),
    "election_consent_ticket": N_(
        "« {rule} » désigne une personne à la fois : ouvrez l’élection sans suppléant, puis une autre "
        "pour le suppléant."
    ),
    "election_locked": N_(
        "Cette élection est proclamée (procès-verbal n° {number}) : rien n’y change plus. Pour corriger "
        "une erreur, commencez une correction."
    ),
    "election_begun": N_(
        "Cette élection a commencé : un tour, une proposition ou une désignation y est noté. Annulez-les "
        "d’abord, ou proclamez que personne n’est élu."
    ),
    "item_has_election": N_(
        "Une élection se tient au point « {title} » : il garde sa nature et reste à l’ordre du jour. "
        "Supprimez d’abord l’élection si elle n’a pas commencé."
    ),
    "item_election_open": N_(
        "L’élection du point « {title} » n’est pas proclamée : le point sera traité une fois qu’elle le sera."
    ),
    "tellers_same": N_("{name} ne peut pas être les deux scrutateurs à la fois : nommez une autre personne."),
    "election_quorum": N_(
        "Le quorum n’est pas atteint : {counted} comptent, il en faut {needed} (il en manque {missing}). "
        "Notez les présences et les pouvoirs, ou convoquez une seconde fois."
    ),
    "candidate_not_member": N_(
        "{name} n’est pas membre de {committee} ce jour-là : seul un membre peut être élu. Retirez cette "
        "candidature, ou vérifiez l’inscription."
    ),
    "candidate_stands": N_("{name} est déjà candidat à cette élection."),
    "candidate_voted_on": N_(
        "On a déjà voté ou décidé sur la candidature de {name} : elle ne se supprime plus. Retirez-la pour "
        "les tours à venir."
    ),
    "candidate_elected": N_("{name} est déjà élu : notez plutôt sa réponse, acceptation ou refus."),
    "candidacy_without_candidates": N_(
        "La règle de cette élection se passe de candidatures : notez les désignations, puis une proposition."
    ),
    "candidacy_round_open": N_(
        "Le tour {number} est ouvert : closez-le d’abord, ou annulez-le ; les candidatures changent entre "
        "les tours."
    ),
    "ticket_not_asked": N_(
        "Cette élection se tient sans suppléant sur le bulletin : {name} ne peut pas y figurer comme "
        "suppléant."
    ),
    "ticket_of_one": N_("{name} ne peut pas être son propre suppléant : choisissez une autre personne."),
    "ticket_taken": N_(
        "{name} figure déjà sur un autre bulletin de cette élection : choisissez une autre personne."
    ),
    "ticket_incomplete": N_(
        "{name} n’a pas encore de suppléant sur son bulletin : indiquez-le avant d’ouvrir le vote."
    ),
    "sole_candidate_not_allowed": N_("La règle « {rule} » ne permet pas d’élire sans vote : ouvrez un tour."),
    "sole_candidate_after_vote": N_("Un tour a déjà eu lieu pour ce siège : ouvrez le suivant."),
    "sole_candidate_several": N_(
        "Élire sans vote demande autant de candidats que de sièges, ou moins : il y a ici {candidates} "
        "candidats pour {seats} sièges. Ouvrez un tour, ou notez les candidatures."
    ),
    "round_without_candidates": N_(
        "Cette élection se fait sans vote, par consentement : notez les désignations et une proposition."
    ),
    "round_without_candidate": N_(
        "Personne n’est candidat : notez au moins une candidature avant d’ouvrir un tour."
    ),
    "round_not_now": N_("Aucun tour ne s’ouvre maintenant : l’élection en est à l’étape « {step} »."),
    "round_without_voters": N_("Aucun électeur n’est présent ni représenté : notez d’abord les présences."),
    "round_proxies": N_(
        "{holder} porte {held} pouvoirs, et la règle en permet {limit} : donnez-en à quelqu’un d’autre "
        "avant d’ouvrir le tour."
    ),
    "show_of_hands_not_allowed": N_(
        "La règle « {rule} » demande un vote à bulletin secret : ouvrez le tour sans main levée."
    ),
    "voter_not_entitled": N_(
        "{name} n’est pas électeur de cette instance : seuls les électeurs inscrits votent."
    ),
    "voter_twice": N_("{name} ne vote qu’une fois : en personne, ou par quelqu’un d’autre."),
    "voter_holder_away": N_(
        "{holder}, qui porte le pouvoir de {name}, ne vote pas en personne : ce pouvoir ne peut pas servir."
    ),
    "voter_no_substitute": N_(
        "{holder} n’est pas suppléant de {name} et ne peut pas voter à sa place : retirez {name}, "
        "ou notez un pouvoir."
    ),
    "voter_stands_in_twice": N_(
        "{holder} ne peut siéger à la place que d’une seule personne : retirez {name} de la liste."
    ),
    "round_closed": N_("Le tour {number} est clos : rouvrez-le pour le corriger."),
    "round_not_last": N_("Le tour {number} ne peut pas être annulé : corrigez plutôt ses totaux."),
    "round_followed": N_(
        "Le tour {number} ne se rouvre plus : le tour {later} l’a suivi. Annulez d’abord celui-ci."
    ),
    "round_answered": N_(
        "Le tour {number} ne se rouvre plus : {name} a déjà donné sa réponse. Reprenez-la d’abord."
    ),
    "answer_followed": N_(
        "La réponse de {name} ne change plus : un vote l’a suivie. Annulez d’abord celui-ci."
    ),
    "totals_missing": N_(
        "Tour {number} : indiquez les votants, les blancs et les nuls (0 s’il n’y en a pas)."
    ),
    "totals_absurd": N_("{number} n’est pas un nombre de bulletins : {limit} au plus."),
    "score_missing": N_("Tour {number} : indiquez ce que {name} a obtenu, même 0."),
    "signatures_voters": N_(
        "Tour {number} : {signatures} émargements pour {voters} votants notés. Corrigez l’un des deux, ou "
        "écrivez pourquoi ils diffèrent."
    ),
    "signatures_papers": N_(
        "Tour {number} : {cast} bulletins pour {signatures} émargements. Corrigez l’un des deux, ou "
        "écrivez pourquoi ils diffèrent."
    ),
    "signatures_registered": N_(
        "Tour {number} : {signatures} émargements pour {registered} électeurs, c’est impossible. Corrigez "
        "ce nombre."
    ),
    "no_tie": N_("Il n’y a pas d’égalité à départager au tour {number}."),
    "lot_before_age": N_(
        "La règle départage d’abord par l’âge : demandez les dates de naissance ; le tirage au sort vient "
        "ensuite, si elles ne suffisent pas."
    ),
    "lot_not_tied": N_("{name} n’est pas à égalité : le sort se tire entre {tied}."),
    "age_not_asked": N_("La règle « {rule} » ne départage pas par l’âge."),
    "witness_same": N_("Un tirage au sort demande deux témoins différents : {name} n’en est qu’un."),
    "witness_tied": N_(
        "{name} est à égalité et ne peut pas être témoin du tirage : nommez une autre personne."
    ),
    "consent_by_vote": N_("La règle « {rule} » est un vote : il n’y a ni désignation ni proposition."),
    "nomination_first": N_("{name} n’a encore désigné personne : notez d’abord sa première désignation."),
    "proposal_before_nominations": N_(
        "Personne n’a encore désigné quelqu’un : notez les désignations, puis la proposition."
    ),
    "proposal_not_now": N_(
        "Aucune proposition ne se fait maintenant : l’élection en est à l’étape « {step} »."
    ),
    "proposal_over": N_("La proposition {number} est déjà « {state} » : faites-en une autre."),
    "objections_standing": N_(
        "Des objections tiennent encore ({count}), dont : « {text} ». Levez-les, ou retirez la proposition."
    ),
    "proclaim_not_now": N_(
        "L’élection ne peut pas être proclamée maintenant : elle en est à l’étape « {step} »."
    ),
    "proclaim_seats_left": N_(
        "Sièges encore à pourvoir : {seats} (étape « {step} »). Continuez le vote, ou proclamez la carence."
    ),
    "correction_not_proclaimed": N_(
        "Seule une élection proclamée se corrige par un nouveau procès-verbal : celle-ci est encore ouverte."
    ),
    "correction_not_begun": N_("Aucune correction n’est en cours : il n’y a rien à abandonner."),
    "correction_changed": N_(
        "La correction a déjà changé quelque chose ({what}). Annulez ces changements (Ctrl+Z), puis "
        "abandonnez-la ; ou proclamez de nouveau."
    ),
    "correction_before": N_(
        "Le dernier procès-verbal est du {day}, et l’horloge de ce poste est avant : réglez-la, puis "
        "recommencez."
    ),
    "check_election_records": N_(
        "L’élection de {committee} du {day} n’a pas les procès-verbaux que son état demande : comparez "
        "avec les exemplaires signés, ou reprenez la dernière sauvegarde."
    ),
    "check_election_record": N_(
        "Le procès-verbal n° {number} de l’élection de {committee} du {day} n’est plus tel qu’il a été "
        "proclamé : comparez avec l’exemplaire signé."
    ),
    "check_election_lock": N_(
        "L’élection de {committee} du {day} ne dit plus ce que dit son procès-verbal : comparez avec "
        "l’exemplaire signé."
    ),
    "check_election_totals": N_(
        "Élection de {committee} du {day} : les totaux du tour {number}, qui est clos, ne s’additionnent "
        "pas. Comparez avec l’exemplaire signé."
    ),
    "check_election_result": N_(
        "Élection de {committee} du {day} : recompter les voix ne donne pas les mêmes élus. Comparez avec "
        "l’exemplaire signé."
    ),
    "check_mandates": N_(
        "{committee} a le {day} plus de mandats ({role}) que de sièges ({seats}) : corrigez les dates de "
        "l’un d’eux."
    ),
    "correction_without_reason": N_("Écrivez pourquoi le procès-verbal est corrigé : le nouveau le dira."),
    "draft_proclaimed": N_(
        "Cette élection est proclamée : imprimez son procès-verbal n° {number}, qui n’est plus un projet."
    ),
    "ballots_by_consent": N_(
        "Une élection sans candidat n’a pas de bulletins : chacun y dit devant tous qui il nomme."
    ),
    "ballots_without_candidates": N_(
        "Personne ne se présente encore : notez les candidatures, puis imprimez les bulletins."
    ),
}
