"""The sentence that a person reads when something is refused: what, where, what to do.

A sentence stands in the module of the lowest layer that says it.
"""

from datetime import date, time
from enum import StrEnum

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, format_date, format_number, format_time
from pstdesk.labels import label
from pstdesk.sentences import db, documents, domain, services, services_elections, ui

SENTENCES: dict[str, str] = {
    **domain.SENTENCES,
    **db.SENTENCES,
    **documents.SENTENCES,
    **services.SENTENCES,
    **services_elections.SENTENCES,
    **ui.SENTENCES,
}


def sentence(refused: Refused) -> str:
    """Return the sentence for ``refused`` in the current language, its values in words."""
    words = {name: _in_words(value) for name, value in refused.values.items()}
    return _(SENTENCES[refused.code]).format(**words)


def _in_words(value: object) -> object:
    """Return a state by its label, a day and a great number as they are read, all else as it is."""
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, time):
        return format_time(value)
    if isinstance(value, int) and value >= 10_000:  # below it may be a year
        return format_number(value)
    return value
