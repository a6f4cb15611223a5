"""One name, however it is spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.names import elides, fold, listed_name, name_keys, phone_key, spoken_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Hôstis-Brès", "l hostis bres"),
        ("  L'HOSTIS   BRÈS ", "l hostis bres"),
        ("Cœurdacier", "coeurdacier"),
        ("CŒURDACIER", "coeurdacier"),
        ("Weiß", "weiss"),
        ("Ñuñez", "nunez"),
        ("Çelikoğlu", "celikoglu"),
        ("Işık", "isik"),
        ("İpek", "ipek"),
        ("Łukasz Đorđe Øyvind", "lukasz dorde oyvind"),
        ("Lætitia", "laetitia"),
        ("e\u0301milie", "emilie"),
        ("CT 1", "ct 1"),
        ("12/3", "12 3"),
        ("\u00a0\u202f-’", ""),
        ("Ελένη", "ελενη"),
        ("Ǽlfric Ǿre", "aelfric ore"),
        ("李", "李"),
    ],
)
def test_a_name_without_its_spelling_habits(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("given", "family", "spoken", "listed", "keys"),
    [
        ("Zoé", "L’Hostis", "Zoé L’Hostis", "L’Hostis Zoé", ("l hostis zoe", "zoe l hostis")),
        ("", "Mbaï", "Mbaï", "Mbaï", ("mbai", "mbai")),
        ("Œdipe", "–", "Œdipe –", "– Œdipe", ("oedipe", "oedipe")),
    ],
)
def test_a_name_is_spoken_listed_and_found(
    given: str, family: str, spoken: str, listed: str, keys: tuple[str, str]
) -> None:
    assert spoken_name(given, family) == spoken
    assert listed_name(given, family) == listed
    assert name_keys(given, family) == keys
    assert keys == (fold(listed), fold(spoken))


def test_names_sort_as_people_expect() -> None:
    assert sorted(["Zoé", "eric", "Émile"], key=fold) == ["Émile", "eric", "Zoé"]


@given(st.text())
def test_a_fold_is_its_own_fold(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_capitals_do_not_matter_in_latin_names(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("06 12 34 56 78", "0612345678"),
        ("06.12.34.56.78", "0612345678"),
        ("612345678", "0612345678"),  # a spreadsheet that took it for a number
        ("+33 6 12 34 56 78", "0612345678"),
        ("+33 (0)6 12 34 56 78", "0612345678"),
        ("0033 6 12 34 56 78", "0612345678"),
        ("3949", "3949"),
        ("", ""),
    ],
)
def test_one_telephone_however_it_is_written(phone: str, key: str) -> None:
    assert phone_key(phone) == key


@pytest.mark.parametrize("name", ["Inès D’Arcy", "Œdipe", "Éloi", "Yves", "Æsa", "Umut"])
def test_de_is_elided_before_a_vowel(name: str) -> None:
    assert elides(name)


@pytest.mark.parametrize("name", ["Zoé", "Hébert", "Yaël", ""])
def test_and_before_nothing_else(name: str) -> None:
    assert not elides(name)
