"""The paper that goes with a base to whoever takes it up, worded once for Word and for PDF."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from pstdesk.documents.document import Document
from pstdesk.documents.handover import (
    ContactEntry,
    HandoverContent,
    MeetingEntry,
    MinutesEntry,
    OwnerEntry,
    PartnerEntry,
    PostEntry,
)
from pstdesk.documents.meeting_outline import facts, letterhead, say, section
from pstdesk.documents.outline import Cell, Column, Part, Row, Run, Table, Tone, typed, typed_line
from pstdesk.domain.dashboard import MinutesWait
from pstdesk.domain.lights import CONVENE_BY, Lamp, LightCode, LightState
from pstdesk.i18n import _, format_date, format_time, language, ngettext
from pstdesk.labels import label, title

_NONE = "–"


def handover_document(content: HandoverContent) -> Document:
    """Return the paper ready to draw, in the content's language."""
    with language(content.language):
        heading = _("Passation : {programme}").format(programme=typed_line(content.programme))
        made_on = format_date(content.made_on, "long")
        return Document(
            title=heading,
            subject=_("Ce qui est en cours au {day}").format(day=made_on),
            author=typed_line(content.programme) or typed_line(content.town),
            keywords=(_("passation"), content.made_on.isoformat()),
            moment=datetime.combine(content.made_on, time(), UTC),
            running=heading,
            state=_("État au {day}").format(day=made_on),
            outline=(*letterhead(content.letterhead), say("title", heading), *_outline(content)),
            footer=typed_line(content.footer),
            fields={
                "commune": typed_line(content.town),
                "programme": typed_line(content.programme),
                "date": made_on,
            },
            language=content.language,
        )


def _outline(content: HandoverContent) -> Iterator[Part]:
    yield from _about(content)
    yield from _beginning()
    yield section(_("Les séances"), "meetings")
    yield from _table(
        _("Séances à venir et récentes"),
        ((_("Quand"), 0.24), (_("Instance"), 0.36), (_("Ce qui reste à faire"), 0.40)),
        [_meeting(entry, content.made_on) for entry in content.meetings],
        _("Aucune séance n’est prévue : l’année est à planifier (Calendrier)."),
    )
    if content.contacts:
        yield section(_("Qui joindre"), "contacts")
        yield from _table(
            _("Référents et suppléants"),
            ((_("Instance"), 0.34), (_("Personne"), 0.24), (_("Téléphone et courriel"), 0.42)),
            [_contact(entry) for entry in content.contacts],
            "",
        )
    yield section(_("Comptes rendus en attente"), "minutes")
    yield from _table(
        _("Comptes rendus en attente"),
        ((_("Séance"), 0.55), (_("Ce qu’ils attendent"), 0.45)),
        [_minutes(entry, content.made_on) for entry in content.minutes],
        _("Tous les comptes rendus sont diffusés et approuvés."),
    )
    yield section(_("Actions ouvertes, par responsable"), "actions")
    yield from _actions(content)
    yield section(_("Mandats et sièges"), "posts")
    yield from _table(
        _("Mandats qui finissent, sièges vacants"),
        ((_("Instance"), 0.40), (_("Mandat ou siège"), 0.34), (_("Où il en est"), 0.26)),
        [_post(entry) for entry in content.posts],
        _("Aucun mandat ne finit dans les trois mois, aucun siège n’est vacant."),
    )
    yield section(_("Partenaires à relancer"), "partners")
    yield from _table(
        _("Structures attendues et pas vues depuis longtemps"),
        ((_("Structure"), 0.52), (_("Vue pour la dernière fois"), 0.30), (_("Inscrits"), 0.18)),
        [_partner(entry) for entry in content.partners],
        _("Toutes les structures attendues sont venues depuis moins de six mois."),
    )
    yield from _doubtful(content)
    yield say("note", _("Fin de la passation."))


