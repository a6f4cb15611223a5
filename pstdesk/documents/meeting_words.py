"""How documents call a meeting: its body, its number, its day, in the current language."""

from pstdesk.documents.meeting import CommitteeTitle, MeetingContent
from pstdesk.documents.outline import typed_line
from pstdesk.domain.names import fold
from pstdesk.i18n import N_, _, current_language, format_date, format_time

_MASCULINE, _FEMININE = N_("du {body}"), N_("de la {body}")
_ELIDED, _PLURAL = N_("de l’{body}"), N_("des {body}")
_OF = {
    _MASCULINE: "bureau cercle club college comite conseil copil cotech forum groupe plan pole projet reseau",
    _FEMININE: "cellule chambre commission conference coordination mission plateforme reunion table",
    _ELIDED: "assemblee atelier equipe instance observatoire organe union",
    _PLURAL: "assises ateliers etats rencontres",
}
_PATTERNS = {word: pattern for pattern, words in _OF.items() for word in words.split()}
"""How French says "of" before the first word of a body's name."""


def capital(words: str) -> str:
    """Return ``words`` with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def body_name(committee: CommitteeTitle) -> str:
    """Return the body's whole name: "comité technique « Accès aux droits »", "Cellule de veille"."""
    name, kind = typed_line(committee.name), typed_line(committee.kind)
    return _("{kind} « {name} »").format(kind=kind, name=name) if kind else name


def of_body(committee: CommitteeTitle) -> str:
    """Return the body after "séance": "du comité technique « ... »", "de la cellule de veille".

    French needs the gender of the first word; empty where it is not known.
    """
    name = body_name(committee)
    first = fold(name).removeprefix("sous ").split(" ")[0]
    pattern = _PATTERNS.get(first)
    if pattern is None:
        return ""
    return _(pattern).format(body=name if committee.kind else name[:1].lower() + name[1:])


def meeting_name(meeting: MeetingContent) -> str:
    """Return "séance n° 3/2026", or by its day what has no number yet: "séance du 12 novembre 2026"."""
    if meeting.number is None or meeting.year is None:
        return _("séance du {day}").format(day=format_date(meeting.day, "long"))
    return _("séance n° {number}/{year}").format(number=meeting.number, year=meeting.year)


def meeting_of_body(meeting: MeetingContent) -> str:
    """Return "séance n° 3/2026 du comité technique « ... »"; a body of unknown gender after a colon."""
    name, of = meeting_name(meeting), of_body(meeting.committee)
    if of:
        return _("{meeting} {of_body}").format(meeting=name, of_body=of)
    return _("{meeting} : {body}").format(meeting=name, body=body_name(meeting.committee))


def running_words(meeting: MeetingContent) -> str:
    """Return what tells a loose page where it belongs: "CT1, séance n° 3/2026 du 12 novembre 2026"."""
    committee = typed_line(meeting.committee.short_name) or body_name(meeting.committee)
    if meeting.number is None or meeting.year is None:
        return f"{committee}, {meeting_name(meeting)}"
    day = format_date(meeting.day, "long")
    return _("{committee}, {meeting} du {day}").format(
        committee=committee, meeting=meeting_name(meeting), day=day
    )


def when(meeting: MeetingContent) -> str:
    """Return "jeudi 12 novembre 2026, de 14 h 30 à 16 h 15"; hours that are not known are left out."""
    day = format_date(meeting.day, "full")
    if meeting.starts_at and meeting.ends_at:
        start, end = format_time(meeting.starts_at), format_time(meeting.ends_at)
        return _("{day}, de {start} à {end}").format(day=day, start=start, end=end)
    if meeting.starts_at:
        return _("{day}, à {start}").format(day=day, start=format_time(meeting.starts_at))
    return day


def language_tag() -> str:
    """Return the tag of the current language for a file's metadata: fr-FR, en-GB."""
    return {"fr": "fr-FR", "en": "en-GB"}[current_language()]
