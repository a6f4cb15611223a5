"""The same person is found by name and contacts, and nobody is taken for somebody else."""

import pytest

from pstdesk.domain.identity import Identities, Identity, Match, identity, lost_letters


def person(handle: int, name: str, *, email: str = "", phone: str = "", at: int | str = 0) -> Identity:
    """Return an identity; ``name`` is family name, then given name."""
    family_name, _, given_name = name.rpartition(" ")
    return identity(handle, family_name, given_name, email, phone, [at] if at else [])


def found(known: list[Identity], name: str, *, email: str = "", phone: str = "", at: int | str = 0) -> Match:
    """Return whom a row means among ``known``."""
    identities = Identities()
    for each in known:
        identities.add(each)
    return identities.find(person(-1, name, email=email, phone=phone, at=at))


@pytest.mark.parametrize(
    "name",
    [
        "L’Hœst-Muñoz Anne-Marie",
        "L'HOEST MUNOZ Annemarie",
        "lhœstmuñoz anne-marie",
        "L Hoest  Muñoz AnneMarie",
    ],
)
def test_a_name_is_the_same_however_it_is_spelt(name: str) -> None:
    known = [person(1, "L’Hœst-Muñoz Anne-Marie", email="am@exemple.fr")]
    assert found(known, name, email="AM@Exemple.fr").handles == (1,)


@pytest.mark.parametrize(
    ("contacts", "handles"),
    [
        ({"email": "a@exemple.fr"}, (1,)),
        ({"phone": "+33 6 12 34 56 78"}, (1,)),
        ({"email": "b@exemple.fr", "phone": "0612345678"}, (1,)),
        ({"email": "a@exemple.fr", "phone": "0700000000"}, (1,)),
        ({"email": "b@exemple.fr"}, ()),
        ({"phone": "0700000000"}, ()),
        ({"email": "b@exemple.fr", "phone": "0700000000"}, ()),
        ({}, (1,)),
    ],
)
def test_the_same_mail_or_phone_or_neither(contacts: dict[str, str], handles: tuple[int, ...]) -> None:
    known = [person(1, "Muñoz Zoé", email="a@exemple.fr", phone="06 12 34 56 78")]
    assert found(known, "Muñoz Zoé", **contacts).handles == handles


def test_a_record_without_contacts_is_the_one_person_of_that_name() -> None:
    assert found([person(1, "Muñoz Zoé")], "Muñoz Zoé", email="a@exemple.fr").handles == (1,)
    assert found([person(1, "Muñoz Zoé", at=5)], "Muñoz Zoé", email="a@exemple.fr", at=6).handles == (1,)


def test_another_contact_rules_out_and_leaves_the_record_without_any() -> None:
    known = [person(1, "Muñoz Zoé", email="a@exemple.fr"), person(2, "Muñoz Zoé")]
    assert found(known, "Muñoz Zoé", email="b@exemple.fr").handles == (2,)


def test_of_several_the_one_of_the_same_organisation() -> None:
    known = [person(1, "Muñoz Zoé", at=5), person(2, "Muñoz Zoé", at=6), person(3, "Muñoz Zoé", at=6)]
    assert found(known, "Muñoz Zoé", at=5).handles == (1,)
    assert found(known, "Muñoz Zoé", at=6).handles == (1, 2, 3)
    assert found(known, "Muñoz Zoé", at=7).handles == (1, 2, 3)
    assert found(known, "Muñoz Zoé").handles == (1, 2, 3)


def test_who_shares_more_contacts_is_meant() -> None:
    known = [
        person(1, "Muñoz Zoé", email="accueil@exemple.fr", phone="0611111111"),
        person(2, "Muñoz Zoé", email="accueil@exemple.fr", phone="0622222222"),
    ]
    assert found(known, "Muñoz Zoé", email="accueil@exemple.fr", phone="0622222222").handles == (2,)
    assert found(known, "Muñoz Zoé", email="accueil@exemple.fr").handles == (1, 2)


def test_nobody_known_of_that_name() -> None:
    assert found([person(1, "Muñoz Zoé", email="a@exemple.fr")], "Brès Zoé", email="a@exemple.fr") == Match(
        ()
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Çeliksoğan Zoé", "Çelikso?an Zoé"),
        ("Çelikso?an Zoé", "Çeliksoğan Zoé"),
        ("Çelikso\ufffdan Zoé", "Çeliksoğan Zoé"),
        ("Weißenfels Zoé", "Wei?enfels Zo?"),
        ("Trh?rn Zoé", "Trhœrn Zoé"),
    ],
)
def test_a_lost_letter_is_no_difference_where_the_mail_is_the_same(ours: str, theirs: str) -> None:
    known = [person(1, ours, email="a@exemple.fr")]
    assert found(known, theirs, email="a@exemple.fr") == Match((1,), by_spelling=True)
    assert found(known, theirs, email="b@exemple.fr").handles == ()
    assert found(known, theirs).handles == ()


@pytest.mark.parametrize("name", ["Çelikso?an Joël", "Br?s Zoé", "?a?b?c?d?e?f?g?h?i?j Zoé"])
def test_a_lost_letter_stands_for_letters_only(name: str) -> None:
    assert (
        found([person(1, "Çeliksoğan Zoé", email="a@exemple.fr")], name, email="a@exemple.fr").handles == ()
    )


def test_names_that_lost_letters() -> None:
    assert lost_letters("Çelikso?an")
    assert lost_letters("Çelikso\ufffdan")
    assert not lost_letters("Çeliksoğan")


def test_what_changed_of_somebody_is_what_counts() -> None:
    identities = Identities()
    identities.add(person(1, "Muñoz Zoé", email="a@exemple.fr"))
    identities.add(person(1, "Brès Zoé", email="b@exemple.fr"))
    assert identities.find(person(-1, "Muñoz Zoé", email="a@exemple.fr")).handles == ()
    assert identities.find(person(-1, "Brès Zoé", email="b@exemple.fr")).handles == (1,)
    identities.add(person(1, "Brès Zoé"))
    assert identities.find(person(-1, "Brès Zoé", email="c@exemple.fr")).handles == (1,)
    identities.add(person(1, "Brès Joël"))
    assert identities.find(person(-1, "Brès Joël")).handles == (1,)


def test_a_merged_record_answers_to_its_old_name() -> None:
    identities = Identities()
    identities.add(person(1, "Muñoz Zoé", email="a@exemple.fr"))
    identities.add(identity(1, "Brès", "Zoé", "b@exemple.fr", "", [], is_former=True))
    assert identities.find(person(-1, "Brès Zoé", email="b@exemple.fr")) == Match((1,), is_former=True)
    assert identities.find(person(-1, "Muñoz Zoé")) == Match((1,))


def test_who_shares_a_name() -> None:
    identities = Identities()
    row = person(-1, "Muñoz Zoé")
    assert identities.shares_name(row)
    identities.add(person(1, "Muñoz Zoé"))
    assert not identities.shares_name(row)
    identities.add(person(2, "MUNOZ Zoé", email="a@exemple.fr"))
    assert identities.shares_name(row)
