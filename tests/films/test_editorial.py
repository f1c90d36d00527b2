"""The editorial rules: whole, and each beside fields that there are."""

from django.contrib import admin

from films.editorial import GUIDES, guides_for
from films.workflow import STEPS


def test_every_rule_has_a_code_a_text_an_example_and_a_place():
    assert len({guide.code for guide in GUIDES}) == len(GUIDES)
    for guide in GUIDES:
        assert str(guide.title) and str(guide.text) and str(guide.example) and guide.where, guide.code
        assert len(str(guide.text).split()) <= 90, guide.code


def test_every_place_is_a_field_or_a_step_of_a_record():
    for guide in GUIDES:
        for place in guide.where:
            noun, _sep, field = place.partition(".")
            if noun == "step":
                assert field in STEPS, place
                continue
            model = next(m for m in admin.site._registry if m._meta.model_name == noun)
            names = {f.name for f in model._meta.get_fields()}
            assert names & {field, f"{field}_en"}, place


def test_rules_are_found_for_a_field_in_either_language():
    for field in ("paraphrase_en", "paraphrase_zh_hans"):
        assert "voice" in {guide.code for guide in guides_for("firstclaim", [field])}
    assert guides_for("firstclaim", ["locator"]) == []
