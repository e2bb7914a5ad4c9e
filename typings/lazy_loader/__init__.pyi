from collections.abc import Callable
from typing import TypeAlias

_Attached: TypeAlias = tuple[Callable[[str], object], Callable[[], list[str]], list[str]]

def attach_stub(package_name: str, filename: str) -> _Attached: ...
def attach(
    package_name: str, submodules: None = None, submod_attrs: dict[str, list[str]] | None = None
) -> _Attached: ...
