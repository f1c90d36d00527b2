"""Two records of one thing become one, nothing that was said is lost, and it can be taken back."""

import random
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from films.exchange.selection import STATEMENTS
from films.journal import deed, wholes_of
from films.merging import (
    BOTH,
    GONE,
    KEPT,
    ChangedMeanwhile,
    Fate,
    Refused,
    choices,
    merge,
    plan,
    refusals,
    state,
)
from films.models import (
    Agent,
    AgentName,
    Assessment,
    Country,
    Credit,
    Deed,
    Dismissal,
    Film,
    FirstClaim,
    FormerName,
    Image,
    Relation,
    Reply,
    Source,
)
from films.on_record import read_about, row_of
from films.undoing import CannotUndo, undo
from films.vocabularies import DeedKind, RecordStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return User.objects.create_user("ada", first_name="Ada", last_name="Lu")


@pytest.fixture
def pair():
    """A film and its double."""
    kept = make.FilmFactory(public_id="KR-4", slug="kept", synopsis_en="Kept")
    gone = make.FilmFactory(public_id="KR-9", slug="gone", synopsis_en="Gone", year=2024)
    make.TitleFactory(film=kept, text="One", identifying=True)
    make.TitleFactory(film=gone, text="Two", identifying=True)
    return kept, gone


def export() -> str:
    out = StringIO()
    call_command("export_films", drafts=True, stdout=out)
    return out.getvalue()


def choice(kept, gone, name):
    return next(c for c in choices(kept, gone) if c.name == name)


# Fields


def test_fields_that_differ_are_offered_and_equal_ones_are_told(pair):
    assert choice(*pair, "synopsis_en").options == (KEPT, GONE, BOTH)
    assert choice(*pair, "form").options == ()


def test_what_only_one_of_them_knows_is_proposed(pair):
    assert choice(*pair, "year").default == GONE
    assert choice(*pair, "synopsis_en").default == KEPT


def test_number_and_status_are_no_matter_of_choice(pair):
    assert not {"public_id", "status", "withdrawn_on"} & {c.name for c in choices(*pair)}


@pytest.mark.parametrize(("how", "text"), [(KEPT, "Kept"), (GONE, "Gone"), (BOTH, "Kept\n\nGone")])
def test_the_chosen_text_is_kept(pair, how, text):
    merge(*pair, {"synopsis_en": how})
    film = Film.objects.get()
    assert (film.public_id, film.synopsis_en, film.year) == ("KR-4", text, 2024)


def test_countries_of_both_stand_together_unless_somebody_chooses(pair):
    kept, gone = pair
    kept.countries.set([make.CountryFactory(code="KR")])
    gone.countries.set([make.CountryFactory(code="JP")])
    merge(kept, gone)
    assert {c.code for c in Film.objects.get().countries.all()} == {"KR", "JP"}


@pytest.mark.parametrize(("how", "text"), [(KEPT, "One"), (GONE, "Two")])
def test_one_title_identifies_the_film(pair, how, text):
    merge(*pair, {"identifying_title": how})
    titles = Film.objects.get().titles
    assert titles.count() == 2
    assert titles.get(identifying=True).text == text


def test_the_lamp_of_the_other_may_be_chosen_though_its_claim_is_joined(pair):
    kept, gone = pair
    same = make.ClaimFactory(film=kept)
    gone.lamp = make.ClaimFactory(film=gone)
    gone.save()
    merge(kept, gone, {"lamp": GONE})
    assert Film.objects.get().lamp == same


# Parts


def test_statements_get_the_next_free_numbers(pair):
    kept, gone = pair
    make.FactFactory(film=kept, amount=60)
    moved = make.FactFactory(film=gone, amount=61)
    merge(kept, gone)
    moved.refresh_from_db()
    assert (moved.ref, moved.film) == ("KR-4-f2", kept)


def test_a_number_that_once_led_to_a_statement_is_not_given_out_again(pair):
    kept, gone = pair
    moved = make.FactFactory(film=gone)
    merge(kept, gone)
    moved.refresh_from_db()
    moved.delete()
    assert make.FactFactory(film=kept).number == 2


