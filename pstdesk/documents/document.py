"""A document as every writer is handed it: worded in one language, with what its file says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pstdesk.documents.outline import Part


@dataclass(frozen=True, slots=True)
class Document:
    """One document, ready to draw: writers word nothing but the number of the page."""

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    moment: datetime
    """When its file says that it was made: of the meeting, never of the clock."""
    running: str
    """What tells a loose page where it belongs: "CT1, séance n° 3/2026 du 12 novembre 2026"."""
    state: str
    """What every page says of the document, after ``running``: "Projet, version 2"."""
    outline: tuple[Part, ...]
    """In the order in which it is read."""
    footer: str = ""
    """The programme's own line at the bottom of pages."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What the fields of a letterhead stand for, by name (docs/documents.md)."""
    identifier: str = ""
    identity: Mapping[str, str] = field(default_factory=dict)
    """What the file is known by when it comes back; empty where it is not meant to."""
    language: str = "fr"
