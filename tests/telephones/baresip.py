"""A softphone played by baresip: it registers by itself, and answers at once; another program's idea of a telephone."""

from __future__ import annotations

import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator

BARESIP: Final = shutil.which("baresip")
_MODULES: Final = Path("/usr/lib/baresip/modules")
_CONFIGURATION: Final = """sip_listen 127.0.0.1:{port}
net_interface 127.0.0.1
module_path {modules}
audio_player aubridge,one
audio_source aubridge,one
module g711.so
module aubridge.so
module_app account.so
"""


@contextmanager
def softphone(folder: Path, number: str, server: int) -> Generator[None]:
    """Have a softphone with this number that registers at the server on this port of loopback."""
    home = folder / f"baresip{number}"
    home.mkdir()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    (home / "config").write_text(_CONFIGURATION.format(port=port, modules=_MODULES))
    (home / "accounts").write_text(f"<sip:{number}@127.0.0.1:{server}>;auth_pass=none;answermode=auto;regint=60\n")
    (home / "contacts").write_text("")
    process = subprocess.Popen(  # noqa: S603 - baresip
        [str(BARESIP), "-f", str(home)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()
