"""What to tell the reader when work failed: one sentence, and details to copy if it was unforeseen."""

import logging
import traceback
from dataclasses import dataclass

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """A sentence for the reader; ``details`` is empty when a rule said no, and ``refused`` is that rule."""

    sentence: str
    details: str = ""
    refused: Refused | None = None

    @property
    def code(self) -> str:
        """The code of the refusal, or nothing for an unforeseen error."""
        return self.refused.code if self.refused is not None else ""


def trouble(error: Exception) -> Trouble:
    """Put ``error`` into words; an unforeseen one is logged with its traceback."""
    from pstdesk.sentences import SENTENCES, sentence  # words for every rule: not before the first window

    if isinstance(error, Refused) and error.code in SENTENCES:
        return Trouble(sentence(error), refused=error)
    details = "".join(traceback.format_exception(error))
    log.error("unforeseen error\n%s", details)
    words = _("Une erreur imprévue a interrompu cette opération. Ce qui était enregistré est intact.")
    return Trouble(words, details)
