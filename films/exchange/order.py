"""The order under a rule as rows and as JSON: what the page shows, with the sources of every value. Pure."""

from typing import Any

from films.by_rule import Aside, Standpoint, Told, Work
from films.scope import Dated

from .tabular import to_csv

HEADER = (
    "place", "work", "title", "countries", "date_earliest", "date_latest", "rests_on", "depends_on", "not_on_record",
    "might_lead", "sources", "url",
)  # fmt: skip


def as_csv(told: Told) -> str:
    """Works in the order, then those beside it."""
    return to_csv(HEADER, [*(_placed(s) for s in told.order), *(_beside(a) for a in told.asides)])


def _placed(s: Standpoint) -> list[object]:
    values = [*([s.dated_by] if s.dated_by else []), *(v for g in s.grounds for v in g.values)]
    sources = sorted({slug for v in values if v.evidence for slug in v.evidence.sources})
    return [
        s.place.value,
        s.work.key,
        _title(s.work),
        " ".join(c.code for c in s.work.countries),
        *_ends(s.date),
        "; ".join(v.words for v in values),
        "; ".join(v.words for g in s.depends_on for v in g.values if v.against),
        "",
        "",
        " ".join(sources),
        s.work.address,
    ]


def _beside(a: Aside) -> list[object]:
    countries = " ".join(c.code for c in a.work.countries)
    missing, lead = " ".join(a.missing), "yes" if a.might_lead else "no"
    return ["beside", a.work.key, _title(a.work), countries, *_ends(a.date), "", "", missing, lead, "", a.work.address]


def _title(work: Work) -> str:
    return work.mention.title if work.mention else str(work.name)


def _ends(known: Dated) -> tuple[str, str]:
    return tuple(d.isoformat() if d else "" for d in (known.earliest, known.latest))  # type: ignore[return-value]


def as_json(told: Told, address: str) -> dict[str, Any]:
    """The rule, what it comes to, and everything on the page; `computed` is said, since no source says it."""
    scope = told.rule.scope
    conditions: dict[str, Any] = dict(scope.stated())
    if scope.minutes is not None:
        conditions["minutes"] = {"more_than" if scope.more else "at_least": float(scope.minutes)}
    return {
        "question": "First by whose rule?",
        "url": address,
        "computed": True,
        "rule": {"conditions": conditions, "counted_by": told.rule.basis},
        "outcome": told.outcome.value if told.outcome else "none",
        "counts": {
            "may_be_first": told.leading_count,
            "in_the_order": told.placed_count,
            "beside_the_order": told.unplaced_count,
            "beside_that_might_lead": told.might_lead_count,
        },
        "order": [_standpoint(s) for s in told.order],
        "beside": [_aside(a) for a in told.asides],
        "lamps_that_move": [
            {"country": m.country.code, "before": [w.key for w in m.before], "after": [w.key for w in m.after]}
            for m in told.moved
        ],
        "lamps_that_go_out": [c.code for c in told.out],
        "sources": [{"slug": s.slug, "title": s.title, "url": s.url} for s in told.sources],
    }


def _aside(a: Aside) -> dict[str, Any]:
    return {
        "place": "beside",
        **_work(a.work),
        "date": _date(a.date),
        "not_on_record": list(a.missing),
        "might_lead": a.might_lead,
    }


def _work(work: Work) -> dict[str, Any]:
    return {
        "work": work.key,
        "title": _title(work),
        "countries": [c.code for c in work.countries],
        "url": work.address,
    }


def _date(known: Dated) -> dict[str, str | None]:
    earliest, latest = _ends(known)
    return {"earliest": earliest or None, "latest": latest or None}


def _standpoint(s: Standpoint) -> dict[str, Any]:
    return {
        "place": s.place.value,
        **_work(s.work),
        "date": _date(s.date),
        "dated_by": _value(s.dated_by) if s.dated_by else None,
        "perhaps_earlier_by": _value(s.undated) if s.undated else None,
        "grounds": [
            {"facet": g.facet, "answer": g.answer.value, "values": [_value(v) for v in g.values]} for g in s.grounds
        ],
    }


def _value(value: Any) -> dict[str, Any]:
    sources = list(value.evidence.sources) if value.evidence else []
    return {"words": value.words, "meets": not value.against, "sources": sources}
