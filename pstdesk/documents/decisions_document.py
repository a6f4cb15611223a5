"""What a meeting decided, on its own: the decision log, and the extract of one item of the minutes."""

from collections.abc import Iterator

from pstdesk.documents.approval_outline import rectifications
from pstdesk.documents.document import Document
from pstdesk.documents.meeting_document import meeting_document
from pstdesk.documents.meeting_outline import ended, facts, letterhead, say, section, turnout
from pstdesk.documents.meeting_words import meeting_of_body, when
from pstdesk.documents.minutes import MinutesContent, MinutesItem
from pstdesk.documents.minutes_outline import quorum_words
from pstdesk.documents.minutes_words import state_words
from pstdesk.documents.outline import Paragraph, Part, Run, typed_line
from pstdesk.documents.results_outline import actions_table, decisions_table, item_parts
from pstdesk.i18n import _, language


def decisions_document(content: MinutesContent) -> Document:
    """Return the decisions and actions of a meeting, ready to draw, in the content's language."""
    with language(content.language):
        heading = _("Relevé de décisions de la {meeting}").format(meeting=meeting_of_body(content))
        parts = (
            section(_("Décisions"), "decisions"),
            decisions_table(content, titles=True),
            section(_("Actions"), "actions"),
            actions_table(content),
        )
        return _document(content, heading, _("relevé de décisions"), parts)


def extract_document(content: MinutesContent, item: MinutesItem) -> Document:
    """Return what the minutes say of one of their items, ready to draw, in the content's language."""
    with language(content.language):
        heading = _("Extrait du compte rendu de la {meeting}").format(meeting=meeting_of_body(content))
        parts = tuple(item_parts(item, content.day))
        return _document(content, heading, _("extrait du compte rendu"), parts)


def _document(content: MinutesContent, heading: str, kind: str, parts: tuple[Part, ...]) -> Document:
    outline = (
        *letterhead(content.letterhead),
        *_state(content),
        say("title", heading),
        *rectifications(content),
        *_facts(content),
        *parts,
    )
    outline = ended(outline, _("Fin du document."))
    return meeting_document(content, heading, kind=kind, state=state_words(content), outline=outline)


def _state(content: MinutesContent) -> Iterator[Paragraph]:
    """Yield that the minutes wait for their approval; approved ones need no word."""
    if content.is_draft:
        words = _("Le compte rendu de cette séance n’est pas encore approuvé.")
        yield Paragraph("draft", (Run(_("Projet."), "strong"), Run(f" {words}")))


def _facts(content: MinutesContent) -> Iterator[Paragraph]:
    return facts(
        (
            (_("Date"), when(content)),
            (_("Lieu"), typed_line(content.place)),
            (_("Animation"), typed_line(content.facilitator)),
            (_("Participation"), turnout(content.headcount)),
            (_("Quorum"), quorum_words(content.quorum)),
            (_("Compte rendu"), state_words(content)),
        )
    )
