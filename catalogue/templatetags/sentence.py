"""A sentence whose words are form controls."""

import re

from django import template
from django.utils.safestring import SafeString

register = template.Library()

_HOLE_AND_MARK = re.compile(r'(<span class="hole">(?:(?!</span>).)*</span>)\s*([,.，。、；：）]+)', re.DOTALL)


@register.filter
def keep_marks(sentence: SafeString) -> SafeString:
    """Punctuation stays on the line of the control that it follows; browsers would break between the two."""
    return SafeString(_HOLE_AND_MARK.sub(r'<span class="held">\1\2</span>', sentence))
