"""How the parts of a chart are painted.

On a page the style sheet paints them, by day and by night. A chart that is taken away has no style sheet,
and the content security policy forbids it one of its own, so there each part carries the day's colours as
presentation attributes. Templates of charts name a part once, with `{% paint "land" %}`.
"""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_SANS = {"font-family": "Noto Sans, Noto Sans CJK SC, PingFang SC, Helvetica, Arial, sans-serif"}
_SERIF = {"font-family": "Newsreader, Noto Serif, Noto Serif CJK SC, Songti SC, Georgia, serif"}
_CLEAR = {"stroke": "#faf7ee", "stroke-width": "5", "stroke-linejoin": "round", "paint-order": "stroke"}
# Colours are those of static/tokens.css by day.
PAINT: dict[str, dict[str, str]] = {
    "paper": {"fill": "#faf7ee"},
    "heading": {"fill": "#17202b", "font-size": "22", **_SERIF},
    "sea": {"fill": "#e6f0f0"},
    "land": {"fill": "#f4e6bd", "stroke": "#b9a873", "stroke-width": ".5", "stroke-linejoin": "round"},
    "border": {"fill": "none", "stroke": "#b9a873", "stroke-width": ".4", "stroke-linejoin": "round"},
    "degree": {"fill": "#4d5f66", "font-size": "9.5", **_SANS},
    "flare": {"fill": "#a0136f", "fill-opacity": ".75"},
    "halo": {"fill": "none"},
    "hit": {"fill": "none"},
    "leader": {"fill": "none", "stroke": "#17202b", "stroke-width": ".7"},
    "unlit": {"fill": "none", "stroke": "#85806c", "stroke-width": "4.2", "stroke-linecap": "round"},
    "grid": {"fill": "none", "stroke": "#b9a873", "stroke-width": ".4"},
    "axis": {"fill": "none", "stroke": "#85806c", "stroke-width": "1"},
    "rule": {"fill": "none", "stroke": "#d9d3c1", "stroke-width": "1"},
    "label": {"fill": "#17202b", "font-size": "12", **_SANS, **_CLEAR},
    "small": {"fill": "#5b6673", "font-size": "11", **_SANS, **_CLEAR},
    "title": {"fill": "#17202b", "font-size": "13", **_SERIF, **_CLEAR},
    "number": {"fill": "#a0136f", "font-size": "11", **_SANS, **_CLEAR},
    "lamp": {"fill": "none", "stroke": "#a0136f", "stroke-width": "1.7"},
    "lamp-fill": {"fill": "#a0136f"},
    "lamp-open": {"fill": "#faf7ee", "stroke": "#a0136f", "stroke-width": "1.9"},
    "lamp-gap": {"stroke": "#faf7ee", "stroke-width": "4.4"},
    "lamp-back": {"fill": "#faf7ee"},
    "lamp-dash": {"stroke-dasharray": "1.8 2.127"},
    "lamp-cross": {"stroke-width": "2.2"},
    "dispute": {"fill": "#8a5a2b"},
    "dispute-line": {"fill": "none", "stroke": "#8a5a2b", "stroke-width": "1"},
    "range": {"fill": "none", "stroke": "#17202b", "stroke-width": "1.5"},
    "range-computed": {"fill": "none", "stroke": "#17202b", "stroke-width": "1.2", "stroke-dasharray": "3 3"},
    "mark": {"fill": "#17202b"},
    "grade": {"fill": "none", "stroke": "#b9a873", "stroke-width": "1"},
    "span": {"fill": "none", "stroke": "#85806c", "stroke-width": ".8"},
    "repeat": {"fill": "none", "stroke": "#a0136f", "stroke-width": "1.6"},
    "hatch": {"fill": "none", "stroke": "#85806c", "stroke-width": ".9"},
    "cell": {"fill": "none", "stroke": "#85806c", "stroke-width": ".7"},
    "line": {"fill": "none", "stroke": "#17202b", "stroke-width": "1.2"},
    "hollow": {"fill": "#fffdf6", "stroke": "#17202b", "stroke-width": "1.2"},
    "part": {"fill": "none", "stroke": "#5b6673", "stroke-width": "1.6", "stroke-dasharray": "2 1.4"},
    "part-box": {
        "fill": "#faf7ee",
        "stroke": "#5b6673",
        "stroke-width": "1.4",
        "stroke-dasharray": "1.4 1.4",
    },
    "computed": {"fill": "#fffdf6", "stroke": "#17202b", "stroke-width": "1.2", "stroke-dasharray": "2 2"},
    "extent-none": {"fill": "#fffdf6"},
    "extent-enhancement_only": {"fill": "#f8e4ee"},
    "extent-assist_offscreen": {"fill": "#f3cfe2"},
    "extent-element": {"fill": "#e8b0d0"},
    "extent-hybrid": {"fill": "#dd8fbd"},
    "extent-predominant": {"fill": "#bd4391"},
    "extent-full_picture": {"fill": "#960f68"},
    "extent-full_pipeline": {"fill": "#7d0d56"},
    "extent-mixed_unknown": {"fill": "#f3cfe2"},
    "extent-undisclosed": {"fill": "#fffdf6"},
}


@register.simple_tag(takes_context=True)
def paint(context: dict[str, Any], part: str, *more: str) -> SafeString:
    """The class of a part and, in a chart that is taken away, its colours."""
    classes = " ".join(f"c-{name}" for name in (part, *more))
    painted = format_html('class="{}"', classes)
    if not context.get("taken_away"):
        return painted
    attributes: dict[str, str] = {}
    for name in (part, *more):
        attributes |= PAINT.get(name, {})
    return format_html("{}{}", painted, format_html_join("", ' {}="{}"', attributes.items()))