def test_statements_that_say_the_very_same_are_joined_with_the_sources_of_both(pair):
    kept, gone = pair
    first, second = make.SourceFactory(slug="first"), make.SourceFactory(slug="second")
    fact = make.FactFactory(film=kept, sources=[first])
    make.FactFactory(film=gone, sources=[first, second])
    merge(kept, gone)
    assert [s.slug for s in kept.productionfacts.get().sources.order_by("slug")] == ["first", "second"]
    assert kept.productionfacts.get() == fact


@pytest.mark.parametrize("differing", [{"note_en": "As shown"}, {"locator": "p. 3"}, {"amount": 88}])
def test_statements_that_differ_in_anything_stay_apart(pair, differing):
    kept, gone = pair
    make.FactFactory(film=kept)
    make.FactFactory(film=gone, **differing)
    merge(kept, gone)
    assert kept.productionfacts.count() == 2


def test_claims_that_answer_joined_claims_are_joined_themselves(pair):
    kept, gone = pair
    for film in pair:
        answer = make.ClaimFactory(film=film, wording="No", stance="disputes")
        answer.about = make.ClaimFactory(film=film)
        answer.save()
    merge(kept, gone)
    assert kept.firstclaims.count() == 2
    assert kept.firstclaims.get(wording="No").about.wording == "the first AI film"


def test_a_claim_that_was_assessed_moves_with_its_assessment(pair):
    kept, gone = pair
    make.ClaimFactory(film=kept)
    assessed = make.AssessmentFactory(claim__film=gone).claim
    merge(kept, gone)
    assert Assessment.objects.get().claim == assessed
    assert kept.firstclaims.count() == 2


def test_pictures_move_too(pair):
    kept, gone = pair
    for film in pair:
        Image.objects.create(
            film=film, kind="poster", file="a.png", rights="inc", credit="X", alt_en="A", alt_zh_hans="甲"
        )
    merge(kept, gone)
    assert [i.number for i in kept.images.order_by("number")] == [1, 2]


def test_whatever_referred_to_the_one_refers_to_the_other(pair):
    kept, gone = pair
    third = make.FilmFactory()
    country = make.CountryFactory(code="KR", lead_film=gone)
    relation = make.RelationFactory(film=third, other=gone, other_name="")
    claim = make.ClaimFactory(film=third, work=gone)
    comparison = make.ComparisonFactory(films=[gone, third])
    merge(kept, gone)
    for record in (country, relation, claim):
        record.refresh_from_db()
    assert (country.lead_film, relation.other, claim.work) == (kept, kept, kept)
    assert [place.film for place in comparison.places.all()] == [kept, third]


def test_a_relation_between_the_two_falls_away_and_the_plan_says_so(pair):
    kept, gone = pair
    make.RelationFactory(film=kept, other=gone)
    make.RelationFactory(film=gone, other=kept)
    assert [lot.before for lot in plan(kept, gone).lots if lot.fate is Fate.DROPPED] == ["KR-4-x1", "KR-9-x1"]
    merge(kept, gone)
    assert not Relation.objects.exists()


def test_a_third_film_does_not_say_twice_what_it_said_of_each(pair):
    kept, gone = pair
    third = make.FilmFactory(public_id="JP-1")
    sources = [make.SourceFactory(), make.SourceFactory()]
    for film, source in zip(pair, sources, strict=True):
        make.RelationFactory(film=third, other=film, other_name="", sources=[source])
    merge(kept, gone)
    assert list(third.relations.get().sources.order_by("pk")) == sources
    assert FormerName.objects.get(name="JP-1-x2").number == 1


# Names


def test_number_address_and_references_lead_on(pair):
    kept, gone = pair
    make.ClaimFactory(film=kept, wording="x")
    make.ClaimFactory(film=gone)
    merge(kept, gone)
    names = {f.name: (f.film, f.number) for f in FormerName.objects.all()}
    assert names == {
        "gone": (kept, None),
        "KR-9": (kept, None),
        "KR-9-c1": (kept, 2),
        "KR-9-t1": (kept, 2),
    }


def test_the_address_of_the_other_may_be_chosen(pair):
    merge(*pair, {"slug": GONE})
    assert Film.objects.get().slug == "gone"
    assert list(Film.objects.named("kept", "KR-9")) == [Film.objects.get()]


