"""Bring the English catalogue up to the words in the code, or check that it is complete and well written.

``python -m tools.catalogues`` writes new messages, still empty, and drops those that went; ``--check`` writes
nothing and ends with 1 where a message is missing, left over, fuzzy, loses a placeholder, or where French is
not set as French is.
"""

import argparse
import re
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from pstdesk.i18n import typeset

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "locale" / "en" / "LC_MESSAGES" / "pstdesk.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
HEADER = r"""# English texts of pstdesk. The message ids are the French ones: change those in the code.
# Made by `python -m tools.catalogues`, which keeps what is translated here.
msgid ""
msgstr ""
"Project-Id-Version: pstdesk\n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def messages_in(package: Path) -> Catalog:
    """Return every message that the code below ``package`` marks, with the files that say it."""
    catalogue = Catalog(locale="en", fuzzy=False)
    found = extract_from_dir(package, keywords=KEYWORDS)
    for name, _line, message, _comments, context in sorted(found, key=lambda item: item[:2]):
        catalogue.add(message, locations=[(f"{package.name}/{name}", 0)], context=context)
    return catalogue


def read(path: Path) -> Catalog:
    """Return the catalogue at ``path``."""
    with path.open("rb") as opened:
        return read_po(opened, locale="en")


def brought_up(code: Catalog, known: Catalog) -> Catalog:
    """Return the messages of ``code`` with the translations that ``known`` has for them."""
    for message in body(code):
        same = known.get(singular(message), message.context)
        if same is not None and isinstance(same.string, str) == isinstance(message.id, str):
            message.string = same.string
    return code


def write(catalogue: Catalog, path: Path) -> None:
    """Write ``catalogue``, without dates and line numbers: the same words give the same file."""
    with path.open("wb") as opened:
        opened.write(HEADER.encode())
        write_po(opened, catalogue, width=0, omit_header=True, sort_by_file=True, include_lineno=False)


def problems(code: Catalog, english: Catalog) -> list[str]:
    """Return a line for everything that is wrong between the ``code`` and its ``english``."""
    found = []
    for message in body(code):
        said = repr(singular(message))
        same = english.get(singular(message), message.context)
        if same is None or not all(forms(same.string)):
            found.append(f"not translated: {said}")
        elif same.fuzzy:
            found.append(f"fuzzy: {said}")
        else:
            found += [f"{what}: {said}" for what in slips(message, same)]
        found += [f"not set as French is: {text!r}" for text in forms(message.id) if not is_french(text)]
    wanted = {(singular(message), message.context) for message in body(code)}
    left = [message for message in body(english) if (singular(message), message.context) not in wanted]
    found += [f"no longer said: {singular(message)!r}" for message in left]
    return found + [f"obsolete: {key!r}" for key in english.obsolete]


def slips(message: Message, english: Message) -> Iterator[str]:
    """Yield what the translation lost or kept of the French message."""
    french, most = forms(message.id)[-1], forms(english.string)[-1]
    if placeholders(most) != placeholders(french):
        yield "other placeholders"
    if any(placeholders(form) - placeholders(french) for form in forms(english.string)[:-1]):
        yield "other placeholders in the singular"
    if len(forms(english.string)) != len(forms(message.id)):
        yield "another number of forms"
    if bool(re.search(r"&\w", most)) != bool(re.search(r"&\w", french)):
        yield "a keyboard mnemonic on one side only"
    if re.search("[\u00a0\u202f][:;!?%»]|«", most):
        yield "French spacing in the English"
    if most[:1].isspace() != french[:1].isspace() or most[-1:].isspace() != french[-1:].isspace():
        yield "other spaces around it"


def is_french(text: str) -> bool:
    """Tell whether ``text`` has the apostrophes and no-break spaces that French wants."""
    plain = re.sub(r"\{[^}]*\}", "x", text)
    return typeset(plain) == plain and not re.search(r"\w'\w", plain)


def placeholders(text: str) -> set[str]:
    """Return the names between braces."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the one text, or the singular and the plural; the empty text where there is none."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def singular(message: Message) -> str:
    """Return the text by which ``message`` is found."""
    return forms(message.id)[0]


def body(catalogue: Catalog) -> list[Message]:
    """Return the messages without the header."""
    return [message for message in catalogue if message.id]


def main(arguments: list[str] | None = None) -> int:
    """Update or check the catalogue; 0 where all is well."""
    parser = argparse.ArgumentParser(description="Bring the English catalogue up to the code, or check it.")
    parser.add_argument("--check", action="store_true", help="write nothing, say what is wrong")
    check = parser.parse_args(arguments).check
    code, english = messages_in(ROOT / "pstdesk"), read(CATALOGUE)
    if not check:
        write(brought_up(code, english), CATALOGUE)
        english = read(CATALOGUE)
    found = problems(messages_in(ROOT / "pstdesk"), english)
    for line in found:
        print(line)
    print(f"{len(body(english))} messages, {len(found)} problems")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
