"""What every file of the house keeps to, beyond what ruff and mypy see."""

import ast
import graphlib
import itertools
import re
import string
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_cover  # it reads the program and runs none of it

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pstdesk"
LONGEST = 400  # lines; beyond that a file is split by feature
VAGUE = re.compile(r"(^|_)(data|manager|helper|helpers|util|utils)$|(Manager|Helper|Utils?)$")
# Each layer that refuses, the lowest first, and where it speaks.
LAYERS = {
    "domain": ["domain"],
    "db": ["db"],
    "documents": ["documents"],
    "services": ["services"],
    "ui": [
        *("ui", "app.py", "__main__.py", "settings.py", "labels.py"),
        *(path.name for path in sorted(PACKAGE.glob("cli*.py"))),
    ],
}
# Where an operation ends and a person is told: the only places that may catch whatever comes.
BOUNDARIES = {"pstdesk/ui/operations.py", "pstdesk/app.py", "pstdesk/cli.py"}


def sources(*places: str) -> list[Path]:
    """Return the Python files of these folders and files of the repository."""
    found = [ROOT / place for place in places]
    files = [path for top in found for path in (sorted(top.rglob("*.py")) if top.is_dir() else [top])]
    return [path for path in files if path.exists()]


EVERYTHING = ("pstdesk", "tests", "tools", "bootstrap.py")


