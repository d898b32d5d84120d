"""Starts the stand-in platform, or writes its data: `python -m dev.simulator --help`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from calendar import monthrange
from datetime import date
from pathlib import Path

from dev.simulator.calls import CallMaker
from dev.simulator.data import make_world
from dev.simulator.dump import everything
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches


def main() -> int:
    """Run until interrupted."""
    options = _options()
    world = make_world(options.accounts, options.anchor)
    maker = CallMaker(world, options.seed, options.calls_per_day)
    switches = Switches().changed(json.loads(options.switches))
    if options.dump:
        days = (options.dump_from or options.anchor, options.dump_to or _month_end(options.anchor))
        text = json.dumps(everything(world, maker, switches, days), ensure_ascii=False, indent=1)
        Path(options.dump).write_text(text + "\n", "utf-8")
        return 0
    service = Service(world, maker, Credentials(options.login, options.password, options.domain))
    service.switches = switches
    server = Simulator(service, options.port)
    if options.port_file:
        # Renamed into place, so that a reader never finds half a number.
        draft = Path(f"{options.port_file}.{os.getpid()}")
        draft.write_text(f"{server.server_address[1]}\n")
        draft.replace(options.port_file)
    sys.stdout.write(f"The simulated platform listens at {server.url}\n")
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
    return 0


def _options() -> argparse.Namespace:
    who = Credentials()
    parser = argparse.ArgumentParser(prog="python -m dev.simulator", description=__doc__)
    add = parser.add_argument
    add("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    add("--port-file", help="the port is written here when the server listens")
    add("--seed", default="1", help="another seed, other calls")
    add("--accounts", type=int, default=40, help="how many accounts there are")
    add("--calls-per-day", type=int, default=120, help="calls of a weekday, all types together")
    add("--anchor", type=_month, default="2026-10", help="YYYY-MM: the month to be invoiced")
    add("--login", default=who.login)
    add("--password", default=who.password)
    add("--domain", default=who.domain)
    add("--switches", default="{}", help='JSON, such as {"failed_answer": "all"}')
    add("--dump", help="write all data to this JSON file and end")
    add("--dump-from", type=date.fromisoformat, help="first day of calls; default: the anchor's")
    add("--dump-to", type=date.fromisoformat, help="last day of calls; default: the anchor's")
    return parser.parse_args()


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _month_end(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


if __name__ == "__main__":
    sys.exit(main())
