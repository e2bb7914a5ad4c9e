"""A softphone played by baresip: it registers by itself; another program's idea of a telephone.

Its buttons are pressed through its control port, where it also says what happens to it.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.telephones.ports import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

BARESIP: Final = shutil.which("baresip")
_MODULES: Final = Path("/usr/lib/baresip/modules")
_CONFIGURATION: Final = """sip_listen 127.0.0.1:{port}
net_interface 127.0.0.1
module_path {modules}
audio_player aubridge,one
audio_source aubridge,one
ctrl_tcp_listen 127.0.0.1:{control}
module g711.so
module aubridge.so
module_app account.so
module_app menu.so
module_app ctrl_tcp.so
"""
_BUTTONS: Final = {
    "answers": ("accept", "CALL_INCOMING"),
    "is busy": ("hangup", "CALL_INCOMING"),
    "hangs up": ("hangup", "CALL_ESTABLISHED"),
    "holds": ("hold", "CALL_ESTABLISHED"),
    "retrieves": ("resume", "CALL_ESTABLISHED"),
    "refers": ("transfer", "CALL_ESTABLISHED"),
}
"""What is pressed, and what has to be so before."""


class Softphone:
    """A softphone that runs."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._happened = set[str]()

    async def press(self, button: str, to: str = "") -> None:
        """Press a button, as soon as that makes sense."""
        command, before = _BUTTONS[button]
        while before not in self._happened:
            self._happened.add(str((await self._said()).get("type")))
        await self.command(command, to)

    async def command(self, command: str, to: str = "") -> None:
        """Let it do something, and wait until it has."""
        wanted = json.dumps({"command": command, "params": to, "token": command})
        self._writer.write(f"{len(wanted)}:{wanted},".encode())
        while (said := await self._said()).get("token") != command:
            self._happened.add(str(said.get("type")))
        assert said["ok"], said

    async def _said(self) -> dict[str, object]:
        length = (await self._reader.readuntil(b":"))[:-1]
        said: dict[str, object] = json.loads((await self._reader.readexactly(int(length) + 1))[:-1])
        return said


@asynccontextmanager
async def softphone(folder: Path, number: str, server: int, *, at_once: bool) -> AsyncGenerator[Softphone]:
    """Have a softphone with this number, registered at the server on this port; it answers *at_once*, or by button."""
    home = folder / f"baresip{number}"
    home.mkdir()
    control = free_port()
    configuration = _CONFIGURATION.format(port=free_port(), modules=_MODULES, control=control)
    (home / "config").write_text(configuration)
    mode = "auto" if at_once else "manual"
    (home / "accounts").write_text(f"<sip:{number}@127.0.0.1:{server}>;auth_pass=none;answermode={mode};regint=60\n")
    (home / "contacts").write_text("")
    process = await asyncio.create_subprocess_exec(
        str(BARESIP), "-f", str(home),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    printed = process.stdout
    reading: asyncio.Task[bytes] | None = None
    try:
        said = list[bytes]()
        while not (said and said[-1].startswith(b"baresip is ready")):
            said.append(await printed.readline())
            assert said[-1], b"".join(said).decode()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", control)
        except ConnectionRefusedError:
            raise AssertionError(b"".join(said).decode()) from None
        reading = asyncio.create_task(printed.read())  # or it would wait for somebody to read
        made = Softphone(reader, writer)
        await made.command("reginfo")  # what happens before it knows of us it would tell nobody
        yield made
        writer.close()
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        if reading is not None:
            await reading
        await process.wait()
