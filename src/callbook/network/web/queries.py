"""What a query has to be that is converted from text: the framework reads more into a text than its description says.

It takes ``null`` for nothing where a parameter may be left out, and a number for an instant.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from litestar.params import QueryParameter

from callbook.core import BadInput

if TYPE_CHECKING:
    from litestar import Request
    from litestar.handlers import BaseRouteHandler
    from litestar.typing import FieldDefinition

_NOTHING: Final = "null"


async def check_query(request: Request[Any, Any, Any]) -> None:
    """Make sure that each text of the query is one of its parameter's.

    Raises:
        BadInput: when it is not.
    """
    for name, is_moment in _converted(request.route_handler):
        for text in request.query_params.getall(name, ()):
            if text.casefold() == _NOTHING:
                raise BadInput(name, text, where="query", accepted="a value, or leave it out")
            if is_moment and _is_number(text):
                raise BadInput(name, text, where="query", accepted="a moment with its zone: 2026-03-02T08:00:00Z")


@cache
def _converted(handler: BaseRouteHandler) -> tuple[tuple[str, bool], ...]:
    """Return the names of the parameters that are no texts, each with whether it is a moment."""
    fields = handler.parsed_fn_signature.parameters.values()
    queries = ((each, each.kwarg_definition) for each in fields)
    return tuple(
        (query.name or each.name, _may_be(each, datetime))
        for each, query in queries
        if isinstance(query, QueryParameter) and not _may_be(each, str)
    )


def _may_be(field: FieldDefinition, kind: type) -> bool:
    return kind in {field.annotation, *(inner.annotation for inner in field.inner_types)}


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
