"""Writes a contact centre in our own form, from whatever form its files are in, and lists what has no place in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli.output import print_json
from callbook.cli.whole_file import write_whole
from callbook.configuration import OWN_TEXTS, Environment, read_environment
from callbook.core import BadInput, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

_COLLECTIONS = (
    ("agents", "agent"),
    ("tenants", "tenant"),
    ("roles", "role"),
    ("agent_groups", "agent group"),
    ("virtual_agent_groups", "virtual agent group"),
    ("queues", "queue"),
    ("strategies", "strategy"),
    ("transactions", "transaction"),
)


def run(console: Console, files: Sequence[Path], output: Path, *, force: bool, as_json: bool) -> None:
    """Write the contact centre that *files* describe together to *output*, and say what became of what.

    Args:
        console: where to print.
        files: files of one contact centre, or a folder of them.
        output: the file to write; its suffix says in which form.
        force: overwrite a file that is there.
        as_json: print for machines.

    Raises:
        BadInput: a file cannot be read, *output* is there already, or it cannot be written; nothing is written then.
    """
    if output.suffix.lower() not in OWN_TEXTS:
        raise BadInput("--output", str(output), accepted=f"a file that ends in {' or '.join(OWN_TEXTS)}")
    environment = read_environment(*files)
    text = OWN_TEXTS[output.suffix.lower()](environment.described)
    if output.exists() and not force:
        raise BadInput(
            "--output", str(output), accepted="a file that is not there yet; or --force, which overwrites it"
        )
    write_whole(output, text)
    if as_json:
        print_json(console, _plain(environment, output))
        return
    for line in _lines(environment, output):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _lines(environment: Environment, output: Path) -> Iterator[str]:
    counts = ", ".join(counted(count, name) for name, count in _counts(environment).items() if count)
    yield f"{environment.file} ({environment.source.form}): {counts or 'options alone'}, written to {output}"
    for remark, text in environment.source.remarks_together:
        yield f"{'left out' if remark.left_out else 'note'}: {remark.origin.position}: {text}"
    for each in environment.passed_over:
        yield f"no place in the channel: {each}"
    if environment.misfits:
        what = counted(len(environment.misfits), "thing")
        yield f"{what} did not fit and stands there as it was: `callbook lint {output}` tells more"


def _plain(environment: Environment, output: Path) -> dict[str, object]:
    return {
        "file": str(output),
        "form": environment.source.form,
        "read": list(environment.files),
        "counts": _counts(environment),
        "remarks": [
            {"where": str(each.origin.position), "subject": each.subject, "text": each.text, "left out": each.left_out}
            for each in environment.remarks
        ],
        "not of the channel": environment.without_a_place,
        "misfits": len(environment.misfits),
    }


def _counts(environment: Environment) -> dict[str, int]:
    return {name: len(getattr(environment.described, collection)) for collection, name in _COLLECTIONS}
