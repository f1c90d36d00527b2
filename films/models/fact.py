import builtins
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from films.properties import PROPERTIES, property_choices
from films.vocabularies import FactState, Qualifier, Unit

from .bilingual import bilingual_text
from .sourced import Sourced
from .term import Scheme, term_field


class AmountField(models.DecimalField):
    """A decimal without trailing noughts, so that both databases and every export give `87`, not `87.0000`."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        if value is None:
            return None
        number = Decimal(str(value)).normalize()
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number

    def to_python(self, value: Any) -> Decimal | None:
        number = super().to_python(value)
        if number is None or not number.is_finite():
            return number
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


class ProductionFact(Sourced):
    """One source's figure or statement about the making of a film. Several may conflict; all stay."""

    property = models.CharField(_("property"), max_length=24, choices=property_choices)
    state = models.CharField(_("state"), max_length=10, choices=FactState.choices, default=FactState.KNOWN)
    amount = AmountField(_("amount"), max_digits=20, decimal_places=4, null=True, blank=True)
    amount_high = AmountField(
        _("up to"), max_digits=20, decimal_places=4, null=True, blank=True, help_text=_("For a range.")
    )
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, blank=True, default="")
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        default="",
        validators=[RegexValidator(r"^[A-Z]{3}$", _("An ISO 4217 code of three letters."))],
    )
    year = models.PositiveSmallIntegerField(
        _("as of year"), null=True, blank=True, help_text=_("The year for which the figure holds.")
    )
    basis = term_field(
        Scheme.FACT_BASIS,
        _("basis"),
        null=True,
        blank=True,
        help_text=_("What the figure counts, or how it is known."),
    )
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier.choices, default=Qualifier.EXACT)
    text = bilingual_text(_("in words"), _("The statement where it is no number, or what the number counts."))

    ref_letter = "f"

    class Meta(Sourced.Meta):
        verbose_name = _("production fact")
        verbose_name_plural = _("production facts")
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=FactState.values), name="productionfact_state_known"),
            models.CheckConstraint(
                condition=Q(state=FactState.KNOWN) | Q(amount__isnull=True, amount_high__isnull=True),
                name="productionfact_nothing_has_no_amount",
                violation_error_message=_("Only a known fact has an amount."),
            ),
            models.CheckConstraint(
                condition=Q(amount_high__isnull=True) | Q(amount_high__gte=F("amount")),
                name="productionfact_range_ascends",
                violation_error_message=_("A range runs from the lower to the higher figure."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {PROPERTIES[self.property].label if self.property in PROPERTIES else '?'}"

    @builtins.property  # the bare name is the field above
    def basis_code(self) -> str:
        return self.basis.code if self.basis else ""

    def clean(self) -> None:
        has_words = self.text_en.strip() or self.text_zh_hans.strip()
        if self.state == FactState.KNOWN and self.amount is None and not has_words:
            raise ValidationError(_("A known fact needs an amount or words."))
