"""The word by which people read each state, kind and rule of the domain."""

from enum import StrEnum

from pstdesk.domain.action import ActionState
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.attendance_columns import AttendanceField
from pstdesk.domain.backup import BackupKind, BackupState
from pstdesk.domain.committee import Capacity, LevelKind, MandateEnd, MandateRole, Rhythm
from pstdesk.domain.dashboard import MinutesWait, NextStep
from pstdesk.domain.days_off import OffKind
from pstdesk.domain.doubles import Likeness, RecordKind
from pstdesk.domain.election import Outcome
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.history import HistoryKind
from pstdesk.domain.judgment import Grade
from pstdesk.domain.lights import Light, LightCode, LightState
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.merging import Moved
from pstdesk.domain.minutes import ApprovalMode, MinutesState, MinutesStep
from pstdesk.domain.names import elides
from pstdesk.domain.organisation import PartnerState
from pstdesk.domain.people_columns import Field
from pstdesk.domain.period import PeriodKind
from pstdesk.domain.planning import Remark
from pstdesk.domain.review import SectionKind
from pstdesk.domain.voting import (
    DecidedBy,
    ElectionState,
    EnrolledBy,
    NominationStage,
    ProposalState,
    QuorumRule,
    TieBreak,
    VotingMethod,
)
from pstdesk.i18n import N_, _

