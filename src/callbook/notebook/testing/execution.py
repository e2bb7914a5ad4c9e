"""Executes a notebook strictly, in a kernel that runs this Python and leaves nothing behind in anybody's home.

nbclient and nbformat are imported only where a notebook is run: they would slow down every start of pytest.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callbook.core import CallbookError
from callbook.notebook.testing.form import KERNEL, errors, without_colors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_client.manager import AsyncKernelManager

TIMEOUT = 60
"""How many seconds a cell may take."""

_FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")


class NotebookFailed(CallbookError):  # noqa: N818 - names what happened
    """A notebook that did not run as it should; the text says which cell, and how."""


def read_notebook(path: Path) -> Any:  # noqa: ANN401 - nbformat has no types
    """Return the notebook in a file, in the form of nbformat 4.

    Raises:
        NotebookFailed: when the file is no notebook.
    """
    import nbformat  # noqa: PLC0415 - slow, and only a notebook needs it

    try:
        notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, KeyError, AttributeError) as error:
        raise NotebookFailed(f"{path.name} is no notebook: {error}") from None
    return notebook  # pyright: ignore[reportUnknownVariableType]


def execute(
    notebook: Any,  # noqa: ANN401 - nbformat has no types
    folder: Path,
    *,
    timeout: int = TIMEOUT,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Execute all cells of *notebook*, whose outputs are filled in.

    Strictly: a cell's status counts, which an unknown magic turns to error without raising anything, and so does an
    error among the outputs, which is where one in a callback goes.

    Args:
        notebook: as ``read_notebook`` gave it.
        folder: where the kernel is at work.
        timeout: how many seconds each cell may take.
        environment: variables of the kernel's environment, beyond those of this process.

    Raises:
        NotebookFailed: naming the cell.
    """
    from nbclient import NotebookClient  # noqa: PLC0415 - slow, and only a notebook needs it
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError  # noqa: PLC0415 - the same

    with tempfile.TemporaryDirectory(prefix="callbook-kernel-") as own, (Path(own) / "stderr").open("w+b") as said:
        client = NotebookClient(
            notebook, km=_manager(Path(own)), timeout=timeout, resources={"metadata": {"path": str(folder)}}
        )
        client.owns_km = True  # it ends the kernel, however the execution ends
        try:
            client.execute(env={**_environment(Path(own)), **(environment or {})}, stderr=said)
        except (CellExecutionError, CellTimeoutError) as error:
            raise NotebookFailed(without_colors(str(error))) from None
        except DeadKernelError as error:
            said.seek(0)
            raise NotebookFailed(f"{error}\n{said.read().decode(errors='replace')}") from None
    found = errors(notebook)
    if found:
        number, text = found[0]
        raise NotebookFailed(f"cell {number} has shown an error that did not end it, as one in a callback:\n{text}")


def _manager(own: Path) -> AsyncKernelManager:
    from jupyter_client.kernelspec import KernelSpecManager  # noqa: PLC0415 - slow, and only a notebook needs it
    from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415 - the same

    # No folder with kernels: what is left is ipykernel's own, which runs this very Python.
    specs = KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True)
    return AsyncKernelManager(
        kernel_name=KERNEL, kernel_spec_manager=specs, connection_file=str(own / "connection.json")
    )


def _environment(own: Path) -> dict[str, str]:
    return {**os.environ, **{name: str(own / name.lower()) for name in _FOLDERS}}
