"""How minutes call things: the title, the meeting, the state of the document, in the current language."""

from pstdesk.documents.minutes import CommitteeTitle, MinutesContent
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


def meeting_name(content: MinutesContent) -> str:
    """Return "séance n° 3/2026", or by its day what has no number yet: "séance du 12 novembre 2026"."""
    if content.number is None or content.year is None:
        return _("séance du {day}").format(day=format_date(content.day, "long"))
    return _("séance n° {number}/{year}").format(number=content.number, year=content.year)


def minutes_title(content: MinutesContent) -> str:
    """Return "Compte rendu de la séance n° 3/2026 du comité technique « ... »"."""
    meeting, of = meeting_name(content), of_body(content.committee)
    if of:
        return _("Compte rendu de la {meeting} {of_body}").format(meeting=meeting, of_body=of)
    body = body_name(content.committee)
    return _("Compte rendu de la {meeting} : {body}").format(meeting=meeting, body=body)


def state_words(content: MinutesContent) -> str:
    """Return "Projet, version 2" or "Approuvé le 14 janvier 2027"."""
    if content.approved_on is None:
        return _("Projet, version {version}").format(version=content.version)
    return _("Approuvé le {day}").format(day=format_date(content.approved_on, "long"))


def running_words(content: MinutesContent) -> str:
    """Return what tells a loose page where it belongs: "CT1, séance n° 3/2026 du 12 novembre 2026"."""
    committee = typed_line(content.committee.short_name) or body_name(content.committee)
    if content.number is None or content.year is None:
        return f"{committee}, {meeting_name(content)}"
    day = format_date(content.day, "long")
    return _("{committee}, {meeting} du {day}").format(
        committee=committee, meeting=meeting_name(content), day=day
    )


def when(content: MinutesContent) -> str:
    """Return "jeudi 12 novembre 2026, de 14 h 30 à 16 h 15"; hours that are not known are left out."""
    day = format_date(content.day, "full")
    if content.starts_at and content.ends_at:
        start, end = format_time(content.starts_at), format_time(content.ends_at)
        return _("{day}, de {start} à {end}").format(day=day, start=start, end=end)
    if content.starts_at:
        return _("{day}, à {start}").format(day=day, start=format_time(content.starts_at))
    return day


def language_tag() -> str:
    """Return the tag of the current language for a file's metadata: fr-FR, en-GB."""
    return {"fr": "fr-FR", "en": "en-GB"}[current_language()]
