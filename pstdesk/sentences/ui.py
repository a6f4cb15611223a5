"""What the window and the commands refuse before they ask a service."""

from pstdesk.i18n import N_

SENTENCES: dict[str, str] = {
    # what a form asks (ui/)
    "day_missing": N_("Indiquez le jour, par exemple 12/03/2026, 12 mars ou lundi."),
    "mandate_without_start": N_("Indiquez depuis quel jour le mandat est confié."),
    "person_not_chosen": N_("Choisissez une personne dans la liste proposée."),
    "organisation_not_chosen": N_(
        "« {text} » n’est pas encore une structure de la base : choisissez-la dans la liste proposée, ou "
        "la ligne « Nouvelle structure »."
    ),
    "merge_not_chosen": N_("Choisissez l’autre fiche dans la liste proposée."),
    "lot_nobody": N_("Choisissez, parmi les candidats à égalité, celui dont le nom a été tiré."),
    "witness_missing": N_("Un tirage au sort demande deux témoins : choisissez-les dans la liste proposée."),
    "speaker_missing": N_("Qui parle ? Tapez trois lettres de son nom, puis Entrée."),
    "nominee_missing": N_("Qui est nommé ? Tapez trois lettres de son nom, puis Entrée."),
    "proposal_nobody": N_("Qui est proposé ? Tapez trois lettres de son nom, puis Entrée."),
    # what a command is asked (cli.py)
    "base_url": N_(
        "Les bases « {url} » ne sont pas encore ouvertes par pstdesk : donnez un fichier .pstdesk."
    ),
    "meeting_unknown": N_(
        "Aucune séance n’a le numéro {meeting} dans cette base : « pstdesk meetings » en donne la liste."
    ),
    "base_not_named": N_("Aucune base n’a encore été ouverte : nommez-la avec --base FICHIER."),
}
