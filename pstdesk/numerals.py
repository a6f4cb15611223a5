"""Numbers in words, as a record says its votes: "vingt et un", "quatre-vingts", "two hundred and one".

A module of our own, because the usual library (num2words) needs docopt, which ships no wheel, and the locks
ask for wheels. French is spelled as in official papers: hyphens below one hundred, but around "et";
"vingt" and "cent" take their s only where they are multiplied and no other word of the number follows
("quatre-vingt mille") [Académie française, Dictionnaire, « cent », « vingt »].
"""

from pstdesk.i18n import current_language

LARGEST = 999_999

_FRENCH_WORDS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf"
)
_ENGLISH_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_FRENCH, _ENGLISH = _FRENCH_WORDS.split(), _ENGLISH_WORDS.split()
_FRENCH_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "", "quatre-vingt")
_ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    """Return ``number``, 0 to LARGEST, in words of the current language; ValueError beyond."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"no words for {number}")
    return _french(number) if current_language() == "fr" else _english(number)


def _french(number: int, *, is_last: bool = True) -> str:
    """Return French words; a number that is not the last word multiplies, and so takes no s."""
    thousands, rest = divmod(number, 1000)
    if thousands:
        many = "" if thousands == 1 else _french(thousands, is_last=False)
        return _joined(many, "mille", _french(rest) if rest else "")
    hundreds, rest = divmod(number, 100)
    if hundreds:
        many = "" if hundreds == 1 else _FRENCH[hundreds]
        plural = "s" if many and not rest and is_last else ""
        return _joined(many, f"cent{plural}", _french_below_100(rest, is_last=is_last) if rest else "")
    return _french_below_100(number, is_last=is_last)


def _french_below_100(number: int, *, is_last: bool) -> str:
    """Return French words; seventy and ninety count on from sixty and eighty."""
    if number < len(_FRENCH):
        return _FRENCH[number]
    tens = number // 10
    if tens in (7, 9):
        tens -= 1
    rest = number - 10 * tens
    if tens == 8 and not rest:
        return "quatre-vingts" if is_last else "quatre-vingt"
    if not rest:
        return _FRENCH_TENS[tens]
    if rest in (1, 11) and tens < 8:
        return f"{_FRENCH_TENS[tens]} et {_FRENCH[rest]}"
    return f"{_FRENCH_TENS[tens]}-{_FRENCH[rest]}"


def _english(number: int) -> str:
    """Return English words, as in Britain: "and" before what is below one hundred."""
    thousands, rest = divmod(number, 1000)
    if thousands:
        small = f"and {_english(rest)}" if 0 < rest < 100 else _english(rest) if rest else ""
        return _joined(_english(thousands), "thousand", small)
    hundreds, rest = divmod(number, 100)
    if hundreds:
        return _joined(_ENGLISH[hundreds], "hundred", f"and {_english(rest)}" if rest else "")
    if number < len(_ENGLISH):
        return _ENGLISH[number]
    tens, rest = divmod(number, 10)
    return f"{_ENGLISH_TENS[tens]}-{_ENGLISH[rest]}" if rest else _ENGLISH_TENS[tens]


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))
