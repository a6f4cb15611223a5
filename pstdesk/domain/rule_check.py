"""Which voting rules can be: numbers in bounds, and nothing that says two things at once."""

from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import TieBreak, VotingMethod, VotingRules

MOST_SEATS = 20
MOST_PROXIES = 10
MOST_MONTHS = 240


def refuse_rules(rules: VotingRules) -> None:
    """Raise where ``rules`` cannot be (docs/voting-rules.md).

    A number out of bounds: 1 to 20 seats, 0 to 10 proxies a holder, 1 to 240 months of mandate. Without
    candidates people speak in turn, before all, until everybody consents: so there are no proxies, no secret,
    no sole candidate and no tie that the oldest would win.
    """
    months = rules.mandate_months
    if not 1 <= rules.seats <= MOST_SEATS:
        raise Refused("rule_seats", n=rules.seats, most=MOST_SEATS)
    if not 0 <= rules.proxies_per_holder <= MOST_PROXIES:
        raise Refused("rule_proxies", n=rules.proxies_per_holder, most=MOST_PROXIES)
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise Refused("rule_months", n=months, most=MOST_MONTHS)
    if rules.method is VotingMethod.WITHOUT_CANDIDATES:
        _refuse_consent(rules)


def _refuse_consent(rules: VotingRules) -> None:
    if rules.proxies_per_holder:
        raise Refused("rule_consent_proxies")
    if not rules.show_of_hands:
        raise Refused("rule_consent_secret")
    if rules.sole_candidate:
        raise Refused("rule_consent_sole")
    if rules.tie_break is TieBreak.OLDEST:
        raise Refused("rule_consent_oldest")
