"""`make chaos`: runs the cases, prints a table and writes `build/chaos.json`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from dev.chaos.cases import chosen
from dev.chaos.ground import Bench, bench
from dev.chaos.outcome import Outcome
from dev.chaos.registry import Case
from dev.ending import clean_up_when_ended
from hiperus.errors import HiperusError

REPOSITORY = Path(__file__).parents[2]
RESULT = REPOSITORY / "build" / "chaos.json"
_NAME_WIDTH = 62


@dataclass(frozen=True, slots=True)
class Result:
    """A case by its name, what came of it, and how long it took."""

    name: str
    outcome: Outcome
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Whether the fault happened and did no harm."""
        return self.outcome.provoked and self.outcome.survived

    def line(self) -> str:
        """Return its line of the table."""
        marks = ("yes" if flag else "NO" for flag in (self.outcome.provoked, self.outcome.survived))
        columns = "  ".join(f"{mark:>8}" for mark in (str(self.outcome.count), *marks))
        name = f"{self.name:<{_NAME_WIDTH}}"
        return f"{name}{columns}  {self.seconds:6.1f} s  {self.outcome.detail}"


def run(cases: list[Case], seed: int, points: int, folder: Path) -> list[Result]:
    """Run cases one after the other, and say each line as it comes."""
    results = []
    titles = "  ".join(f"{title:>8}" for title in ("struck", "provoked", "survived"))
    print(f"{'case':<{_NAME_WIDTH}}{titles}", flush=True)
    with bench(folder, seed, points) as ground:
        for each in cases:
            results.append(_run(ground, each))
            print(results[-1].line(), flush=True)
        for name, outcome in ground.watchman.outcomes(ground.outputs).items():
            results.append(Result(name, outcome))
            print(results[-1].line(), flush=True)
    return results


def _run(ground: Bench, case: Case) -> Result:
    started = time.monotonic()
    try:
        outcome = case.function(ground.ground(case.name, case.dialect))
    except Exception as error:
        if not isinstance(error, HiperusError):
            traceback.print_exc()
        outcome = Outcome(False, False, f"{type(error).__name__}: {error}", 0)
    return Result(case.name, outcome, time.monotonic() - started)


def write(results: list[Result], seed: int, path: Path) -> None:
    """Write the result for other programs."""
    found = [
        {
            "name": result.name,
            "provoked": result.outcome.provoked,
            "survived": result.outcome.survived,
            "detail": result.outcome.detail,
        }
        for result in results
    ]
    path.parent.mkdir(exist_ok=True)
    text = json.dumps({"seed": seed, "cases": found}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> int:
    """Run what was asked for; 0: every fault happened and did no harm."""
    clean_up_when_ended()
    options = _options()
    cases = chosen(options.cases)
    if options.list:
        print("\n".join(case.name for case in cases))
        return 0
    with tempfile.TemporaryDirectory(prefix="hvchaos") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the servers' own users must get in
        results = run(cases, options.seed, options.points, folder)
    write(results, options.seed, options.result)
    bad = [result for result in results if not result.is_good]
    struck = sum(result.outcome.count for result in results)
    print(f"{len(results)} cases, {struck} faults struck, {len(bad)} cases failed", end="")
    print(f"; seed {options.seed}; written to {options.result}")
    return 1 if bad else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m dev.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other points")
    parser.add_argument("--points", type=int, default=100, help="crash points of each job")
    parser.add_argument("--cases", nargs="*", default=[], help="texts in the names; default: all")
    parser.add_argument("--list", action="store_true", help="print the names and end")
    parser.add_argument("--result", type=Path, default=RESULT, help="where the result is written")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
