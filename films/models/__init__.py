"""The nouns of the archive, one file each. Read `sourced.py` first: it is what all statements share."""

from .agent import Agent, AgentName
from .ai_role import AIRole
from .assessment import Assessment
from .claim import FirstClaim
from .commentary import Commentary
from .comparison import Comparison, ComparisonFilm, ComparisonRow
from .corpus import Corpus, CorpusAxis
from .country import Country
from .credit import Credit
from .deed import Deed, Entry
from .dismissal import Dismissal
from .editor import Editor
from .fact import ProductionFact
from .film import Film
from .former import FormerName
from .image import Image
from .relation import Relation
from .release import Release
from .reply import Reply
from .revision import Revision
from .source import Source
from .suggestion import Suggestion
from .term import Scheme, Term
from .title import Title
from .tool import Tool

__all__ = [
    "AIRole",
    "Agent",
    "AgentName",
    "Assessment",
    "Commentary",
    "Comparison",
    "ComparisonFilm",
    "ComparisonRow",
    "Corpus",
    "CorpusAxis",
    "Country",
    "Credit",
    "Deed",
    "Dismissal",
    "Editor",
    "Entry",
    "Film",
    "FirstClaim",
    "FormerName",
    "Image",
    "ProductionFact",
    "Relation",
    "Release",
    "Reply",
    "Revision",
    "Scheme",
    "Source",
    "Suggestion",
    "Term",
    "Title",
    "Tool",
]
