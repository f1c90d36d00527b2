"""The rules of the worklist, asked of the whole archive from the command line."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from films.invariants import RULES, Weight
from films.worklist import Finding, counts, findings, settled


class Command(BaseCommand):
    help = (
        "Names every open finding of the worklist, by rule and record, and exits with 1 when there is one. "
        "Findings that were left open on purpose are counted, not named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only",
            action="append",
            choices=sorted(RULES),
            metavar="RULE",
            help="ask this rule alone; repeat for more. Rules: %(choices)s",
        )
        parser.add_argument("--errors", action="store_true", help="ask only for contradictions, not for gaps")
        parser.add_argument("--all", action="store_true", help="name what was left open on purpose, too, and why")
        parser.add_argument(
            "--on",
            type=_day,
            metavar="DATE",
            help="judge what lies in the future as of this day (2026-01-31); today, if not given",
        )

    def handle(self, **options: Any) -> None:
        rules = [
            code
            for code, rule in RULES.items()
            if (not options["only"] or code in options["only"])
            and (not options["errors"] or rule.weight == Weight.ERROR)
        ]
        with translation.override("en"):
            found = findings(rules, today=options["on"] or timezone.localdate())
            self._tell(found, every=options["all"])
        still, left = sum(f.is_open for f in found), sum(not f.is_open for f in found)
        if not options["only"] and not options["errors"]:
            for dismissal in settled(found):
                self.stdout.write(f"Left open once, found no more: {dismissal}. It can be deleted.")
        if still:
            raise CommandError(f"{still} open findings; {left} more were left open on purpose.", returncode=1)
        self.stdout.write(f"No open findings; {left} left open on purpose." if left else "No findings.")

    def _tell(self, found: list[Finding], *, every: bool) -> None:
        for code, count in counts(found).items():
            told = [f for f in found if f.rule.code == code and (f.is_open or every)]
            if not told:
                continue
            self.stdout.write(f"{RULES[code].name} ({code}): {count.open} open, {count.left} left open")
            for finding in told:
                name = f" {finding.name}" if finding.name != finding.ref else ""
                self.stdout.write(f"  {finding.ref}{name}: {finding.words}")
                if finding.dismissal:
                    again = "Left open before, changed since: " if finding.changed else "Left open: "
                    self.stdout.write(f"    {again}{finding.dismissal.why}")


def _day(text: str) -> date:
    return date.fromisoformat(text)