def test_a_number_is_never_given_out_again(pair):
    merge(*pair)
    film = Film(slug="new")
    film.number_country = "KR"
    film.save()
    assert film.public_id == "KR-10"


def test_names_lead_on_through_two_mergings(pair):
    kept, gone = pair
    make.ClaimFactory(film=kept)
    last = make.FilmFactory(public_id="US-1", slug="last")
    make.ClaimFactory(film=last, wording="x")
    make.ClaimFactory(film=gone, wording="y")
    merge(kept, gone)
    merge(last, Film.objects.get(pk=kept.pk))
    names = {f.name: f.number for f in FormerName.objects.filter(film=last, noun__in=["film", "firstclaim"])}
    assert names == {"gone": None, "kept": None, "KR-4": None, "KR-9": None, "KR-4-c1": 2, "KR-4-c2": 3, "KR-9-c1": 3}


# Refusals


@pytest.mark.parametrize(
    ("kept", "gone", "refused"),
    [
        ("draft", "published", True),
        ("in_review", "withdrawn", True),
        ("withdrawn", "published", True),
        ("published", "draft", False),
        ("published", "withdrawn", False),
        ("draft", "draft", False),
    ],
)
def test_what_has_been_public_is_kept(kept, gone, refused):
    films = [make.FilmFactory(status=status, withdrawn_on="2026-01-01") for status in (kept, gone)]
    assert bool(refusals(*films)) == refused
    if refused:
        with pytest.raises(Refused):
            merge(*films)
        assert Film.objects.count() == 2
    else:
        merge(*films)
        assert Film.objects.get() == films[0]


def test_two_films_that_an_essay_compares_are_refused_and_the_essay_is_named(pair):
    make.ComparisonFactory(films=pair, title_en="Two of them")
    with pytest.raises(Refused, match="Two of them"):
        merge(*pair)


def test_a_source_and_its_reprint_are_two_sources():
    original = make.SourceFactory()
    between = make.SourceFactory(reprint_of=original)
    reprint = make.SourceFactory(reprint_of=between)
    for two in ((original, reprint), (reprint, original)):
        with pytest.raises(Refused, match="reprint"):
            merge(*two)


def test_a_record_is_not_merged_with_itself_or_with_another_kind(pair):
    assert refusals(pair[0], pair[0])
    assert refusals(pair[0], make.AgentFactory())


def test_what_changed_since_it_was_shown_is_shown_again(pair):
    kept, gone = pair
    seen = state(kept, gone)
    make.FactFactory(film=gone)
    with pytest.raises(ChangedMeanwhile):
        merge(kept, gone, seen=seen)
    assert Film.objects.count() == 2
    merge(kept, gone, seen=state(kept, gone))


def test_a_merging_that_fails_within_another_deed_leaves_nothing_behind(pair, ada):
    kept, gone = pair
    kept.synopsis_en = "Edited"
    Film.objects.filter(pk=gone.pk).update(slug="no address")
    before = export()
    with deed(ada), pytest.raises(Refused):
        merge(kept, gone, {"slug": GONE})
    assert export() == before


# People and sources


def test_people_keep_every_spelling_once():
    kept, gone = make.AgentFactory(slug="zhang-san"), make.AgentFactory(slug="san-zhang", note_en="A director")
    AgentName.objects.create(agent=kept, number=1, text="Zhang San", language="en")
    AgentName.objects.create(agent=gone, number=1, text="张三", language="zh-Hans")
    AgentName.objects.create(agent=gone, number=2, text="Zhang San", language="en")
    credit = make.CreditFactory(agent=gone)
    merge(kept, gone)
    agent = Agent.objects.get()
    assert [(n.number, n.text) for n in agent.names.all()] == [(1, "Zhang San"), (2, "张三")]
    assert (agent.note_en, Credit.objects.get(), credit.ref) == ("A director", credit, Credit.objects.get().ref)
    assert FormerName.objects.get().agent == agent


