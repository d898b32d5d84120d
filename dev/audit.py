"""Looks up known vulnerabilities of the locked packages: `make audit`.

A known vulnerability that `include/setup/accepted-vulnerabilities.txt` does not accept fails. Where
no service can be asked (a machine without that way out), that is said in a sentence and does not
fail: it is no statement about the packages, and nobody must take it for one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = (ROOT / "requirements.txt",)
ACCEPTED = ROOT / "include" / "setup" / "accepted-vulnerabilities.txt"
SERVICES = ("osv", "pypi")
LIMIT_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """A known vulnerability of a locked package."""

    package: str
    version: str
    ids: frozenset[str]
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        """Say which, and what mends it."""
        mended = f"; mended in {', '.join(self.fixed_in)}" if self.fixed_in else ""
        return f"{self.package} {self.version}: {', '.join(sorted(self.ids))}{mended}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one service said. `unknown`: packages that it could not say anything about."""

    service: str
    audited: int
    unknown: tuple[str, ...]
    vulnerabilities: tuple[Vulnerability, ...]


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


def ask(service: str, lock: Path, options: Sequence[str] = ()) -> Answer | None:
    """Ask a service about every package of a lock; None: it did not answer."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "found.json")
        command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip"]
        command += ["--progress-spinner", "off", "-s", service, "-r", str(lock)]
        try:
            subprocess.run(
                [*command, "-f", "json", "-o", str(found), *options],
                capture_output=True,
                timeout=LIMIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        if not found.is_file():
            return None
        answer = _read(service, json.loads(found.read_text("utf-8")))
    return answer if answer.audited else None


def verdict(answers: Sequence[Answer], accepted: Mapping[str, str]) -> tuple[int, list[str]]:
    """Return the exit code, and what to say."""
    found = [v for answer in answers for v in answer.vulnerabilities]
    bad = [v for v in found if not v.ids & accepted.keys()]
    lines = [f"VULNERABLE {v}" for v in bad]
    lines += [
        f"accepted   {v} ({accepted[next(iter(v.ids & accepted.keys()))]})"
        for v in found
        if v not in bad
    ]
    unused = accepted.keys() - {name for v in found for name in v.ids}
    lines += [f"{name} is accepted, but no locked package has it" for name in sorted(unused)]
    for answer in answers:
        lines.append(
            f"{answer.audited} packages audited by {answer.service}, {len(bad)} vulnerabilities."
        )
        if answer.unknown:
            lines.append(f"NOT audited: {', '.join(answer.unknown)}.")
    return (1 if bad else 0), lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask the first service that answers; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locks", nargs="*", type=Path, default=LOCKS)
    parser.add_argument("--accepted", type=Path, default=ACCEPTED)
    parser.add_argument("--osv-url", default=os.environ.get("OSV_URL", ""))
    given = parser.parse_args(arguments)
    accepted = accepted_ids(given.accepted.read_text("utf-8"))
    answers = [answer for lock in given.locks for answer in _first_answer(lock, given.osv_url)]
    if len(answers) < len(given.locks):
        print(
            f"No service for known vulnerabilities can be asked from here ({', '.join(SERVICES)} "
            "were tried): the packages were NOT audited. Run `make audit` where one can."
        )
    if not answers:
        return 0
    code, lines = verdict(answers, accepted)
    print("\n".join(lines))
    return code


def _first_answer(lock: Path, osv_url: str) -> Iterator[Answer]:
    for service in SERVICES:
        options = ["--osv-url", osv_url] if osv_url and service == "osv" else []
        answer = ask(service, lock, options)
        if answer is not None:
            yield answer
            return


def _read(service: str, found: Mapping[str, Any]) -> Answer:
    audited = [each for each in found["dependencies"] if "vulns" in each]
    unknown = [each["name"] for each in found["dependencies"] if "vulns" not in each]
    vulnerabilities = [
        Vulnerability(
            each["name"],
            each["version"],
            frozenset({known["id"], *known["aliases"]}),
            tuple(known["fix_versions"]),
        )
        for each in audited
        for known in each["vulns"]
    ]
    return Answer(service, len(audited), tuple(unknown), tuple(vulnerabilities))


if __name__ == "__main__":
    sys.exit(main())