def _about(content: HandoverContent) -> Iterator[Part]:
    where = content.where
    backups = where.backups
    if where.last_backup is not None:
        moment = where.last_backup
        backups = _("{folder} (la dernière : le {day} à {hour})").format(
            folder=backups, day=format_date(moment.date(), "long"), hour=format_time(moment.time())
        )
    return iter(
        facts(
            (
                (_("Établie le"), format_date(content.made_on, "full")),
                (_("Par"), typed_line(content.made_by)),
                (_("Base"), where.base),
                (_("Sauvegardes"), backups),
                (_("Documents"), where.documents),
                (_("Papier"), typed_line(content.template) or _("le modèle de pstdesk")),
            )
        )
    )


def _beginning() -> Iterator[Part]:
    yield section(_("Pour commencer"), "beginning")
    lines = (
        _("La base est un seul fichier : l’ouvrir d’un double clic, ou dans pstdesk par « La base »."),
        _("Le tableau de bord dit ce qui presse ; chaque ligne mène à la chose elle-même."),
        _("Ctrl+K cherche partout, Ctrl+Z annule ce qui vient d’être fait, F1 montre toutes les touches."),
        _("Tout s’enregistre à mesure, et la base se sauvegarde d’elle-même dans le dossier ci-dessus."),
        _("À deux, l’un ouvre la base, l’autre la lit : pstdesk dit qui l’a ouverte."),
    )
    for line in lines:
        yield say("bullet", line)


# Rows


def _meeting(entry: MeetingEntry, today: date) -> Row:
    when = format_date(entry.day, "full")
    if entry.starts_at is not None:
        when = _("{day}, {hour}").format(day=when, hour=format_time(entry.starts_at))
    if entry.is_held:
        state = _("tenue")
    elif entry.day < today:
        state = _("passée, à noter comme tenue ou annulée")
    else:
        state = ""
    body: list[Run] = [Run(typed_line(entry.body), "strong")]
    if entry.place:
        body.append(Run(typed_line(entry.place), "muted"))
    if entry.referent:
        body.append(Run(_("référent : {name}").format(name=typed_line(entry.referent)), "muted"))
    to_do = [_lamp(lamp, entry.day) for lamp in entry.lamps] or [Run(_NONE)]
    return Row((_cell(Run(when), *((Run(state, "muted"),) if state else ())), _cell(*body), _cell(*to_do)))


def _lamp(lamp: Lamp, day: date) -> Run:
    words = label(lamp.code)
    if lamp.code is LightCode.CONVENE_LATER:
        by = format_date(day - CONVENE_BY, "long")
        return Run(_("convocation : à envoyer avant le {day}").format(day=by))
    if lamp.state is LightState.DONE:
        if lamp.on is not None:
            words = _("{words} le {day}").format(words=words, day=format_date(lamp.on, "day_month"))
        return Run(words, "muted")
    if lamp.state is LightState.LATE and lamp.days:
        late = ngettext("en retard de {n} jour", "en retard de {n} jours", lamp.days).format(n=lamp.days)
        return Run(_("{what}, {late}").format(what=words, late=late), "strong")
    return Run(words, "strong" if lamp.state is LightState.LATE else "plain")


def _contact(entry: ContactEntry) -> Row:
    ways = [Run(typed_line(way)) for way in (entry.phone, entry.email) if way] or [Run(_NONE)]
    person = _cell(Run(typed_line(entry.person)), Run(title(entry.role), "muted"))
    return Row((_cell(Run(typed_line(entry.body))), person, _cell(*ways)))


def _minutes(entry: MinutesEntry, today: date) -> Row:
    name = _("{body}, {day}").format(body=typed_line(entry.body), day=format_date(entry.day, "long"))
    waiting = entry.waiting
    words = label(waiting.what)
    if waiting.what is MinutesWait.APPROVAL and entry.next_day is not None:
        words = _("à approuver à la séance du {day}").format(day=format_date(entry.next_day, "long"))
    elif waiting.is_late and waiting.days:
        late = ngettext("en retard de {n} jour", "en retard de {n} jours", waiting.days)
        words = _("{what}, {late}").format(what=words, late=late.format(n=waiting.days))
    elif not waiting.is_late and waiting.what is not MinutesWait.APPROVAL:
        by = format_date(today + timedelta(days=waiting.days), "long")
        words = _("{what}, d’ici au {day}").format(what=words, day=by)
    return Row((_cell(Run(name)), _cell(Run(words, "strong" if waiting.is_late else "plain"))))


