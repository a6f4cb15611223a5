"""Which records look like one: by name, mail, phone and the ways names are written; never too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.doubles import Doubles, Likely, Likeness, doubles_among


def pair(one: tuple[str, str], other: tuple[str, str], **fields: str) -> tuple[Likeness, ...]:
    """Return why two people, (family name, given name), look like one."""
    records = [Likely(1, *one, **fields), Likely(2, *other, **fields)]
    found = doubles_among(records)
    return found[0].why if found else ()


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("L’Hœst-Muñoz", "Zoé"), ("L HOEST MUNOZ", "zoe"), (Likeness.NAME,)),
        (("Brès", "Zoé"), ("Zoé", "Brès"), (Likeness.NAME,)),
        (("Brès", "Z."), ("Brès", "Zoé"), (Likeness.VARIANT,)),
        (("Brès", "Zacharie"), ("Brès", "Zoé"), ()),
        (("Brès-Martin", "Zoé"), ("Brès", "Zoé"), (Likeness.VARIANT,)),
        (("Brès-Martin", "Zoé"), ("Brès-Durand", "Zoé"), ()),
        (("Quémeneur", "Zoé"), ("Quemener", "Zoé"), (Likeness.VARIANT,)),
        (("Dupont", "Inès"), ("Dupond", "Inès"), (Likeness.VARIANT,)),
        (("Bo", "Li"), ("Ba", "Li"), ()),
        (("", ""), ("", ""), ()),
    ],
)
def test_names_are_compared_as_lists_write_them(
    one: tuple[str, str], other: tuple[str, str], why: tuple[Likeness, ...]
) -> None:
    assert pair(one, other) == why


def test_a_shared_mail_says_something_of_those_who_share_a_name() -> None:
    assert pair(("Brès", "Zoé"), ("Martin", "Zoé"), email="Zoe@valmont.example") == (Likeness.MAIL,)
    assert pair(("Brès", "Zoé"), ("Martin", "Inès"), email="accueil@valmont.example") == ()


def test_a_phone_is_the_same_however_it_is_written() -> None:
    records = [
        Likely(1, "Brès", "Zoé", phone="01 23 45 67 89"),
        Likely(2, "Brès", "Léa", phone="+33123456789"),
    ]
    assert doubles_among(records) == (Doubles(1, 2, (Likeness.PHONE,)),)


def test_a_switchboard_tells_nothing() -> None:
    staff = [Likely(number, "Œuvrard", f"Prénom{'abcdefgh'[number % 8] * number}") for number in range(1, 41)]
    shared = [Likely(each.id, each.name, each.given_name, phone="01 23 45 67 89") for each in staff]
    assert not any(Likeness.PHONE in found.why for found in doubles_among(shared))


def test_an_acronym_is_the_name_of_the_other() -> None:
    caf = Likely(1, "Caisse d’allocations familiales", acronym="Caf")
    found = doubles_among([caf, Likely(2, "CAF"), Likely(3, "La caisse des allocations familiales")])
    assert found == (Doubles(1, 3, (Likeness.NAME,)), Doubles(1, 2, (Likeness.ACRONYM,)))


def test_two_who_are_two_are_not_proposed_again() -> None:
    records = [Likely(1, "Brès", "Zoé"), Likely(2, "Brès", "Zoé"), Likely(3, "Brès", "Zoé")]
    assert [(each.one, each.other) for each in doubles_among(records, {(1, 3)})] == [(1, 2), (2, 3)]


def test_the_likeliest_come_first() -> None:
    records = [
        Likely(1, "Brès", "Z."),
        Likely(2, "Brès", "Zoé", email="zoe@valmont.example"),
        Likely(3, "Brès", "Zoé", email="zoe@valmont.example"),
    ]
    assert doubles_among(records)[0] == Doubles(2, 3, (Likeness.NAME, Likeness.MAIL))


letters = st.text("abcdé -’", max_size=12)


@given(
    st.lists(
        st.builds(Likely, st.integers(1, 10_000), letters, letters, email=st.just("a@b.fr") | st.just(""))
    )
)
def test_pairs_are_of_two_known_records_each_once(records: list[Likely]) -> None:
    records = list({each.id: each for each in records}.values())
    found = doubles_among(records)
    pairs = [(each.one, each.other) for each in found]
    assert len(set(pairs)) == len(pairs)
    assert all(one < other for one, other in pairs)
    assert {each for pair in pairs for each in pair} <= {each.id for each in records}
    assert all(each.why for each in found)
