"""The first draft of what a review says: the figures in plain sentences, which the officer then rewrites.

It says what was counted and never what to think of it; it names organisations and no person; what a
document would hide it does not say.
"""

from collections.abc import Iterator

from pstdesk.documents.outline import typed_line
from pstdesk.documents.review_words import decimal, percent, points
from pstdesk.domain.review import CommitteeFigures, GroupFigures, Review
from pstdesk.domain.review_masking import Ids, Veil, veil
from pstdesk.i18n import _, format_date, format_number, ngettext, typeset

_MOST_NAMES = 8
"""Partners named in a sentence; the table lists all."""
_FALL = 0.05
"""Of a rate, from one quarter to the next, that is worth a sentence."""


def narrative(review: Review) -> str:
    """Return the draft in the current language, a paragraph for each subject; "" where nothing is known."""
    hidden = veil(review.whole)
    subjects = (
        (_meetings(review), _rate(review, hidden), _span(review, hidden), _falling(review)),
        (_people(review, hidden), _beyond(review, hidden), _largest(review.whole.grades, hidden.grades)),
        (_partners(review),),
        (_minutes(review), _actions(review)),
    )
    paragraphs = (" ".join(filter(None, sentences)) for sentences in subjects)
    return typeset("\n\n".join(filter(None, paragraphs)))


# How committees meet


def _meetings(review: Review) -> str:
    period, rhythm = review.whole.period, review.whole.rhythm
    if not rhythm.planned:
        return ""
    words = ngettext(
        "Du {first} au {last}, {held} séance a été tenue sur {planned} prévues",
        "Du {first} au {last}, {held} séances ont été tenues sur {planned} prévues",
        rhythm.held,
    ).format(
        first=format_date(period.first, "long"),
        last=format_date(period.last, "long"),
        held=format_number(rhythm.held),
        planned=format_number(rhythm.planned),
    )
    others = (
        (rhythm.postponed, ngettext("{n} a été reportée", "{n} ont été reportées", rhythm.postponed)),
        (rhythm.cancelled, ngettext("{n} a été annulée", "{n} ont été annulées", rhythm.cancelled)),
        (rhythm.inquorate, _("{n} sans quorum")),
    )
    said = ", ".join(text.format(n=format_number(n)) for n, text in others if n)
    return f"{words} ({said})." if said else f"{words}."


def _rate(review: Review, hidden: Veil) -> str:
    now = review.whole.count.rate
    if now is None or hidden.everything or hidden.rate:
        return ""
    before = None if review.previous is None else review.previous.count.rate
    if before is None:
        return _("La participation est de {rate}.").format(rate=percent(now))
    moved = points(now, before)
    words = _("La participation est de {rate}, contre {before} pendant la période précédente ({moved}).")
    return words.format(rate=percent(now), before=percent(before), moved=moved)


def _span(review: Review, hidden: Veil) -> str:
    told = [
        (one.count.rate, one)
        for one in review.whole.committees
        if one.count.rate is not None and one.id not in hidden.committees
    ]
    if len(told) < 2:
        return ""
    low, high = min(told, key=lambda pair: pair[0]), max(told, key=lambda pair: pair[0])
    if percent(low[0]) == percent(high[0]):
        return ""
    return _("Elle va de {low} ({first}) à {high} ({last}).").format(
        low=percent(low[0]), first=_called(low[1]), high=percent(high[0]), last=_called(high[1])
    )


def _called(one: CommitteeFigures) -> str:
    return typed_line(one.short_name or one.name)


def _falling(review: Review) -> str:
    """Return the committees whose rate fell twice in a row, up to the last quarter they met in."""
    if len(review.quarters) < 3:
        return ""
    veils = [veil(part).committees for part in review.quarters]
    names = []
    for one in review.whole.committees:
        rates = [
            own.count.rate
            for part, hidden in zip(review.quarters, veils, strict=True)
            for own in part.committees
            if own.id == one.id and own.id not in hidden and own.count.rate is not None
        ]
        if len(rates) >= 3 and rates[-3] - rates[-2] >= _FALL and rates[-2] - rates[-1] >= _FALL:
            names.append(_called(one))
    if not names:
        return ""
    words = ngettext(
        "{names} recule pour le deuxième trimestre de suite.",
        "{names} reculent pour le deuxième trimestre de suite.",
        len(names),
    )
    return words.format(names=_listed(names))


# Who takes part


