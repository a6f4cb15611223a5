"""Files of totals as strangers may hand them in: damaged, distorted, in another encoding, no totals."""

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pstdesk import cli
from tests.ballots import VECTORS
from tests.cli.said import NBSP, Run

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 14),
    st.integers(),
    st.floats(),
    st.text(max_size=4),
    st.sampled_from(["A", "B", "oldest", "approval", "1970-01-31", "\u2028", "\ud800", 10**30, {}, [], [[]]]),
    st.recursive(st.integers(0, 9), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)),
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place of a form as what holds it and the key or index there."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = []
    for key, part in list(parts):
        found += [(value, key), *places(part)]
    return found


@st.composite
def distorted(draw: st.DrawFn) -> Any:
    """Return a form with a few of its values changed, taken away, given twice or named otherwise."""
    form = copy.deepcopy(draw(st.sampled_from(VECTORS)).form)
    for _ in range(draw(st.integers(0, 3))):
        holder, key = draw(st.sampled_from(places(form)))
        deed = draw(st.sampled_from(["change", "number", "take", "add", "name"]))
        if deed == "change":
            holder[key] = draw(ODD)
        elif deed == "number" and type(holder[key]) is int:
            holder[key] += draw(st.integers(-2, 2))
        elif deed == "take":
            del holder[key]
        elif isinstance(holder, list):
            holder.append(draw(st.sampled_from(holder)))
        else:
            name = draw(
                st.text(max_size=70) | st.sampled_from(["A", "seats", "seniority", "grades", "votes"])
            )
            holder[name] = holder[key] if deed == "name" else draw(ODD)
        if not places(form):
            break
    return form


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return the bytes of a file: a form in some encoding, perhaps cut or changed, or anything."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    text = json.dumps(draw(distorted()), ensure_ascii=draw(st.booleans()))
    encoding = draw(st.sampled_from(["utf-8"] * 5 + ["utf-8-sig", "utf-16", "cp1252"]))
    content = bytearray(text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "replace"))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 3]))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    if draw(st.integers(0, 9)) == 0:
        del content[draw(st.integers(0, len(content))) :]
    return bytes(content)


@given(files())
def test_any_file_is_counted_or_refused_in_one_sentence(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "totaux.json"
    file.write_bytes(content)
    said = run("tally", file)
    if said.status == cli.DONE:
        assert said.err == ""
        assert list(said.json) == ["outcome", "elected", "round", "ranking", "rounds"]
        return
    assert (said.status, said.out) == (cli.REFUSED, "")
    assert len(said.err.splitlines()) == 1
    assert said.err.endswith(".\n")
    assert len(said.err) < 1_000
    assert "imprévue" not in said.err.replace(NBSP, " ")