def test_a_film_credits_somebody_for_one_thing_once():
    kept, gone = make.AgentFactory(), make.AgentFactory()
    film = make.FilmFactory(public_id="KR-4")
    make.CreditFactory(film=film, agent=kept, sources=[make.SourceFactory()])
    make.CreditFactory(film=film, agent=gone, sources=[make.SourceFactory()])
    merge(kept, gone)
    assert Credit.objects.get().sources.count() == 2
    assert FormerName.objects.get(noun="credit").name == "KR-4-p2"


def test_statements_cite_the_source_that_stays_once():
    kept, gone = make.SourceFactory(slug="kept", authors=["A"]), make.SourceFactory(slug="gone", authors=["A", "B"])
    reprint = make.SourceFactory(reprint_of=gone)
    both = make.FactFactory(sources=[kept, gone])
    one = make.FactFactory(sources=[gone])
    country = make.CountryFactory()
    country.sources.add(gone)
    merge(kept, gone, {"authors": BOTH})
    for row in (both, one, country):
        assert list(row.sources.all()) == [kept]
    reprint.refresh_from_db()
    assert reprint.reprint_of == kept
    assert Source.objects.get(slug="kept").authors == ["A", "B"]


# Taking it back


def test_it_is_one_deed_with_its_reason(pair, ada):
    act = merge(*pair, by=ada, reason="One film, two titles")
    assert (act.kind, act.reason, act.actor) == (DeedKind.MERGE, "One film, two titles", ada)
    assert Deed.objects.filter(kind=DeedKind.MERGE).count() == 1


def test_the_history_of_both_is_found_from_the_one_that_stays(pair, ada):
    kept, gone = pair
    third = make.FilmFactory()
    make.ClaimFactory(film=third, work=gone)
    act = merge(kept, gone, by=ada)
    assert wholes_of(kept) == [f"film:{kept.pk}", f"film:{gone.pk}"]
    assert wholes_of(third) == [f"film:{third.pk}"]
    undo(act, ada)
    assert wholes_of(kept) == [f"film:{kept.pk}"]


def test_what_changed_since_stands_in_the_way_of_taking_it_back(pair, ada):
    kept, gone = pair
    act = merge(kept, gone, {"slug": GONE}, ada)
    film = Film.objects.get()
    film.synopsis_en = "Better"
    film.save()
    with pytest.raises(CannotUndo):
        undo(act, ada)


def test_an_undone_merging_is_done_again_by_merging_again(pair, ada):
    kept, gone = pair
    undoing = undo(merge(kept, gone, by=ada), ada)
    with pytest.raises(CannotUndo, match="again"):
        undo(undoing, ada)
    merge(kept, gone, by=ada)
    assert Film.objects.get() == kept


# Small worlds


def said(kept, gone):
    """Every statement with each source that carries it, the two films taken for one."""
    one = {"film:" + str(gone.pk): "film:" + str(kept.pk)}
    told = set()
    claims = {c.pk: c.wording for c in FirstClaim.objects.all()}
    for model in STATEMENTS:
        for row in model.objects.all():
            other = getattr(row, "other_id", None) or getattr(row, "work_id", None)
            if model is Relation and {row.film_id, row.other_id} == {kept.pk, gone.pk}:
                continue
            words = [
                str(getattr(row, f.attname))
                for f in model._meta.concrete_fields
                if f.serialize and not f.is_relation and f.name not in ("number", "identifying")
            ]
            film, other = (one.get(f"film:{pk}", f"film:{pk}") for pk in (row.film_id, other))
            answered = claims.get(getattr(row, "about_id", None))
            for source in [None, *row.sources.all()]:
                told.add((model.__name__, film, other, answered, tuple(words), source and source.slug))
    return told


