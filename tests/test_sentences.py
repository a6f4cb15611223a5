"""A refusal reads as a sentence, in French and in English, whatever its values are."""

from datetime import date

import pytest

from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import NBSP
from pstdesk.sentences import SENTENCES, sentence


def test_days_are_read_as_days() -> None:
    refused = Refused("interval_backwards", starts_on=date(2026, 12, 1), ends_on=date(2026, 11, 30))
    assert sentence(refused) == (
        f"La fin (30 novembre 2026) doit venir après le début (1er décembre 2026){NBSP}: "
        "corrigez l’une des deux dates."
    )


def test_states_are_read_by_their_words() -> None:
    refused = Refused("meeting_step", now=MeetingState.HELD, then=MeetingState.CANCELLED)
    assert f"«{NBSP}tenue{NBSP}»" in sentence(refused)
    assert f"«{NBSP}annulée{NBSP}»" in sentence(refused)


def test_great_numbers_are_set_apart_and_years_are_not() -> None:
    refused = Refused("text_too_long", beginning="Le quartier {bleu}", length=1_000_001, limit=2026)
    assert "1 000 001 caractères, 2026 au plus" in sentence(refused).replace("\u202f", " ").replace(NBSP, " ")
    assert "Le quartier {bleu}" in sentence(refused)


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_is_set_as_french_is(code: str) -> None:
    text = SENTENCES[code]
    assert text.endswith(".")
    assert text[0].isupper() or text.startswith(("«", "{"))
    assert "'" not in text
    for mark in (" :", " ;", " !", " ?", " »", "« "):
        assert mark not in text, f"{mark!r} wants a no-break space"