# One dictionary for each enum: members of two enums with the same value would be one key.
_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    LevelKind: {
        LevelKind.STRATEGIC: N_("stratégique"),
        LevelKind.WATCH: N_("veille"),
        LevelKind.OPERATIONAL: N_("opérationnel"),
        LevelKind.WORKING_GROUP: N_("groupe de travail"),
    },
    Rhythm: {
        Rhythm.YEARLY: N_("une fois par an"),
        Rhythm.QUARTERLY: N_("une fois par trimestre"),
        Rhythm.MONTHLY: N_("une fois par mois"),
        Rhythm.ON_DEMAND: N_("selon les besoins"),
    },
    Capacity: {
        Capacity.MEMBER: N_("membre"),
        Capacity.EX_OFFICIO: N_("membre de droit"),
        Capacity.CO_CHAIR: N_("coprésident"),
        Capacity.FACILITATOR: N_("animateur"),
        Capacity.SECRETARY: N_("secrétaire"),
        Capacity.OBSERVER: N_("observateur"),
    },
    MandateRole: {
        MandateRole.REFERENT: N_("référent"),
        MandateRole.SUBSTITUTE_REFERENT: N_("référent suppléant"),
    },
    MandateEnd: {
        MandateEnd.TERM: N_("arrivé à son terme"),
        MandateEnd.RESIGNATION: N_("démission"),
        MandateEnd.DEPARTURE: N_("départ du comité"),
        MandateEnd.LOSS_OF_CAPACITY: N_("perte de la qualité requise"),
        MandateEnd.REPLACED: N_("remplacé par une nouvelle élection"),
    },
    HistoryKind: {
        HistoryKind.POST_BEGUN: N_("début de poste"),
        HistoryKind.POST_ENDED: N_("fin de poste"),
        HistoryKind.JOINED: N_("inscription"),
        HistoryKind.LEFT: N_("fin d’inscription"),
        HistoryKind.SEAT_TAKEN: N_("siège occupé"),
        HistoryKind.SEAT_LEFT: N_("siège quitté"),
        HistoryKind.STOOD: N_("candidature"),
        HistoryKind.MANDATE_BEGUN: N_("début de mandat"),
        HistoryKind.MANDATE_ENDED: N_("fin de mandat"),
        HistoryKind.ATTENDANCE: N_("séance"),
        HistoryKind.PROXY_GIVEN: N_("pouvoir donné"),
        HistoryKind.PROXY_HELD: N_("pouvoir reçu"),
        HistoryKind.FACILITATED: N_("animation"),
        HistoryKind.TOOK_NOTES: N_("secrétariat"),
        HistoryKind.PROPOSED: N_("point proposé"),
        HistoryKind.PRESENTED: N_("point présenté"),
        HistoryKind.ACTION_GIVEN: N_("action confiée"),
        HistoryKind.ACTION_CLOSED: N_("action close"),
    },
    RecordKind: {
        RecordKind.PERSON: N_("personne"),
        RecordKind.ORGANISATION: N_("structure"),
    },
    Likeness: {
        Likeness.NAME: N_("même nom"),
        Likeness.MAIL: N_("même courriel"),
        Likeness.PHONE: N_("même téléphone"),
        Likeness.VARIANT: N_("noms proches"),
        Likeness.ACRONYM: N_("même sigle"),
    },
    Moved: {
        Moved.POSTS: N_("postes"),
        Moved.MEMBERSHIPS: N_("inscriptions"),
        Moved.SUBSTITUTES: N_("suppléants"),
        Moved.SEATS: N_("sièges"),
        Moved.MANDATES: N_("mandats"),
        Moved.ATTENDANCES: N_("présences"),
        Moved.PROXIES: N_("pouvoirs"),
        Moved.MEETINGS: N_("séances animées ou notées"),
        Moved.ITEMS: N_("points proposés"),
        Moved.ACTIONS: N_("actions"),
        Moved.ELECTIONS: N_("mentions dans des élections"),
        Moved.RECORDS: N_("fiches déjà fusionnées"),
    },
    BackupKind: {
        BackupKind.CLOSING: N_("à la fermeture"),
        BackupKind.DAILY: N_("quotidienne"),
        BackupKind.BEFORE_UPGRADE: N_("avant mise à jour"),
        BackupKind.BEFORE_IMPORT: N_("avant importation"),
        BackupKind.MANUAL: N_("à la main"),
        BackupKind.BEFORE_RESTORE: N_("avant restauration"),
    },
    BackupState: {
        BackupState.VERIFIED: N_("vérifiée"),
        BackupState.UNVERIFIED: N_("sans empreinte"),
        BackupState.DAMAGED: N_("abîmée"),
    },
    PartnerState: {
        PartnerState.TARGETED: N_("ciblé"),
        PartnerState.APPROACHED: N_("approché"),
        PartnerState.REGISTERED: N_("inscrit"),
        PartnerState.ACTIVE: N_("actif"),
        PartnerState.DECLINED: N_("a décliné"),
    },
    MeetingState: {
        MeetingState.PLANNED: N_("projet"),
        MeetingState.CONVENED: N_("convoquée"),
        MeetingState.HELD: N_("tenue"),
        MeetingState.POSTPONED: N_("reportée"),
        MeetingState.CANCELLED: N_("annulée"),
        MeetingState.INQUORATE: N_("carence de quorum"),
    },
    Light: {
        Light.CONVOCATION: N_("convocation"),
        Light.SHEET: N_("feuille d’émargement"),
        Light.MINUTES: N_("compte rendu"),
        Light.APPROVAL: N_("approbation"),
    },
    LightState: {
        LightState.NOT_DUE: N_("pas encore"),
        LightState.DONE: N_("fait"),
        LightState.DUE: N_("à faire"),
        LightState.LATE: N_("en retard"),
    },
    LightCode: {
        LightCode.CONVENE_LATER: N_("convocation : pas encore à envoyer"),
        LightCode.CONVENE: N_("convocation : à envoyer"),
        LightCode.CONVENED: N_("convocation : envoyée"),
        LightCode.CONVENED_UNKNOWN: N_("convocation : non notée"),
        LightCode.SHEET_AFTER: N_("feuille d’émargement : après la séance"),
        LightCode.SHEET_ATTENDANCE: N_("feuille d’émargement : présences à noter"),
        LightCode.SHEET_MISSING: N_("feuille d’émargement : à classer"),
        LightCode.SHEET_FILED: N_("feuille d’émargement : classée"),
        LightCode.SHEET_CLOSED: N_("feuille d’émargement : non classée, dossier archivé"),
        LightCode.MINUTES_AFTER: N_("compte rendu : après la séance"),
        LightCode.MINUTES_DRAFT: N_("compte rendu : à diffuser"),
        LightCode.MINUTES_READ: N_("compte rendu : en relecture"),
        LightCode.MINUTES_SENT: N_("compte rendu : diffusé"),
        LightCode.APPROVAL_AFTER: N_("approbation : après la diffusion"),
        LightCode.APPROVAL_WAITS: N_("approbation : à la prochaine séance"),
        LightCode.APPROVED: N_("approbation : faite"),
    },
    OffKind: {
        OffKind.WEEKEND: N_("week-end"),
        OffKind.PUBLIC_HOLIDAY: N_("jour férié"),
        OffKind.SCHOOL_HOLIDAY: N_("vacances scolaires"),
    },
    Remark: {
        Remark.AS_WISHED: N_("jour souhaité"),
        Remark.MOVED: N_("déplacée"),
        Remark.SHARED: N_("jour partagé"),
        Remark.MEETS_ALREADY: N_("séance déjà prévue"),
        Remark.WAITS_FOR_A_DAY: N_("séance reportée, sans date"),
        Remark.NONE_FREE: N_("aucun jour libre"),
    },
    ItemKind: {
        ItemKind.INFORMATION: N_("information"),
        ItemKind.DISCUSSION: N_("échange"),
        ItemKind.DECISION: N_("décision"),
        ItemKind.ELECTION: N_("élection"),
        ItemKind.MINUTES_APPROVAL: N_("approbation du compte rendu"),
        ItemKind.ACTIONS_FOLLOW_UP: N_("suivi des actions"),
        ItemKind.ANY_OTHER_BUSINESS: N_("questions diverses"),
    },
    ItemState: {
        ItemState.OPEN: N_("à traiter"),
        ItemState.DEALT_WITH: N_("traité"),
        ItemState.NOT_REACHED: N_("non abordé"),
        ItemState.WITHDRAWN: N_("retiré"),
    },
    AttendanceStatus: {
        AttendanceStatus.NOT_RECORDED: N_("non renseigné"),
        AttendanceStatus.PRESENT: N_("présent"),
        AttendanceStatus.REMOTE: N_("à distance"),
        AttendanceStatus.REPRESENTED: N_("représenté"),
        AttendanceStatus.EXCUSED: N_("excusé"),
        AttendanceStatus.ABSENT: N_("absent"),
    },
    AttachmentPurpose: {
        AttachmentPurpose.PAPER: N_("document"),
        AttachmentPurpose.SIGN_IN_SHEET: N_("feuille d’émargement signée"),
    },
    MinutesWait: {
        MinutesWait.WRITING: N_("à rédiger"),
        MinutesWait.SENDING: N_("à diffuser"),
        MinutesWait.READING: N_("en relecture"),
        MinutesWait.APPROVAL: N_("à approuver"),
    },
    NextStep: {
        NextStep.RESUME: N_("reprendre la séance"),
        NextStep.OPEN: N_("ouvrir la séance"),
        NextStep.NOTE: N_("noter la séance"),
        NextStep.CONVENE: N_("convoquer la séance"),
        NextStep.WRITE: N_("finir le compte rendu"),
        NextStep.PREPARE: N_("préparer la séance"),
        NextStep.PLAN: N_("planifier l’année…"),
    },
    MinutesState: {
        MinutesState.DRAFT: N_("brouillon"),
        MinutesState.IN_CORRECTION: N_("en relecture"),
        MinutesState.SENT: N_("diffusé"),
        MinutesState.APPROVED: N_("approuvé"),
        MinutesState.ARCHIVED: N_("archivé"),
    },
    MinutesStep: {
        MinutesStep.ASK_CORRECTIONS: N_("envoyer en relecture"),
        MinutesStep.CHANGE_CORRECTIONS: N_("modifier la relecture"),
        MinutesStep.BACK_TO_DRAFT: N_("revenir au brouillon"),
        MinutesStep.SEND: N_("marquer comme diffusé"),
        MinutesStep.APPROVE_BY_REFERENT: N_("approuvé par le référent"),
        MinutesStep.APPROVE_BY_SILENCE: N_("approuvé sans observation"),
        MinutesStep.RECTIFY: N_("noter un rectificatif"),
        MinutesStep.REOPEN: N_("rouvrir"),
        MinutesStep.ARCHIVE: N_("archiver"),
        MinutesStep.RESTORE: N_("sortir des archives"),
    },
    ApprovalMode: {
        ApprovalMode.MEETING: N_("en séance"),
        ApprovalMode.REFERENT: N_("par le référent"),
        ApprovalMode.SILENCE: N_("sans observation dans le délai"),
    },
    ActionState: {
        ActionState.TO_DO: N_("à faire"),
        ActionState.IN_PROGRESS: N_("en cours"),
        ActionState.DONE: N_("faite"),
        ActionState.DROPPED: N_("abandonnée"),
    },
    AttendanceField: {
        AttendanceField.COMMITTEE: N_("comité"),
        AttendanceField.DAY: N_("date"),
        AttendanceField.FAMILY_NAME: N_("nom"),
        AttendanceField.GIVEN_NAME: N_("prénom"),
        AttendanceField.FULL_NAME: N_("nom et prénom"),
        AttendanceField.STATUS: N_("présence"),
    },
    PeriodKind: {
        PeriodKind.YEAR: N_("année civile"),
        PeriodKind.SCHOOL_YEAR: N_("année scolaire"),
        PeriodKind.MANDATE: N_("mandat des référents"),
        PeriodKind.FREE: N_("période libre"),
    },
    SectionKind: {
        SectionKind.FINDING: N_("constat"),
        SectionKind.OBJECTIVE: N_("objectif"),
        SectionKind.PRINCIPLE: N_("principe"),
    },
    VotingMethod: {
        VotingMethod.MAJORITY_2: N_("scrutin majoritaire à deux tours"),
        VotingMethod.MAJORITY_3: N_("scrutin majoritaire à trois tours"),
        VotingMethod.PLURALITY: N_("scrutin majoritaire à un tour"),
        VotingMethod.APPROVAL: N_("vote par approbation"),
        VotingMethod.MAJORITY_JUDGMENT: N_("jugement majoritaire"),
        VotingMethod.WITHOUT_CANDIDATES: N_("élection sans candidat"),
    },
    TieBreak: {
        TieBreak.NEW_ROUND: N_("nouveau tour, puis tirage au sort"),
        TieBreak.LOT: N_("tirage au sort"),
        TieBreak.OLDEST: N_("bénéfice de l’âge"),
    },
    QuorumRule: {
        QuorumRule.NONE: N_("aucun quorum"),
        QuorumRule.MORE_THAN_HALF_PRESENT: N_("plus de la moitié des membres présents"),
        QuorumRule.HALF_WITH_PROXIES: N_("la moitié des membres, pouvoirs compris"),
    },
    EnrolledBy: {
        EnrolledBy.SUMMONS: N_("inscrits au jour de la convocation"),
        EnrolledBy.MEETING: N_("inscrits au jour de la séance"),
    },
    ElectionStep: {
        ElectionStep.CANDIDACIES: N_("candidatures"),
        ElectionStep.ROUND: N_("tour ouvert"),
        ElectionStep.NEXT_ROUND: N_("tour suivant"),
        ElectionStep.TIE: N_("égalité à départager"),
        ElectionStep.NOBODY: N_("personne n’est élu"),
        ElectionStep.ACCEPTANCE: N_("acceptation"),
        ElectionStep.PROCLAIM: N_("à proclamer"),
        ElectionStep.PROCLAIMED: N_("proclamée"),
        ElectionStep.NOMINATIONS: N_("désignations"),
        ElectionStep.PROPOSAL: N_("proposition"),
        ElectionStep.OBJECTIONS: N_("objections"),
    },
    ElectionState: {
        ElectionState.OPEN: N_("en cours"),
        ElectionState.PROCLAIMED: N_("proclamée"),
        ElectionState.CORRECTING: N_("en correction"),
    },
    DecidedBy: {
        DecidedBy.VOTE: N_("par le vote"),
        DecidedBy.AGE: N_("au bénéfice de l’âge"),
        DecidedBy.LOT: N_("par tirage au sort"),
        DecidedBy.SOLE_CANDIDATE: N_("sans vote, faute d’autre candidature"),
        DecidedBy.CONSENT: N_("par consentement"),
    },
    Outcome: {
        Outcome.ELECTED: N_("élection acquise"),
        Outcome.NONE: N_("pas encore de majorité"),
        Outcome.TIE: N_("égalité"),
        Outcome.VOID: N_("aucun suffrage exprimé"),
    },
    Grade: {
        Grade.REJECT: N_("à rejeter"),
        Grade.INSUFFICIENT: N_("insuffisant"),
        Grade.PASSABLE: N_("passable"),
        Grade.FAIRLY_GOOD: N_("assez bien"),
        Grade.GOOD: N_("bien"),
        Grade.VERY_GOOD: N_("très bien"),
    },
    NominationStage: {
        NominationStage.FIRST: N_("premier tour de parole"),
        NominationStage.CHANGE: N_("tour des changements"),
    },
    ProposalState: {
        ProposalState.OPEN: N_("proposée"),
        ProposalState.AGREED: N_("acceptée par tous"),
        ProposalState.WITHDRAWN: N_("retirée"),
    },
    Field: {
        Field.FAMILY_NAME: N_("nom"),
        Field.GIVEN_NAME: N_("prénom"),
        Field.FULL_NAME: N_("nom et prénom"),
        Field.FULL_NAME_GIVEN_FIRST: N_("prénom et nom"),
        Field.CIVILITY: N_("civilité"),
        Field.ORGANISATION: N_("structure"),
        Field.JOB_TITLE: N_("fonction"),
        Field.SERVICE: N_("service"),
        Field.GRADE: N_("niveau hiérarchique"),
        Field.SECTOR: N_("secteur"),
        Field.EMAIL: N_("courriel"),
        Field.PHONE: N_("téléphone"),
        Field.COMMITTEES: N_("instances"),
        Field.JOINED_ON: N_("inscrit le"),
        Field.LEFT_ON: N_("parti le"),
        Field.POST_FROM: N_("en poste depuis"),
    },
}

