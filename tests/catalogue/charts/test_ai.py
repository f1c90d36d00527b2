"""Laws of the matrix: a cell for each department told of, its extent by shape and fill."""

from catalogue.charts.ai import AGAIN, draw, shown, tell
from films.vocabularies import Extent, Rank

from .builders import extents, role


def parts(*roles):
    return {fill.part: fill.path for fill in draw(extents(roles)).fills}


def test_a_department_is_drawn_once_with_its_highest_extent_and_a_mark_that_others_are_stated():
    roles = (role("script", Extent.NONE), role("script", Extent.PREDOMINANT))
    assert shown(roles) == {"script": (Extent.PREDOMINANT, True)}
    drawing = draw(extents(roles))
    assert [fill.part for fill in drawing.fills] == ["extent-predominant"]
    assert drawing.lozenges


def test_what_is_set_aside_is_told_in_the_table_and_not_drawn():
    roles = (role("script", Extent.NONE), role("script", Extent.PREDOMINANT, Rank.DEPRECATED))
    drawing = draw(extents(roles))
    assert [fill.part for fill in drawing.fills] == ["extent-none"]
    assert drawing.lozenges == ""
    assert len(tell(extents(roles)).rows) == 2


def test_human_undisclosed_and_unknown_differ_by_shape():
    plain = draw(extents((role("script", Extent.HYBRID),)))
    assert (plain.dots, plain.hatch) == ("", "")
    assert draw(extents((role("script", Extent.NONE),))).dots
    assert draw(extents((role("script", Extent.UNDISCLOSED),))).hatch
    assert parts(role("script", Extent.MIXED_UNKNOWN)) != parts(role("script", Extent.HYBRID))
    assert parts(role("a", Extent.MIXED_UNKNOWN))["extent-mixed_unknown"].count("h") == 1  # a half, not a whole


def test_the_heads_are_printed_again_so_that_they_are_never_far():
    films = [(role("script", Extent.NONE), role("voice", Extent.NONE))] * (AGAIN * 2 + 1)
    drawing = draw(extents(*films))
    assert len(drawing.heads) == 2 * 3
    assert all(0 < row.y < drawing.height for row in drawing.rows)
    assert all(drawing.side < head.x < drawing.width for head in drawing.heads)
