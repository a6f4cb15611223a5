"""What an election has come to, in words: the verdict, and beforehand what proclaiming it will do."""

from dataclasses import dataclass
from datetime import timedelta

from pstdesk.domain.election import ONE_CHOICE
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.voting import DecidedBy, TieBreak, VotingMethod
from pstdesk.i18n import N_, _, format_date, ngettext
from pstdesk.labels import label as word
from pstdesk.services.election_page import ElectedRow, ElectionPage, RoundPage
from pstdesk.ui.elections.words import joined

_TIES = {
    TieBreak.LOT: N_("Le sort décide, devant deux témoins."),
    TieBreak.OLDEST: N_("L’âge décide, en faveur de la date de naissance la plus ancienne."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands above the result: one line, and a remark that says what follows."""

    title: str
    remark: str = ""


def verdict(page: ElectionPage) -> Verdict:
    """Return what the election has come to."""
    closed = [row for row in page.rounds if row.is_closed]
    last = closed[-1] if closed else None
    said = _by_step(page, last)
    return Verdict(_("Résultat")) if said is None else said


def _by_step(page: ElectionPage, last: RoundPage | None) -> Verdict | None:
    seated = [row for row in page.elected if row.accepted is not False]
    declined = [row for row in page.elected if row.accepted is False]
    names = joined([row.name for row in seated])
    if page.step is ElectionStep.PROCLAIMED:
        return Verdict(_elected_words(seated, names), _record_words(page))
    if page.step is ElectionStep.PROCLAIM and seated:
        return Verdict(_elected_words(seated, names), _decided_words(seated))
    if page.step is ElectionStep.ACCEPTANCE:
        waiting = next(row for row in page.elected if row.accepted is None)
        return Verdict(_elected_words([waiting], waiting.name), _decided_words([waiting]))
    if page.step is ElectionStep.TIE:
        tied = joined([row.distinct_name for row in page.candidates if row.id in page.tied])
        how = _(_TIES[page.tie_break or TieBreak.LOT])
        return Verdict(_("Égalité entre {names}").format(names=tied), how)
    if page.step is ElectionStep.NEXT_ROUND and last is not None:
        return _next_round_words(page, last)
    if page.step is ElectionStep.NOBODY:
        return Verdict(_("Personne n’est élu"), _("Aucun suffrage n’a été exprimé."))
    if page.step is ElectionStep.CANDIDACIES and declined:
        refused = joined([row.name for row in declined])
        said = ngettext("{names} a refusé", "{names} ont refusé", len(declined)).format(names=refused)
        return Verdict(said, _("Le siège reste à pourvoir : de nouvelles candidatures peuvent venir."))
    return None


def _next_round_words(page: ElectionPage, last: RoundPage) -> Verdict:
    count = last.count
    if count is None or not count.valid:
        return Verdict(_("Aucun suffrage exprimé"), _("Un autre tour peut s’ouvrir."))
    leaders = joined([score.name for score in last.scores if score.candidate_id in count.leaders])
    top = max((score.votes or 0 for score in last.scores), default=0)
    decides = count.majority is None or top >= count.majority
    if len(count.leaders) > 1 and decides:
        return Verdict(
            _("Égalité entre {names}").format(names=leaders), _("La règle prévoit un nouveau tour.")
        )
    if len(count.leaders) > 1 or page.head.rules.method not in ONE_CHOICE:
        return Verdict(
            _("Personne n’est élu à ce tour"), _("{names} sont à égalité en tête.").format(names=leaders)
        )
    missing = (count.majority or 0) - top
    words = ngettext(
        "Il manque {n} voix à {name} pour la majorité absolue.",
        "Il manque {n} voix à {name} pour la majorité absolue.",
        missing,
    )
    return Verdict(_("Personne n’est élu à ce tour"), words.format(n=missing, name=leaders))


def consequences(page: ElectionPage) -> str:
    """Return what proclaiming will lock, and which mandate it opens, in sentences."""
    seated = [row for row in page.elected if row.accepted]
    locked = _(
        "Proclamer établit le procès-verbal n° {number} et le verrouille : ensuite, seule une correction "
        "motivée, dans un nouveau procès-verbal, pourra le changer."
    ).format(number=len(page.records) + 1)
    if not seated:
        free = _("Aucun mandat ne commence : le siège reste à pourvoir.")
        return f"{locked}\n{free}"
    names = joined([row.name for row in seated])
    term = page.term
    day = format_date(term.starts_on)
    if term.ends_on is None:
        opened = _("Mandat ouvert à partir du {day}, jusqu’à la prochaine élection : {names}.")
        opens = opened.format(names=names, day=day)
    else:
        opened = _("Mandat ouvert du {day} au {end} : {names}.")
        last = term.ends_on - timedelta(days=1)
        opens = opened.format(names=names, day=day, end=format_date(last))
    if term.remaining_of:
        opens += " " + _("C’est la fin du mandat commencé par {name}.").format(name=term.remaining_of)
    if term.closes:
        ends = ngettext(
            "Mandat qui prend fin ce jour-là : {names}.",
            "Mandats qui prennent fin ce jour-là : {names}.",
            len(term.closes),
        )
        opens += "\n" + ends.format(names=joined(term.closes))
    return f"{locked}\n{opens}"


def missing_officers(page: ElectionPage) -> str:
    """Return who is still to be named for the record to be complete, in a sentence; nothing where all are."""
    head = page.head
    tellers = 0 if head.rules.method is VotingMethod.WITHOUT_CANDIDATES else 2 - len(head.tellers)
    missing = [
        words
        for words, is_missing in (
            (_("la présidence"), head.chair is None),
            (_("le secrétariat"), head.secretary is None),
            (_("un scrutateur"), tellers == 1),
            (_("deux scrutateurs"), tellers == 2),
        )
        if is_missing
    ]
    if not missing:
        return ""
    return _("Il manque des noms au procès-verbal : {what}.").format(what=joined(missing))


def _elected_words(rows: list[ElectedRow], names: str) -> str:
    if not rows:
        return _("Personne n’est élu")
    if rows[0].decided_by is DecidedBy.CONSENT:
        return _("Le choix se porte sur {names}").format(names=names)
    return ngettext("{names} l’emporte", "{names} l’emportent", len(rows)).format(names=names)


def _decided_words(rows: list[ElectedRow]) -> str:
    words = word(rows[0].decided_by)
    return f"{words[:1].upper()}{words[1:]}."


def _record_words(page: ElectionPage) -> str:
    if not page.records:
        return ""
    last = page.records[-1]
    words = _("Procès-verbal n° {number}, proclamé le {day}. Rien n’y change plus.")
    return words.format(number=last.number, day=format_date(last.made_at.astimezone().date()))