def _actions(content: HandoverContent) -> Iterator[Part]:
    yield from _table(
        _("Actions ouvertes"),
        ((_("Responsable"), 0.26), (_("Action"), 0.52), (_("Échéance"), 0.22)),
        [row for owner in content.owners for row in _owner(owner)],
        _("Aucune action n’est ouverte."),
    )
    if content.listed < content.actions:
        words = _("Les {listed} plus pressantes, sur {n} ouvertes : les autres sont dans le registre.")
        yield say("note", words.format(listed=content.listed, n=content.actions))


def _owner(owner: OwnerEntry) -> Iterator[Row]:
    name = typed_line(owner.name) or _("sans responsable")
    for place, action in enumerate(owner.actions):
        due = _NONE if action.due_on is None else format_date(action.due_on, "medium")
        dues: list[Run] = [Run(due, "strong" if action.is_late else "plain")]
        if action.is_late:
            dues.append(Run(_("dépassée"), "strong"))
        about = " – ".join(filter(None, (typed_line(action.bodies), typed_line(action.note))))
        words = [Run(typed(action.text).strip()), *((Run(about, "muted"),) if about else ())]
        who = Run(name, "strong" if place == 0 else "muted")
        yield Row((_cell(who), _cell(*words), _cell(*dues)), begins_group=place == 0)


def _post(entry: PostEntry) -> Row:
    post = typed_line(entry.office) or (title(entry.role) if entry.role is not None else _NONE)
    person = typed_line(entry.person)
    tone: Tone = "plain"
    if person and entry.day is not None:
        last = entry.day - timedelta(days=1)
        words = _("finit le {day}").format(day=format_date(last, "long"))
    elif entry.day is not None:
        words, tone = _("vacant depuis le {day}").format(day=format_date(entry.day, "long")), "strong"
    else:
        words, tone = (_("vacant") if entry.office else _("à élire")), "strong"
    names = [Run(post), *((Run(person, "muted"),) if person else ())]
    return Row((_cell(Run(typed_line(entry.body))), _cell(*names), _cell(Run(words, tone))))


def _partner(entry: PartnerEntry) -> Row:
    seen = _("jamais") if entry.last_seen is None else format_date(entry.last_seen, "long")
    return Row((_cell(Run(typed_line(entry.name))), _cell(Run(seen)), _cell(Run(str(entry.members)))))


def _doubtful(content: HandoverContent) -> Iterator[Part]:
    people, organisations = content.double_people, content.double_organisations
    if not people and not organisations:
        return
    yield section(_("À vérifier"), "doubles")
    if people:
        words = ngettext(
            "{n} paire de fiches de personnes se ressemble : est-ce la même personne ?",
            "{n} paires de fiches de personnes se ressemblent : est-ce chaque fois la même personne ?",
            people,
        )
        yield say("bullet", words.format(n=people))
    if organisations:
        words = ngettext(
            "{n} paire de fiches de structures se ressemble : est-ce la même structure ?",
            "{n} paires de fiches de structures se ressemblent : est-ce chaque fois la même structure ?",
            organisations,
        )
        yield say("bullet", words.format(n=organisations))


# Tables


def _cell(*runs: Run) -> Cell:
    return tuple((run,) for run in runs)


def _table(
    caption: str, columns: tuple[tuple[str, float], ...], rows: list[Row], nothing: str
) -> Iterator[Part]:
    """Yield a table of ``rows``, or that there is nothing."""
    if rows:
        shown = tuple(Column(header, share) for header, share in columns)
        yield Table(caption=caption, columns=shown, rows=tuple(rows))
    else:
        yield say("body", nothing)