@cache
def tree(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of the file."""
    return tuple(ast.walk(tree(path)))


def at(path: Path, line: int = 0) -> str:
    """Return where a breach is, as an editor understands it."""
    return f"{path.relative_to(ROOT).as_posix()}{f':{line}' if line else ''}"


@cache
def called(node: ast.AST) -> str:
    """Return the dotted name that ``node`` calls, "" if it is no call of a name."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def comments(path: Path) -> Iterator[tuple[int, str]]:
    """Return the comments of a file with their lines."""
    with tokenize.open(path) as stream:
        for token in tokenize.generate_tokens(stream.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


# Files


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {at(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources(*EVERYTHING)}
    generated = "pstdesk/db/migrations/versions/"
    long = {name: n for name, n in lengths.items() if n > LONGEST and not name.startswith(generated)}
    assert long == {}


def test_every_module_opens_with_a_sentence() -> None:
    silent = []
    for path in sources(*EVERYTHING):
        first = (ast.get_docstring(tree(path)) or "").partition("\n\n")[0]
        if tree(path).body and not first.endswith("."):
            silent.append(at(path))
    assert silent == []


def test_no_module_or_class_has_a_name_that_says_nothing() -> None:
    modules = [at(path) for path in sources(*EVERYTHING) if VAGUE.search(path.stem)]
    classes = [
        at(path, node.lineno)
        for path in sources(*EVERYTHING)
        for node in nodes(path)
        if isinstance(node, ast.ClassDef) and VAGUE.search(node.name)
    ]
    assert modules + classes == []


# Exceptions from the rules, and exceptions


def test_every_exemption_names_its_rule_and_its_reason() -> None:
    code = (
        r"#\s*(noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*|type: ignore\[[a-z-]+(, ?[a-z-]+)*\]|pragma: no (cover|branch))"
    )
    reasoned = re.compile(code + r"\W+\w.*\w")
    exemption = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no)")
    bare = [
        at(path, line)
        for path in sources(*EVERYTHING)
        for line, text in comments(path)
        if exemption.match(text) and not reasoned.match(text)
    ]
    assert bare == []


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler takes what it does not know and keeps it."""
    names = ast.unparse(handler.type) if handler.type else "BaseException"
    raises_again = any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))
    return bool(re.search(r"\b(Base)?Exception\b", names)) and not raises_again


def test_only_the_boundary_of_an_operation_catches_everything() -> None:
    greedy = [
        at(path, node.lineno)
        for path in sources("pstdesk")
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler) and catches_everything(node) and at(path) not in BOUNDARIES
    ]
    assert greedy == []


# Purity


def asking_the_clock(folder: str) -> list[str]:
    clock = re.compile(r"\b(date|datetime)\.(today|now|utcnow)$")
    return [at(path, n.lineno) for path in sources(folder) for n in nodes(path) if clock.search(called(n))]


def test_the_domain_never_asks_the_clock() -> None:
    assert asking_the_clock("pstdesk/domain") == []


def test_the_window_asks_one_clock() -> None:
    asking = asking_the_clock("pstdesk/ui")
    assert [place for place in asking if not place.startswith("pstdesk/ui/clock.py:")] == []


# Tests


def test_no_test_sleeps() -> None:
    naps = ("time.sleep", "sleep", "qtbot.wait", "QTest.qWait", "QThread.msleep", "QThread.sleep")
    asleep = [at(path, n.lineno) for path in sources("tests") for n in nodes(path) if called(n) in naps]
    assert asleep == []


def test_every_skip_says_why() -> None:
    silent = []
    for path in sources("tests"):
        for node in nodes(path):
            if not re.search(r"\b(skip|skipif|importorskip|xfail)$", called(node)):
                continue
            assert isinstance(node, ast.Call)
            named = any(keyword.arg == "reason" for keyword in node.keywords)
            if not named and not (called(node) == "pytest.skip" and node.args):
                silent.append(at(path, node.lineno))
        silent += [
            at(path, n.lineno)
            for n in nodes(path)
            if isinstance(n, ast.FunctionDef) and any(map(is_bare_skip, n.decorator_list))
        ]
    assert silent == []


def is_bare_skip(decorator: ast.expr) -> bool:
    """Tell whether a decorator skips without a word."""
    return ast.unparse(decorator) in ("pytest.mark.skip", "pytest.mark.xfail")


# What a person reads when something is refused


def sentences_of(layer: str) -> Iterator[tuple[str, str]]:
    """Return each code of one layer with its French sentence, as written in the source."""
    files = [path for path in sources("pstdesk/sentences") if path.stem.split("_")[0] == layer]
    for node in itertools.chain.from_iterable(map(nodes, files)):
        if isinstance(node, ast.Dict):
            for key, text in zip(node.keys, node.values, strict=True):
                assert isinstance(key, ast.Constant), ast.unparse(node)
                assert called(text) == "N_", f"{key.value}: not marked for translation"
                assert isinstance(text, ast.Call)
                yield str(key.value), str(ast.literal_eval(text.args[0]))


def sentences() -> dict[str, str]:
    """Return the French sentence of each code of every layer."""
    return {code: text for layer in LAYERS for code, text in sentences_of(layer)}


def words_of(*places: str) -> set[str]:
    """Return every string that is written in these folders and files of the package."""
    return {
        node.value
        for path in sources(*(f"pstdesk/{place}" for place in places))
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def functions_taking_a_code() -> dict[str, int]:
    """Return the position of the parameter ``code`` of the functions that refuse with it."""
    return {
        node.name: [parameter.arg for parameter in node.args.args].index("code")
        for path in sources("pstdesk")
        if path.name != "i18n.py"  # there a code is that of a language
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and "code" in [parameter.arg for parameter in node.args.args]
    }


def refusals() -> Iterator[tuple[str, str, set[str] | None]]:
    """Return each refusal's place, code and names of values, None where these are not written out."""
    positions = {"Refused": 0, **functions_taking_a_code()}
    for path in sources("pstdesk"):
        for node in nodes(path):
            name = called(node).rpartition(".")[2]
            if not isinstance(node, ast.Call) or name not in positions:
                continue
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            code = given.get("code") or (node.args[positions[name] :] or [None])[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                written_out = name == "Refused" and None not in given
                yield at(path, node.lineno), code.value, {str(key) for key in given} if written_out else None


def test_every_refusal_has_its_sentence() -> None:
    known = sentences()
    assert [f"{place}: {code}" for place, code, _ in refusals() if code not in known] == []


def test_every_sentence_is_said_somewhere() -> None:
    places = itertools.chain.from_iterable(LAYERS.values())
    assert sorted(sentences().keys() - words_of(*places)) == []


def test_each_sentence_stands_with_the_lowest_layer_that_says_it() -> None:
    said: set[str] = set()
    for layer, places in LAYERS.items():
        codes = [code for code, _ in sentences_of(layer)]
        assert codes == [code for code in dict.fromkeys(codes) if code not in said], layer
        said |= words_of(*places)
        assert sorted(set(codes) - said) == [], layer


def test_every_refusal_gives_what_its_sentence_needs() -> None:
    needed = {
        code: {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
        for code, text in sentences().items()
    }
    lacking = [
        f"{place}: {code} lacks {', '.join(sorted(needed[code] - values))}"
        for place, code, values in refusals()
        if values is not None and code in needed and not needed[code] <= values
    ]
    assert lacking == []


# What two threads may do at once


def imported(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the dotted names that a module imports when it is imported itself."""
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield str(node.module)
        elif isinstance(node, ast.ClassDef | ast.Try | ast.With):
            yield from imported(node.body)


def test_no_module_comes_back_to_itself_by_its_imports() -> None:
    # pages are loaded beside the window's thread: two that met in a circle would get half a module
    files = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources("pstdesk")}
    names = {path: name.removesuffix(".__init__") for path, name in files.items()}
    # a package that imports its own modules names itself
    graph = {
        name: set(imported(tree(path).body)) & {*names.values()} - {name} for path, name in names.items()
    }
    try:
        circle: list[str] = []
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        circle = error.args[1]
    assert circle == []
