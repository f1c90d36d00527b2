import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from films.models import Assessment
from tests.factories import AssessmentFactory

pytestmark = pytest.mark.django_db


def test_an_assessment_is_never_changed():
    assessment = AssessmentFactory(standing="contested")
    assessment.standing = "stands"
    with pytest.raises(ValidationError):
        assessment.save()
    assert Assessment.objects.get().standing == "contested"


def test_an_assessment_is_never_deleted():
    with pytest.raises(ValidationError):
        AssessmentFactory().delete()
    assert Assessment.objects.exists()


def test_a_claim_that_was_assessed_is_kept():
    with pytest.raises(ProtectedError):
        AssessmentFactory().claim.delete()


@pytest.mark.parametrize("missing", ["argument_en", "argument_zh_hans"])
def test_an_assessment_argues_in_both_languages(missing):
    with pytest.raises(ValidationError):
        AssessmentFactory.build(**{missing: " "}, claim=None).clean()