_ATTENDANCE_HEADINGS: dict[AttendanceStatus, str] = {
    AttendanceStatus.NOT_RECORDED: N_("Présence non renseignée"),
    AttendanceStatus.PRESENT: N_("Présents"),
    AttendanceStatus.REMOTE: N_("À distance"),
    AttendanceStatus.REPRESENTED: N_("Représentés"),
    AttendanceStatus.EXCUSED: N_("Excusés"),
    AttendanceStatus.ABSENT: N_("Absents"),
}


def label(member: StrEnum) -> str:
    """Return the word for ``member`` as it stands in a pill or a sentence, in small letters."""
    return _(_LABELS[type(member)][member])


def title(member: StrEnum) -> str:
    """Return the same word with a capital, as it stands alone: in a list to choose from, in a heading."""
    word = label(member)
    return word[:1].upper() + word[1:]


def substitute_words(titulaire: str) -> str:
    """Return whose suppléant somebody is: "suppléant de Zoé Ærø", "suppléant d’Inès D’Arcy"."""
    words = _("suppléant d’{name}") if elides(titulaire) else _("suppléant de {name}")
    return words.format(name=titulaire)


def attendance_heading(status: AttendanceStatus) -> str:
    """Return the heading over the people of ``status``: "Présents", "À distance", "Excusés"."""
    return _(_ATTENDANCE_HEADINGS[status])
