"""The draft of a review's text: each sentence only where its figures are, nobody's name, no small number."""

from dataclasses import replace

from pstdesk.documents.review_narrative import narrative
from pstdesk.domain.attendance import Headcount
from pstdesk.domain.period import year
from pstdesk.domain.review import Figures, Review, Rhythm
from tests.documents.review_makers import review

NOBODY = Headcount(0, 0, 0, 0, 0, 0, 0, 0)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_figures_are_told_in_plain_sentences() -> None:
    meetings, people, partners, rest = plain(narrative(review())).split("\n\n")
    assert meetings == (
        "Du 1er janvier 2026 au 31 décembre 2026, 12 séances ont été tenues sur 13 prévues "
        "(1 a été reportée). "
        "La participation est de 66 %, contre 62 % pendant la période précédente (+ 4 points). "
        "Elle va de 58 % (CT4) à 75 % (CT1). CT1 recule pour le deuxième trimestre de suite."
    )
    assert people == (
        "56 personnes sont inscrites, dont 22 dans plusieurs comités. "
        "60 % des inscrits ne relèvent pas de l’action sociale, et 63 % des présences ; 2 référents sur 3. "
        "Le niveau le plus présent est « Agent » : 73 % des inscrits, 75 % des présences."
    )
    assert partners == (
        "Sur 6 structures visées, 4 sont venues au moins une fois. À mobiliser : Chambre des métiers."
    )
    assert rest == (
        "La moitié des comptes rendus sont diffusés 9 jours après la séance et approuvés 42 jours "
        "après au plus. "
        "12 actions ont été faites, 7 restent ouvertes, dont 3 en retard, 1 a été abandonnée."
    )


def test_of_nothing_nothing_is_said() -> None:
    assert narrative(Review(Figures(year(2026), NOBODY, ()))) == ""


def test_where_nothing_was_before_nothing_is_compared() -> None:
    words = plain(narrative(replace(review(), previous=None)))
    assert "La participation est de 66 %." in words
    assert "contre" not in words


def test_many_partners_are_counted_and_not_all_named() -> None:
    found = review()
    partner = found.whole.partners.to_win[0]
    many = replace(
        found.whole.partners, to_win=tuple(replace(partner, name=f"Maison {n}") for n in range(30))
    )
    words = narrative(replace(found, whole=replace(found.whole, partners=many)))
    assert "Maison 7" in words
    assert "Maison 8" not in words
    assert "22 autres" in plain(words)


def test_meetings_cancelled_and_inquorate_are_told() -> None:
    found = review()
    rhythm = Rhythm(held=1, planned=4, cancelled=2, inquorate=1)
    words = plain(narrative(replace(found, whole=replace(found.whole, rhythm=rhythm))))
    assert "1 séance a été tenue sur 4 prévues (2 ont été annulées, 1 sans quorum)." in words
    assert "comptes rendus" not in words