def _people(review: Review, hidden: Veil) -> str:
    people = review.whole.people
    if not people.total or hidden.everything:
        return ""
    words = ngettext("{n} personne est inscrite", "{n} personnes sont inscrites", people.total)
    said = [words.format(n=format_number(people.total))]
    if people.in_several_committees and not hidden.several:
        more = _("dont {n} dans plusieurs comités")
        said.append(more.format(n=format_number(people.in_several_committees)))
    if (people.joined or people.left) and not hidden.movements:
        moved = (
            (people.joined, ngettext("{n} arrivée", "{n} arrivées", people.joined)),
            (people.left, ngettext("{n} départ", "{n} départs", people.left)),
        )
        told = [words.format(n=format_number(n)) for n, words in moved if n]
        said.append(_("{moved} dans la période").format(moved=_listed(told)))
    if people.dormant and not hidden.dormant:
        unseen = _("{n} n’ont pas été vues depuis un an")
        said.append(unseen.format(n=format_number(people.dormant)))
    return ", ".join(said) + "."


def _beyond(review: Review, hidden: Veil) -> str:
    beyond = review.whole.beyond_social_work
    if beyond.members.ratio is None or hidden.everything or hidden.beyond:
        return ""
    words = _("{members} des inscrits ne relèvent pas de l’action sociale").format(
        members=percent(beyond.members.ratio)
    )
    if beyond.attendances.ratio is not None:
        words += _(", et {present} des présences").format(present=percent(beyond.attendances.ratio))
    if beyond.referents.whole:
        referents = ngettext(
            "{words} ; {part} référent sur {whole}",
            "{words} ; {part} référents sur {whole}",
            beyond.referents.part,
        )
        words = referents.format(
            words=words,
            part=format_number(beyond.referents.part),
            whole=format_number(beyond.referents.whole),
        )
    return f"{words}."


def _largest(groups: tuple[GroupFigures, ...], hidden: Ids) -> str:
    known = [group for group in groups if group.id is not None]
    members, came = sum(one.members for one in known), sum(one.count.attended for one in known)
    told = [group for group in known if group.id not in hidden]
    if not came or not members or not told:
        return ""
    first = max(told, key=lambda group: group.count.attended)
    words = _("Le niveau le plus présent est « {name} » : {members} des inscrits, {present} des présences.")
    return words.format(
        name=typed_line(first.name),
        members=percent(first.members / members),
        present=percent(first.count.attended / came),
    )


# Partners, minutes, actions


def _partners(review: Review) -> str:
    partners = review.whole.partners
    if not partners.targeted:
        return ""
    words = ngettext(
        "Sur {targeted} structures visées, {seen} est venue au moins une fois.",
        "Sur {targeted} structures visées, {seen} sont venues au moins une fois.",
        partners.seen,
    ).format(targeted=format_number(partners.targeted), seen=format_number(partners.seen))
    names = [typed_line(one.name) for one in partners.to_win]
    if not names:
        return words
    rest = len(names) - _MOST_NAMES
    if rest > 1:
        names = [*names[:_MOST_NAMES], _("{n} autres").format(n=format_number(rest))]
    wanted = _("À mobiliser : {names}.").format(names=_listed(names))
    return f"{words} {wanted}"


def _minutes(review: Review) -> str:
    rhythm = review.whole.rhythm
    said = [
        words.format(days=decimal(days, 0))
        for days, words in (
            (rhythm.days_to_sending, _("diffusés {days} jours après la séance")),
            (rhythm.days_to_approval, _("approuvés {days} jours après")),
        )
        if days is not None
    ]
    return _("La moitié des comptes rendus sont {said} au plus.").format(said=_listed(said)) if said else ""


def _actions(review: Review) -> str:
    actions = review.whole.actions
    parts: Iterator[tuple[int, str]] = iter(
        (
            (
                actions.closed,
                ngettext("{n} action a été faite", "{n} actions ont été faites", actions.closed),
            ),
            (actions.open, ngettext("{n} reste ouverte", "{n} restent ouvertes", actions.open)),
            (actions.overdue, ngettext("dont {n} en retard", "dont {n} en retard", actions.overdue)),
            (actions.dropped, ngettext("{n} a été abandonnée", "{n} ont été abandonnées", actions.dropped)),
        )
    )
    said = ", ".join(words.format(n=format_number(n)) for n, words in parts if n)
    return f"{said}." if said else ""


def _listed(names: list[str]) -> str:
    """Return "A, B et C"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} et {last}").format(names=", ".join(names[:-1]), last=names[-1])
