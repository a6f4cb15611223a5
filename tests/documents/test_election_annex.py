"""The annex of a record: its totals count to the same result, for anybody who has the command."""

import json
from dataclasses import replace

from pstdesk.documents.election_annex import tally_text
from pstdesk.documents.election_record import RecordCandidate, RecordScore
from pstdesk.documents.election_record_document import record_document
from pstdesk.documents.pdf_writer import pdf_file
from pstdesk.domain.election import Outcome
from pstdesk.domain.tally import read_tally
from tests.documents.election_makers import (
    INES,
    SEKOU,
    ZOE,
    approval,
    ballot,
    by_consent,
    judgment,
    record,
    refused_and_several,
)
from tests.documents.test_decisions_document import said
from tests.documents.test_minutes_pdf import pages


def test_the_annex_counts_to_the_same_result() -> None:
    counted = read_tally(tally_text(record(), 1).encode()).count()
    assert counted.outcome is Outcome.TIE
    assert counted.tied == (ZOE, INES)
    by_age = read_tally(tally_text(refused_and_several(), 2).encode()).count()
    assert by_age.elected == (SEKOU,)
    assert read_tally(tally_text(approval(), 1).encode()).count().elected == (INES,)
    assert read_tally(tally_text(judgment(), 1).encode()).count().elected == (ZOE,)


def test_the_annex_of_a_later_ballot_counts_the_seats_that_were_left() -> None:
    content = approval()
    rules = replace(content.rules, seats=2)
    again = replace(content.rounds[0], series=2)
    form = json.loads(tally_text(replace(content, rules=rules, rounds=(*content.rounds, again)), 2))
    assert form["seats"] == 1


def test_what_is_copied_out_of_the_pdf_is_still_json() -> None:
    file = pdf_file(record_document(record()))
    copied = " ".join(pages(file))
    start = copied.index('{"method"')
    form, _end = json.JSONDecoder().raw_decode(copied[start:])
    assert form == json.loads(tally_text(record(), 1))


def test_no_line_of_it_is_broken_within_a_name() -> None:
    lines = tally_text(judgment(20), 1).split("\n")
    assert max(map(len, lines)) < 75
    assert json.loads("\n".join(lines)) == json.loads(tally_text(judgment(20), 1))


def test_no_annex_where_nobody_voted() -> None:
    assert said(record_document(by_consent()), "code") == []
    assert len(said(record_document(refused_and_several()), "code")) == 2


def test_rounds_that_do_not_count_stay_out_of_it() -> None:
    won = ballot(1, {ZOE: 6, INES: 3}, majority=5)
    late = replace(ballot(2, {ZOE: 5, INES: 5}), counts=False)
    content = record(rounds=(won, late))
    assert read_tally(tally_text(content, 1).encode()).count().elected == (ZOE,)
    assert "Ce tour ne compte pas" in " ".join(said(record_document(content), "body"))


def test_names_of_any_letters_are_json() -> None:
    odd = 'A "B" \\ </w:t> {0} \u202eC\x00'
    content = record(
        candidates=(RecordCandidate(odd),),
        rounds=(replace(ballot(1, {}), blank=0, spoiled=0, scores=(RecordScore(odd, 11),)),),
        elected=(),
    )
    assert read_tally(tally_text(content, 1).encode()).count().outcome is Outcome.ELECTED