def small_world(seed):
    chance = random.Random(seed)
    films = [make.FilmFactory(synopsis_en=str(n)) for n in range(4)]
    sources = [make.SourceFactory() for _ in range(3)]
    agents = [make.AgentFactory() for _ in range(2)]
    for _ in range(chance.randint(8, 24)):
        film = chance.choice(films)
        cited = chance.sample(sources, chance.randint(0, 2))
        match chance.randint(0, 5):
            case 0:
                about = chance.choice([None, *FirstClaim.objects.all()])
                wording = chance.choice("ab")
                make.ClaimFactory(film=film, work=chance.choice(films), about=about, wording=wording, sources=cited)
            case 1:
                make.FactFactory(film=film, amount=chance.randint(1, 2), sources=cited)
            case 2:
                make.CreditFactory(film=film, agent=chance.choice(agents), sources=cited)
            case 3:
                other = chance.choice([f for f in films if f != film])
                make.RelationFactory(film=film, other=other, other_name="", sources=cited)
            case 4:
                make.TitleFactory(film=film, text=chance.choice("xy"), sources=cited)
            case 5:
                make.CountryFactory(code=chance.choice(["KR", "JP"]), lead_film=film)
    for film in films:
        film.lamp = chance.choice([None, *film.firstclaims.all()])
        film.save()
    pair = chance.sample(films[:3], 2)
    third = next(film for film in films[:3] if film not in pair)
    make.ComparisonFactory(films=[pair[0], third], rows=["form"])
    return pair, {name: chance.choice([KEPT, GONE]) for name in ("slug", "lamp", "synopsis_en")}


@pytest.mark.parametrize("seed", range(12))
def test_nothing_said_is_lost_every_name_lives_and_undoing_gives_back_the_same_export(seed, client, ada):
    (kept, gone), chosen = small_world(seed)
    before, told = export(), said(kept, gone)
    lamps = dict(Country.objects.values_list("pk", "lead_film"))
    addresses = [f"/en/films/{f.slug}/" for f in Film.objects.all()]
    addresses += [f"/en/claims/{c.ref}/" for c in FirstClaim.objects.select_related("film")]
    act = merge(kept, gone, chosen, ada, "One film")
    assert said(kept, gone) == told
    for address in addresses:
        answer = client.get(address)
        if answer.status_code == 301:
            answer = client.get(answer.headers["Location"])
        assert answer.status_code == 200, address
    undo(act, ada)
    assert export() == before
    assert dict(Country.objects.values_list("pk", "lead_film")) == lamps


@pytest.mark.parametrize("noun", ["agent", "source"])
@pytest.mark.parametrize("seed", range(4))
def test_people_and_sources_come_back_as_they_were(seed, noun, ada):
    small_world(seed)
    one, other = (Agent if noun == "agent" else Source).objects.order_by("pk")[:2]
    AgentName.objects.create(agent=Agent.objects.first(), number=1, text="A", language="en")
    before = export()
    undo(merge(one, other, {"note_en": GONE, "title": GONE}, ada), ada)
    assert export() == before


def test_a_merged_archive_is_exported_and_loaded_the_same(pair, tmp_path):
    kept, gone = pair
    make.ClaimFactory(film=gone)
    agents = make.AgentFactory(), make.AgentFactory()
    make.CreditFactory(film=kept, agent=agents[0])
    sources = make.SourceFactory(), make.SourceFactory()
    merge(kept, gone)
    merge(*agents)
    merge(*sources)
    taken = export()
    assert taken.count("films.formername") == FormerName.objects.count() == 6
    file = tmp_path / "all.json"
    file.write_text(taken, encoding="utf-8")
    call_command("loaddata", str(file), verbosity=0)
    assert export() == taken
    assert Film.objects.get().status == RecordStatus.PUBLISHED


def test_a_finding_left_open_stays_open_under_the_new_number(pair):
    kept, gone = pair
    fact = make.FactFactory(film=gone)
    left = Dismissal.objects.create(rule="unsourced", noun="productionfact", ref=fact.ref, reason_en="On purpose")
    merge(kept, gone)
    left.refresh_from_db()
    assert left.ref == "KR-4-f1"


def test_a_claim_that_somebody_replied_to_is_not_joined(pair):
    kept, gone = pair
    make.ClaimFactory(film=kept)
    claim = make.ClaimFactory(film=gone)
    Reply.objects.create(claim=claim, party_en="A", party_zh_hans="甲", text="No.", language="en", date="2026")
    merge(kept, gone)
    assert Reply.objects.get().claim == claim
    assert kept.firstclaims.count() == 2


def test_what_readers_wrote_of_a_merged_statement_leads_to_it(pair):
    kept, gone = pair
    fact = make.FactFactory(film=gone)
    merge(kept, gone)
    about = read_about("KR-9-f1")
    assert row_of(about) == fact
    assert row_of(read_about("KR-9")) == kept
