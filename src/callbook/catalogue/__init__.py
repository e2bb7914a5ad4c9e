"""The catalogue of steps: what definitions take, where they stand, which is nearest, how a missing one would read."""

from callbook.catalogue.definition import Definition, Parameter, definition_of
from callbook.catalogue.editor import as_glue, expression
from callbook.catalogue.entry import Entry, Use, search
from callbook.catalogue.markdown import as_markdown
from callbook.catalogue.nearest import nearest
from callbook.catalogue.pattern import Field, folded_words, parts_of, required_words
from callbook.catalogue.snippet import Missing, definitions_to_paste

__all__ = [
    "Definition",
    "Entry",
    "Field",
    "Missing",
    "Parameter",
    "Use",
    "as_glue",
    "as_markdown",
    "definition_of",
    "definitions_to_paste",
    "expression",
    "folded_words",
    "nearest",
    "parts_of",
    "required_words",
    "search",
]
