"""The fields of a registration: capacity, vote, whose suppléant, since when."""

from collections.abc import Iterable
from datetime import date

from pstdesk.domain.committee import Capacity
from pstdesk.domain.names import listed_name
from pstdesk.i18n import _
from pstdesk.services.committee_page import MemberRow
from pstdesk.services.memberships import MembershipForm
from pstdesk.ui.committees.words import capacities
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.form import Form


class MembershipFields:
    """Adds its fields to ``form`` and reads them as one registration."""

    def __init__(self, form: Form, since: date | None) -> None:
        self.capacity = form.add("capacity", _("Qualité"), Choice(capacities()), columns=6)
        votes = ((True, _("Voix délibérative")), (False, _("Voix consultative")))
        self.voting = form.add("voting", _("Vote"), Choice(votes), columns=6)
        self.since = form.add("since", _("Depuis le"), DateField(), columns=6)
        self.since.set_day(since)
        titulaires: Choice[int | None] = Choice([(None, _("personne"))])
        self.substitute = form.add("substitute", _("Suppléance de"), titulaires, columns=6)
        self.capacity.currentIndexChanged.connect(lambda _at: self._follow_capacity())

    def offer_titulaires(self, members: Iterable[MemberRow], without: int | None = None) -> None:
        """Offer the members to stand in for, but not ``without`` themselves."""
        chosen = self.substitute.value()
        known = {
            row.person_id: listed_name(row.given_name, row.family_name)
            for row in members
            if row.person_id != without
        }
        self.substitute.set_options([(None, _("personne")), *known.items()], chosen)

    def show_form(self, form: MembershipForm) -> None:
        """Show a registration as it was read."""
        self.capacity.choose(form.capacity)
        self.voting.choose(form.voting)
        self.since.set_day(form.starts_on)
        if form.substitute_for_id is not None:
            self.substitute.choose(form.substitute_for_id)

    def membership(self) -> MembershipForm:
        """Return the registration typed; Refused for a day that cannot be read."""
        return MembershipForm(
            self.capacity.value(), self.voting.value(), self.substitute.value(), self.since.day()
        )

    def _follow_capacity(self) -> None:
        capacity = self.capacity.value() if self.capacity.currentIndex() >= 0 else Capacity.MEMBER
        self.voting.choose(capacity.counts_in_rates)
