from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.firsts import certainly_earlier, decided_by_date, earlier_films
from films.scope import Features, Scope

Interval = tuple[date | None, date | None]

# Days so few that dates meet often. None is an end that is not known.
DAYS = [None, *(date(2025, 1, day) for day in range(1, 10))]
INTERVALS = [(low, high) for low, high in product(DAYS, DAYS) if low is None or high is None or low <= high]
intervals = st.sampled_from(INTERVALS)
AI = {"whole_film": "full_picture"}


def shown(interval, channel="") -> Features:
    return Features(extents=AI, shown={"": interval, channel: interval})


def within(part: Interval, whole: Interval) -> bool:
    (low, high), (low_after, high_after) = whole, part
    begins = low is None or (low_after is not None and low_after >= low)
    return begins and (high is None or (high_after is not None and high_after <= high))


# An interval, and the same or any part of it.
narrowings = st.sampled_from([(i, part) for i, part in product(INTERVALS, INTERVALS) if within(part, i)])


@pytest.mark.laws
@given(narrowings, narrowings)
def test_knowing_a_date_better_never_undoes_a_certain_order(mine, other):
    (my_before, my_after), (other_before, other_after) = mine, other
    if certainly_earlier(shown(my_before), shown(other_before)):
        assert certainly_earlier(shown(my_after), shown(other_after))


@pytest.mark.laws
@given(intervals, intervals)
def test_of_two_films_not_both_are_certainly_earlier(a, b):
    assert not (certainly_earlier(shown(a), shown(b)) and certainly_earlier(shown(b), shown(a)))


@pytest.mark.laws
@given(intervals)
def test_no_film_is_earlier_than_itself(interval):
    assert not certainly_earlier(shown(interval), shown(interval))


def test_two_films_of_the_same_year_are_not_put_in_order():
    year = (date(2023, 1, 1), date(2023, 12, 31))
    assert not certainly_earlier(shown(year), shown(year))
    assert earlier_films(Scope(), shown(year), [("other", shown(year))]) == []


@pytest.mark.laws
@given(st.lists(intervals, max_size=6), intervals, st.randoms(use_true_random=False))
def test_the_verdict_does_not_depend_on_the_order_of_the_films(dates, mine, shuffler):
    films = [(f"film-{i}", shown(interval)) for i, interval in enumerate(dates)]
    shuffled = list(films)
    shuffler.shuffle(shuffled)
    assert earlier_films(Scope(), shown(mine), films) == earlier_films(Scope(), shown(mine), shuffled)


def test_earlier_films_come_earliest_first():
    def on(day):
        return shown((date(2025, 1, day), date(2025, 1, day)))

    films = [("later", on(5)), ("after", on(9)), ("first", on(2))]
    assert earlier_films(Scope(), on(7), films) == ["first", "later"]


def test_a_film_that_may_not_meet_the_scope_is_no_rival():
    early = (date(2024, 1, 1), date(2024, 1, 1))
    mine = shown((date(2025, 1, 1), date(2025, 1, 1)))
    unknown_length = shown(early)
    feature = Features(form="feature", extents=AI, shown={"": early})
    others = [("unknown", unknown_length), ("feature", feature)]
    assert earlier_films(Scope(length="feature"), mine, others) == ["feature"]


def test_the_channel_of_the_scope_decides_which_date_counts():
    jan, feb, mar = ((date(2025, month, 1), date(2025, month, 1)) for month in (1, 2, 3))
    mine = Features(extents=AI, shown={"": feb, "theatrical": feb})
    festival_first = Features(extents=AI, shown={"": jan, "festival": jan, "theatrical": mar})
    others = [("other", festival_first)]
    assert earlier_films(Scope(), mine, others) == ["other"]
    assert earlier_films(Scope(channel="theatrical"), mine, others) == []


def test_an_earlier_film_speaks_against_a_flat_claim_but_not_against_one_of_the_first_or_merit():
    assert decided_by_date("absolute", "unstated")
    assert decided_by_date("conditional", "theatrical")
    assert not decided_by_date("hedged", "unstated")
    assert not decided_by_date("absolute", "quality")
