"""What moving, postponing or cancelling a meeting entails, in words."""

from collections.abc import Iterator, Sequence

from pstdesk.i18n import _, format_date, ngettext
from pstdesk.services.consequences import Consequences, Step
from pstdesk.services.days_off import DayRemarks
from pstdesk.ui.calendar.words import quarter_words, remarks_words

_MOST_NAMES = 5


def consequence_lines(found: Consequences, *, with_day: bool = True) -> tuple[str, ...]:
    """Return a sentence for each thing that follows; of the new day itself only ``with_day``."""
    return tuple(filter(None, _lines(found, with_day=with_day)))


def listed(names: Sequence[str]) -> str:
    """Return "Zoé, Noël, Inès et 4 autres", all names where they are few."""
    if len(names) <= _MOST_NAMES + 1:
        return ", ".join(names)
    rest = len(names) - _MOST_NAMES
    return _("{names} et {n} autres").format(names=", ".join(names[:_MOST_NAMES]), n=rest)


def _lines(found: Consequences, *, with_day: bool) -> Iterator[str]:
    if found.convened:
        count = len(found.convened)
        told = ngettext(
            "{n} personne convoquée est à prévenir : {names}.",
            "{n} personnes convoquées sont à prévenir : {names}.",
            count,
        )
        yield told.format(n=count, names=listed(found.convened))
    yield _number(found)
    yield _agenda(found)
    yield _approval(found)
    if found.joining:
        yield _("Attendus en plus à cette date : {names}.").format(names=listed(found.joining))
    if found.leaving:
        yield _("Ne seront plus attendus à cette date : {names}.").format(names=listed(found.leaving))
    yield _order(found)
    if with_day and found.remarks != DayRemarks():
        yield _("Nouvelle date : {remarks}.").format(remarks=remarks_words(found.remarks))
    if found.empty_quarter:
        yield _("Plus de séance de cette instance au {quarter}.").format(
            quarter=quarter_words(found.empty_quarter)
        )


def _number(found: Consequences) -> str:
    if found.number is None:
        return ""
    number, year = found.number
    if found.step is Step.CANCEL:
        return _("Elle garde son n° {number}/{year}, qui ne sera pas redonné.").format(
            number=number, year=year
        )
    return _("Elle garde son n° {number}/{year}.").format(number=number, year=year)


def _agenda(found: Consequences) -> str:
    if found.step is Step.POSTPONE and found.new_day is None:
        return _("Son ordre du jour reste avec elle, jusqu’à sa nouvelle date.")
    if not found.items:
        return ""
    count = len(found.items)
    if found.next_day is None:
        waits = ngettext(
            "{n} point attend la prochaine séance, qui n’est pas encore créée : {items}.",
            "{n} points attendent la prochaine séance, qui n’est pas encore créée : {items}.",
            count,
        )
        return waits.format(n=count, items=listed(found.items))
    goes = ngettext(
        "{n} point passe à la séance du {day} : {items}.",
        "{n} points passent à la séance du {day} : {items}.",
        count,
    )
    return goes.format(n=count, day=format_date(found.next_day), items=listed(found.items))


def _approval(found: Consequences) -> str:
    if found.approval_of is None:
        return ""
    of = format_date(found.approval_of)
    if found.new_day is not None:
        words = _("Le compte rendu du {of} sera soumis à approbation le {day}.")
        return words.format(of=of, day=format_date(found.new_day))
    if found.step is Step.CANCEL and found.next_day is not None:
        words = _("Le compte rendu du {of} sera soumis à approbation le {day}.")
        return words.format(of=of, day=format_date(found.next_day))
    return _("L’approbation du compte rendu du {of} attend une prochaine séance.").format(of=of)


def _order(found: Consequences) -> str:
    if not found.passes or found.new_day is None:
        return ""
    days = ", ".join(format_date(day) for day in found.passes)
    if found.new_day > found.day:
        return _("Elle passe après une autre séance de l’instance : {days}.").format(days=days)
    return _("Elle passe avant une autre séance de l’instance : {days}.").format(days=days)
