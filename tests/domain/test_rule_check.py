"""Voting rules that cannot be are refused, with what is wrong."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.rule_check import refuse_rules
from pstdesk.domain.voting import EnrolledBy, QuorumRule, TieBreak, VotingMethod, VotingRules
from tests.refusals import refused

PLAIN = VotingRules(
    method=VotingMethod.MAJORITY_2,
    tie_break=TieBreak.OLDEST,
    quorum=QuorumRule.NONE,
    enrolled_by=EnrolledBy.SUMMONS,
    mandate_months=None,
    seats=1,
    proxies_per_holder=1,
    show_of_hands=False,
    sole_candidate=True,
    remote_vote=False,
)
CONSENT = replace(
    PLAIN,
    method=VotingMethod.WITHOUT_CANDIDATES,
    tie_break=TieBreak.LOT,
    proxies_per_holder=0,
    show_of_hands=True,
    sole_candidate=False,
)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seats": 0}, "rule_seats"),
        ({"seats": 21}, "rule_seats"),
        ({"proxies_per_holder": -1}, "rule_proxies"),
        ({"proxies_per_holder": 11}, "rule_proxies"),
        ({"mandate_months": 0}, "rule_months"),
        ({"mandate_months": 241}, "rule_months"),
    ],
)
@pytest.mark.parametrize("plain", [PLAIN, CONSENT], ids=["vote", "consent"])
def test_a_number_out_of_bounds(plain: VotingRules, changes: dict[str, Any], code: str) -> None:
    with refused(code):
        refuse_rules(replace(plain, **changes))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"proxies_per_holder": 1}, "rule_consent_proxies"),
        ({"show_of_hands": False}, "rule_consent_secret"),
        ({"sole_candidate": True}, "rule_consent_sole"),
        ({"tie_break": TieBreak.OLDEST}, "rule_consent_oldest"),
    ],
)
def test_what_makes_no_sense_without_candidates(changes: dict[str, Any], code: str) -> None:
    refuse_rules(CONSENT)
    with refused(code):
        refuse_rules(replace(CONSENT, **changes))


@given(
    st.builds(
        VotingRules,
        method=st.sampled_from([method for method in VotingMethod if method != "without-candidates"]),
        tie_break=st.sampled_from(TieBreak),
        quorum=st.sampled_from(QuorumRule),
        enrolled_by=st.sampled_from(EnrolledBy),
        mandate_months=st.none() | st.integers(1, 240),
        seats=st.integers(1, 20),
        proxies_per_holder=st.integers(0, 10),
        show_of_hands=st.booleans(),
        sole_candidate=st.booleans(),
        remote_vote=st.booleans(),
    )
)
def test_with_candidates_everything_within_bounds_goes_together(rules: VotingRules) -> None:
    refuse_rules(rules)
