"""``python -m sample_desktop --port 0``: serves the desktop, and says in one line of JSON where."""

from __future__ import annotations

import argparse
import json
import os
import sys

from sample_desktop.faults import VARIABLE, faults_in
from sample_desktop.offices import Offices
from sample_desktop.server import Server


def main() -> None:
    """Serve until somebody ends it."""
    parser = argparse.ArgumentParser(
        prog="python -m sample_desktop",
        description="A small agent desktop for the Web Callback channel, served over HTTP to this machine.",
        epilog=f"{VARIABLE} names the known faults that it has: comma-separated, `none` for none; all by default.",
    )
    parser.add_argument("--port", type=int, default=8099, help="where to listen; 0 for any free port (%(default)s)")
    port: int = parser.parse_args().port
    try:
        faults = faults_in(os.environ)
    except ValueError as error:
        parser.error(str(error))
    with Server(port, Offices(faults)) as server:
        sys.stdout.write(json.dumps({"address": server.address, "faults": sorted(faults)}) + "\n")
        sys.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.exit(0)


if __name__ == "__main__":
    main()
