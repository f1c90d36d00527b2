"""Files and records of pictures brought together again, after a crash or a load of records without files."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.files.storage import Storage, default_storage
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from films.models import Image
from films.models.image import FOLDER, files_in_use, originals

NEW = timedelta(hours=1)  # the record of a newer file may not be committed yet


class Command(BaseCommand):
    help = (
        "Name files of pictures that no record uses and records whose files are missing. Writes nothing unless asked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="delete the files that no record uses")
        parser.add_argument("--derive", action="store_true", help="make missing derivatives from kept originals")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["derive"]:
            self.stdout.write(f"derived: {Image.objects.all().derive_missing()}")
        used_originals, used_derivatives = files_in_use(Image.objects.all())
        orphans = 0
        for storage, folder, used in (
            (originals(), "", used_originals),
            (default_storage, FOLDER, used_derivatives),
        ):
            for name in _files(storage, folder):
                if name in used or timezone.now() - storage.get_modified_time(name) < NEW:
                    continue
                orphans += 1
                if options["remove"]:
                    storage.delete(name)
                self.stdout.write(f"{'removed' if options['remove'] else 'orphan'}: {name}")
        missing = 0
        for image in Image.objects.select_related("film"):
            for storage, names in ((originals(), [image.file.name]), (default_storage, image.derivative_names())):
                for name in names:
                    if not storage.exists(name):
                        missing += 1
                        self.stdout.write(f"missing: {name} of picture {image.number} of {image.film.public_id}")
            if not image.derivatives:
                missing += 1
                self.stdout.write(f"missing: derivatives of picture {image.number} of {image.film.public_id}")
        self.stdout.write(f"{orphans} orphaned, {missing} missing")


def _files(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever kept here
        return
    for file in sorted(files):
        yield f"{folder}/{file}" if folder else file
    for inner in sorted(folders):
        yield from _files(storage, f"{folder}/{inner}" if folder else inner)
