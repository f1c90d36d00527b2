"""Take the data away: `manage.py export_films --format fixture [--country CN] [--year 2025] [--output DIR]`."""

import importlib
import pkgutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.exchange import formats, selection
from films.models import Film


class Command(BaseCommand):
    help = "Write published films, with all they rest on, in one of the exchange formats."

    def add_arguments(self, parser: ArgumentParser) -> None:
        found = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
        parser.add_argument("--format", choices=found, default="fixture")
        parser.add_argument("--country", action="append", default=[], metavar="CN", help="ISO code; may repeat")
        parser.add_argument("--year", action="append", type=int, default=[], help="may repeat")
        parser.add_argument("--film", action="append", default=[], metavar="SLUG", help="may repeat")
        parser.add_argument("--drafts", action="store_true", help="also what is not public: a curator's backup")
        parser.add_argument("--output", type=Path, help="a folder: one file a film; without it, standard output")

    def handle(self, **options: Any) -> None:
        films = Film.objects.all() if options["drafts"] else Film.objects.published()
        part = bool(options["country"] or options["year"] or options["film"])
        if options["country"]:
            films = films.from_country(*(code.upper() for code in options["country"]))
        if options["year"]:
            films = films.filter(year__in=options["year"])
        if options["film"]:
            films = films.filter(slug__in=options["film"])
        if part and not films.exists():
            raise CommandError("No published film matches. Nothing was written.")
        choose = selection.with_neighbours if part else selection.everything
        chosen = choose(films, drafts=options["drafts"])
        render = importlib.import_module(f"films.exchange.formats.{options['format']}").render
        folder: Path | None = options["output"]
        if folder is None:
            self.stdout.write(render(chosen), ending="")
            return
        (folder / "films").mkdir(parents=True, exist_ok=True)
        for name, rows in (*chosen.shared.items(), *chosen.about.items()):
            (folder / f"{name}.json").write_text(render(rows), encoding="utf-8")
        for old in (folder / "films").glob("*.json"):
            if old.stem not in chosen.films:
                old.unlink()
        for slug, rows in chosen.films.items():
            (folder / "films" / f"{slug}.json").write_text(render(rows), encoding="utf-8")
        self.stderr.write(f"{len(chosen.films)} films, {sum(1 for _ in chosen)} rows written to {folder}")
