"""Charts: drawn from plain values, the same every time, readable without colour, never out of the page."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents.chart_drawing import PAPER, Palette, drawing, png, svg
from pstdesk.documents.charts import Bar, Bars, Chart, Curve, Curves, Grid, Pair, PairedBars, Square

LONG = "Autonomie des personnes âgées et des personnes en situation de handicap " * 2
CHARTS: dict[str, Chart] = {
    "curves": Curves(
        "t",
        ("T1", "T2", "T3", "T4"),
        tuple(Curve(f"CT{n} {LONG}", (0.5, 1.0, None, 0.0), ("50 %", "100 %", "–", "0 %")) for n in range(5)),
        "d",
    ),
    "one moment": Curves(
        "t", ("T1",), (Curve("CT1", (None,), ("–",)), Curve("CT2", (1.0,), ("100 %",))), "d"
    ),
    "grid": Grid("t", ("T1", LONG), ((LONG, (Square("50 %", 0.5), Square("–", None))),), "d"),
    "pairs": PairedBars(
        "t", "inscrits", "présences", (Pair(LONG, 0.2, 0.3, "20 → 30"), Pair("Élu", None, 0, "x")), "d"
    ),
    "bars": Bars("t", (Bar(LONG, 12, "12"), Bar("漢字", 0, "0")), "d"),
    "nothing": Bars("t", (), "d"),
    "an empty grid": Grid("t", (), (), "d"),
}


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_an_image_of_its_width_and_the_same_twice(name: str) -> None:
    drawn = drawing(CHARTS[name], 450)
    assert drawn.width == 450
    image = png(drawn)
    assert image.startswith(b"\x89PNG")
    assert image == png(drawing(CHARTS[name], 450))
    ElementTree.fromstring(svg(drawn))


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_drawn_beside_the_page(name: str) -> None:
    drawn = drawing(CHARTS[name], 450)
    left, bottom, right, top = drawn.getBounds() if drawn.contents else (0, 0, 0, 0)
    assert left >= -1
    assert bottom >= -1
    assert right <= 451
    assert top <= drawn.height + 1


def test_every_value_is_written_beside_its_mark() -> None:
    words = svg(drawing(CHARTS["pairs"], 450)).decode()
    assert "20 → 30" in words
    assert "inscrits" in words


def test_the_screen_s_colours_are_those_that_are_asked_for() -> None:
    dark = Palette("FFFFFF", "CCCCCC", "333333", "FF0000", "000000")
    words = svg(drawing(CHARTS["bars"], 450, dark)).decode()
    assert "rgb(100%,0%,0%)" in words
    assert svg(drawing(CHARTS["bars"], 450, PAPER)) != words.encode()


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=9),
    st.integers(200, 700),
)
def test_curves_of_any_length_fit_any_width(values: list[float | None], width: int) -> None:
    moments = tuple(f"T{place}" for place in range(len(values)))
    words = tuple("" if value is None else f"{value:.0%}" for value in values)
    drawn = drawing(Curves("t", moments, (Curve("CT1", tuple(values), words),), "d"), width)
    left, _bottom, right, top = drawn.getBounds()
    assert left >= -1
    assert right <= width + 1
    assert top <= drawn.height + 1
