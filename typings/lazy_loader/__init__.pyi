from collections.abc import Callable
from typing import TypeAlias

_Attached: TypeAlias = tuple[Callable[[str], object], Callable[[], list[str]], list[str]]

def attach_stub(package_name: str, filename: str) -> _Attached: ...
