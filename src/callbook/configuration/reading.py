"""Reading a contact centre from whatever form its files are in: one file, several that belong together, or a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.structured import Structured
from callbook.configuration.documents.text import UTF_8
from callbook.configuration.exports.building import source_of_objects
from callbook.configuration.exports.forms import EXPORT_FORMS, form_of, is_own
from callbook.configuration.exports.gathering import Gathering
from callbook.configuration.own_form import source_of_own_form
from callbook.configuration.reading_files import SUFFIXES, read_document
from callbook.configuration.source import Document, Origin, Source
from callbook.core import BadInput

_FORMS = ", ".join(form.name for form in EXPORT_FORMS)


def read_source(*paths: Path) -> Source:
    """Return what the files at *paths* say together; a folder stands for the files in it.

    Raises:
        BadInput: for what cannot be read, with file and line.
    """
    if len(paths) == 1 and not paths[0].is_dir():
        return source_of(read_document(paths[0]), paths[0].parent)
    gathering = Gathering()
    forms: dict[str, None] = {}
    read: list[Document] = []
    for path in paths:
        for file in _files(path, gathering):
            document = read_document(file)
            form = form_of(document)
            if form is not None:
                form.gather(gathering, document)
                forms[form.name] = None
                read.append(document)
            elif path.is_dir() and not is_own(document):
                gathering.pass_over("files that hold nothing of the channel", Origin(document))
            else:
                accepted = f"files of other programs ({_FORMS}); or one in our own form, alone"
                raise BadInput("file", document.where, accepted=accepted)
    where = ", ".join(map(str, paths))
    if not read:
        raise BadInput("folder", where, accepted=f"one with files of other programs: {_FORMS}")
    return source_of_objects(gathering, tuple(read), where, ", ".join(forms))


def source_of(main: Document, folder: Path) -> Source:
    """Return what a document says, with the exports that it names, relative to *folder*.

    Raises:
        BadInput: for what cannot be read.
    """
    form = form_of(main)
    if form is None:
        assert isinstance(main, Structured)  # noqa: S101 - an option export is a form of its own
        return source_of_own_form(main, folder)
    gathering = Gathering()
    form.gather(gathering, main)
    return source_of_objects(gathering, (main,), main.where, form.name)


def _files(path: Path, gathering: Gathering) -> Iterator[Path]:
    """Yield the files that *path* stands for."""
    if not path.is_dir():
        yield path
        return
    for each in sorted(path.iterdir()):
        if each.is_file() and each.suffix.lower() in SUFFIXES:
            yield each
        else:
            stands_for = OptionExport("", UTF_8, str(each))  # it is not read, but it has a name
            gathering.pass_over("files and folders of other kinds", Origin(stands_for))
