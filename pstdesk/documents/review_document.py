"""The stage review as a document, worded once for Word and for PDF."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from pstdesk.documents.document import Document
from pstdesk.documents.meeting_outline import account, facts, letterhead, say, section
from pstdesk.documents.outline import Part, typed_line
from pstdesk.documents.review import ReviewContent, SectionEntry
from pstdesk.documents.review_outline import brief, figure_parts
from pstdesk.documents.review_words import period_words
from pstdesk.domain.masking import LEAST
from pstdesk.domain.review import SectionKind
from pstdesk.i18n import _, format_date, language


def review_document(content: ReviewContent, *, masked: bool = True) -> Document:
    """Return the review ready to draw, in the content's language.

    Without ``masked`` it also tells of fewer than five people, and says on every page that it is for
    internal use.
    """
    with language(content.language):
        name = period_words(content.review.whole.period, content.kind)
        heading = _("Bilan d’étape : {period}").format(period=name[:1].lower() + name[1:])
        made_on = format_date(content.made_on, "long")
        return Document(
            title=heading,
            subject=typed_line(content.name) or heading,
            author=typed_line(content.programme) or typed_line(content.town),
            keywords=(_("bilan d’étape"), content.review.whole.period.first.isoformat()),
            moment=datetime.combine(content.made_on, time(), UTC),
            running=heading,
            state=_state(content, masked=masked),
            outline=(
                *letterhead(content.letterhead),
                say("title", heading),
                *_about(content, masked=masked),
                *_outline(content, masked=masked),
            ),
            footer=typed_line(content.footer),
            fields={
                "commune": typed_line(content.town),
                "programme": typed_line(content.programme),
                "date": made_on,
            },
            language=content.language,
        )


def _state(content: ReviewContent, *, masked: bool) -> str:
    day = format_date(content.made_on, "long")
    words = _("Figé le {day}") if content.is_frozen else _("Projet du {day}")
    state = words.format(day=day)
    return state if masked else _("Usage interne, {state}").format(state=state[:1].lower() + state[1:])


def _about(content: ReviewContent, *, masked: bool) -> Iterator[Part]:
    if not masked:
        yield say(
            "draft", _("Usage interne : ce document donne aussi les effectifs de moins de cinq personnes.")
        )
    whole, before = content.review.whole, content.review.previous
    days = _("du {first} au {last}")
    compared = ""
    if before is not None:
        compared = days.format(
            first=format_date(before.period.first, "long"), last=format_date(before.period.last, "long")
        )
        if content.compared_with:
            named = _("{name}, {days}")
            compared = named.format(name=typed_line(content.compared_with), days=compared)
    yield from facts(
        (
            (_("Programme"), typed_line(content.programme)),
            (
                _("Période"),
                days.format(
                    first=format_date(whole.period.first, "long"), last=format_date(whole.period.last, "long")
                ),
            ),
            (_("Comparée à"), compared),
            (_("Établi le"), format_date(content.made_on, "long")),
        )
    )


def _outline(content: ReviewContent, *, masked: bool) -> Iterator[Part]:
    yield section(_("En bref"), "brief")
    yield brief(content.review, masked=masked)
    if content.narrative.strip():
        yield section(_("Ce que disent les chiffres"), "narrative")
        yield from account(content.narrative)
    for kind, title, name in (
        (SectionKind.FINDING, _("Constats"), "findings"),
        (SectionKind.OBJECTIVE, _("Objectifs : actions et preuves"), "objectives"),
        (SectionKind.PRINCIPLE, _("Principes"), "principles"),
    ):
        written = [one for one in content.sections if one.kind is kind and (one.text.strip() or one.evidence)]
        if written:
            yield section(title, name)
            for one in written:
                yield from _section(one)
    yield from figure_parts(content.review, masked=masked)
    yield section(_("Comment c’est compté"), "method")
    for line in _method(masked=masked):
        yield say("bullet", line)


def _section(entry: SectionEntry) -> Iterator[Part]:
    yield say("subheading", typed_line(entry.title))
    yield from account(entry.text)
    for evidence in entry.evidence:
        text, note = typed_line(evidence.text), typed_line(evidence.note)
        yield say("bullet", _("{text} ({note})").format(text=text, note=note) if note else text)


def _method(*, masked: bool) -> Iterator[str]:
    yield _(
        "Le taux de présence est la part des inscrits attendus qui étaient là, sur place ou à distance, "
        "toutes séances tenues réunies. Ce qui n’a pas été noté n’est pas compté ; les participants non "
        "inscrits sont comptés à part."
    )
    yield _(
        "Personne n’est compté absent avant d’être inscrit ni après être parti. Niveau, structure et secteur "
        "sont ceux du jour de la séance."
    )
    yield _("Les inscrits sont ceux du dernier jour de la période, dont les deux bouts sont compris.")
    yield _("« – » : rien à diviser. L’état des partenaires est celui du jour où le bilan est établi.")
    if masked:
        yield _(
            "« < {least} » : moins de cinq personnes ; « n. c. » : non communiqué, pour que ces petits "
            "nombres ne se déduisent pas des autres."
        ).format(least=LEAST)
