"""Looks up known vulnerabilities of the locked packages: `make audit`.

A known vulnerability that `include/setup/accepted-vulnerabilities.txt` does not accept fails. Where
no service can be asked (a machine without that way out), that is said in a sentence and does not
fail: it is no statement about the packages, and nobody must take it for one.

pip-audit asks; its answer is read here for what its own options do not tell: its exit code is 1 for
a vulnerability as for a service out of reach, and `--ignore-vuln` knows neither why something is
accepted nor that nothing has it any more.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.txt"
ACCEPTED = ROOT / "include" / "setup" / "accepted-vulnerabilities.txt"
SERVICES = ("osv", "pypi")


def accepted_ids(text: str) -> dict[str, str]:
    """Read the accepted ids and their reasons.

    Raises:
        SystemExit: a line without a reason.
    """
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    entries = [words for words in lines if not words[0].startswith("#")]
    for words in entries:
        if len(words) == 1:
            raise SystemExit(f"{words[0]} is accepted without a reason in {ACCEPTED.name}.")
    return {words[0]: words[1] for words in entries}


def ask(service: str, lock: Path, options: Sequence[str]) -> list[dict[str, Any]]:
    """Ask a service about every package of a lock; nothing: it did not answer."""
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "-f", "json"]
    command += ["--progress-spinner", "off", "-s", service, "-r", str(lock), *options]
    said = subprocess.run(command, capture_output=True, check=False).stdout
    packages: list[dict[str, Any]] = json.loads(said)["dependencies"] if said else []
    return packages if any("vulns" in package for package in packages) else []


def verdict(
    service: str, packages: Sequence[Mapping[str, Any]], accepted: Mapping[str, str]
) -> tuple[int, list[str]]:
    """Return the exit code, and what to say."""
    bad, lines, met = 0, [], set()
    for package in packages:
        for known in package.get("vulns", ()):
            ids = {known["id"], *known["aliases"]}
            met |= ids
            mended = f"; mended in {', '.join(known['fix_versions'])}"
            text = f"{package['name']} {package['version']}: {', '.join(sorted(ids))}"
            text += mended if known["fix_versions"] else ""
            reasons = [accepted[name] for name in sorted(ids & accepted.keys())]
            bad += not reasons
            lines.append(f"accepted   {text} ({reasons[0]})" if reasons else f"VULNERABLE {text}")
    unused = sorted(accepted.keys() - met)
    lines += [f"{name} is accepted, but no locked package has it" for name in unused]
    unknown = [package["name"] for package in packages if "vulns" not in package]
    audited = len(packages) - len(unknown)
    lines.append(f"{audited} packages audited by {service}, {bad} vulnerabilities.")
    if unknown:
        lines.append(f"NOT audited: {', '.join(unknown)}.")
    return min(bad, 1), lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask the first service that answers; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, epilog="Others are pip-audit's options.")
    parser.add_argument("lock", nargs="?", type=Path, default=LOCK)
    parser.add_argument("--accepted", type=Path, default=ACCEPTED)
    given, options = parser.parse_known_args(arguments)
    accepted = accepted_ids(given.accepted.read_text("utf-8"))
    for service in SERVICES:
        if packages := ask(service, given.lock, options):
            code, lines = verdict(service, packages, accepted)
            print("\n".join(lines))
            return code
    print(
        f"No service for known vulnerabilities can be asked from here ({', '.join(SERVICES)} "
        "were tried): the packages were NOT audited. Run `make audit` where one can."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
