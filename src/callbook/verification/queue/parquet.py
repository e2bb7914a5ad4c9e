"""Results as Parquet: a table of rows, each text held once, that pandas, DuckDB and others read."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_AT_ONCE: Final = 100_000
_TYPES: Final = {
    str: pa.dictionary(pa.int32(), pa.string()),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}


def parquet_of(
    rows: Iterable[Mapping[str, object]], columns: Mapping[str, type], variables: Sequence[str], what: str
) -> bytes:
    """Return a file of rows; what a row does not have is null.

    Args:
        rows: with what stands in each column, by name.
        columns: the type of each column: text, whole number, number, or yes and no.
        variables: the names of further columns, those of privileges and options, which are texts.
        what: the rows are of, for whoever reads the file.
    """
    types = {**columns, **dict.fromkeys(variables, str)}
    schema = pa.schema([(name, _TYPES[of]) for name, of in types.items()], metadata={"callbook": what})
    file = BytesIO()
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for some in _batches(rows):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))
    return file.getvalue()


def _batches(rows: Iterable[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some
