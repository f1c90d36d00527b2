"""How fast pages answer over a large catalogue: `make benchmark` (FILMS=50000). Not a test; it measures.

Fills an empty database of its own with made-up films, each with a title, a claim, countries, AI roles, a
running time and releases, then asks for each page several times and prints the medians beside the browse page.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta

PAGES = [
    "films/",
    "films/?country=KR&form=feature",
    "firsts/",
    "firsts/?length=40",
    "firsts/?territory=KR&length=over-60&department=picture&extent=full_picture",
    "compare/?films=film-1,film-2,film-3,film-4,film-5",
]
TIMES = 5
COUNTRIES = ["CN", "US", "GB", "KR", "JP", "IN", "FR", "DE", "BR", "NG", "EG", "IT", "ES", "TR", "RU", "ID"]


def fill(number: int) -> None:
    """Films that differ as real ones do, always the same for the same number."""
    from films import models
    from films.features import told
    from films.scope import Dated, Features, Length, Use

    dice = random.Random(20251230)
    Term, Scheme = models.Term, models.Scheme

    def term(scheme: str, code: str) -> models.Term:
        return Term.objects.create(scheme=scheme, code=code, label_en=code, label_zh_hans=code)

    departments = [term(Scheme.DEPARTMENT, code) for code in ("video", "image", "script", "voice", "music")]
    kinds = [term(Scheme.RELEASE_KIND, code) for code in ("festival", "theatrical", "online_free")]
    source = models.Source.objects.create(
        slug="s", title="S", language="en", kind=term(Scheme.SOURCE_KIND, "news"), tier="secondary",
        independence="independent", reliability="medium",
    )  # fmt: skip
    countries = {c: models.Country.objects.create(code=c) for c in COUNTRIES}
    from decimal import Decimal

    films, told_of = [], []
    for n in range(1, number + 1):
        country = dice.choice(COUNTRIES)
        day = date(2016, 1, 1) + timedelta(days=dice.randrange(3900))
        minutes = Decimal(dice.choice([5, 12, 30, 45, 60, 61, 75, 90, 120]))
        uses = {d.code: dice.choice(["none", "element", "hybrid", "predominant", "full_picture"]) for d in departments}
        uses = dict(dice.sample(sorted(uses.items()), 2))
        kind = dice.choice(kinds)
        features = Features(
            countries=frozenset({country}),
            form="feature" if minutes >= 60 else "short",
            lengths=(Length(minutes, minutes, f"{country}-{n}-f1"),),
            uses={d: Use(extent, f"{country}-{n}-a1") for d, extent in uses.items()},
            dates={"first_showing": Dated(day, day, f"{country}-{n}-r1")},
        )
        told_of.append((country, day, minutes, uses, kind))
        films.append(
            models.Film(
                public_id=f"{country}-{n}", slug=f"film-{n}", status="published", form=features.form, year=day.year,
                features=told(features),
            )
        )  # fmt: skip
    rows = models.Film.objects.bulk_create(films, batch_size=2000)
    made: dict[type, list] = {
        model: [] for model in (models.Title, models.FirstClaim, models.ProductionFact, models.Release, models.AIRole)
    }
    for film, (_country, day, minutes, uses, kind) in zip(rows, told_of, strict=True):
        made[models.Title].append(
            models.Title(
                film=film, number=1, text=f"影片 Film {film.pk}", language="en", kind="original", identifying=True
            )
        )
        made[models.FirstClaim].append(
            models.FirstClaim(
                film=film, work=film, number=1, paraphrase_en="first", paraphrase_zh_hans="首部", claimant_en="M",
                claimant_zh_hans="M", claimant_kind="maker", modality="absolute",
            )
        )  # fmt: skip
        made[models.ProductionFact].append(
            models.ProductionFact(film=film, number=1, property="running_time", amount=minutes, unit="min")
        )
        made[models.Release].append(
            models.Release(film=film, number=1, kind=kind, date=day.isoformat(), date_earliest=day, date_latest=day)
        )
        made[models.AIRole] += [
            models.AIRole(
                film=film, number=i, department=next(d for d in departments if d.code == code), extent=extent,
                evidence="press",
            )
            for i, (code, extent) in enumerate(uses.items(), start=1)
        ]  # fmt: skip
    for model, statements in made.items():
        saved = model._default_manager.bulk_create(statements, batch_size=2000)
        through = model.sources.through
        owner = next(f.attname for f in through._meta.fields if f.related_model is model)
        through.objects.bulk_create([through(**{owner: s.pk, "source_id": source.pk}) for s in saved], batch_size=5000)
        if model is models.FirstClaim:
            for film, claim in zip(rows, saved, strict=True):
                film.lamp = claim
            models.Film.objects.bulk_update(rows, ["lamp"], batch_size=1000)
    links = models.Film.countries.through
    links.objects.bulk_create(
        [links(film_id=film.pk, country_id=countries[c].pk) for film, (c, *_rest) in zip(rows, told_of, strict=True)],
        batch_size=5000,
    )
    models.Revision.move()


def measure() -> None:
    """Median of several visits to each page, after one that warms the process."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    base = None
    print(f"{'first visit':>12} {'median':>9} {'× browse':>9}  page")
    for page in PAGES:
        times = []
        for _ in range(TIMES + 1):
            start = time.perf_counter()
            response = client.get(f"/en/{page}")
            times.append((time.perf_counter() - start) * 1000)
            assert response.status_code == 200, (page, response.status_code)
        median = statistics.median(times[1:])
        base = base or median
        print(f"{times[0]:>9.0f} ms {median:>6.0f} ms {median / base:>9.2f}  {page}")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "catalogue.settings", "VAR_DIR": folder}
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        call_command("migrate", verbosity=0)
        start = time.perf_counter()
        fill(number)
        print(f"{number:,} films made in {time.perf_counter() - start:.0f} s")
        measure()


if __name__ == "__main__":
    main()
