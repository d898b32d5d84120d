"""Each job killed at many points and run again: the database ends as without it, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field

from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome
from dev.chaos.registry import case
from dev.chaos.state import State, read_state
from dev.chaos.worker import Blow, Task

MOMENTS = ("before", "after", "amid")
COMMIT_SHARE = 5
"""Every so many points is at the end of a transaction, where it matters most."""


@dataclass
class _Tally:
    """What the points came to."""

    killed: int = 0
    at_commit: int = 0
    failures: list[str] = field(default_factory=list)


@case("crash: import killed")
def import_killed(ground: Ground) -> Outcome:
    """The accounts and all that belongs to them, into an empty LMS."""
    return killed_everywhere(ground, "import", "seeded")


@case("crash: load killed")
def load_killed(ground: Ground) -> Outcome:
    """Days of which some calls are stored already, some changed, some vanished."""
    return killed_everywhere(ground, "load", "loaded", rerated_percent=10, vanished_every=11)


@case("crash: backfill killed")
def backfill_killed(ground: Ground) -> Outcome:
    """Two chunks over the end of a month."""
    return killed_everywhere(ground, "backfill", "imported")


@case("crash: invoice killed")
def invoice_killed(ground: Ground) -> Outcome:
    """A month's invoices."""
    return killed_everywhere(ground, "invoice", "loaded")


@case("crash: live change killed")
def change_killed(ground: Ground) -> Outcome:
    """An account, a terminal and a number added, a terminal changed; the platform is compared."""
    return killed_everywhere(ground, "change", "imported")


def killed_everywhere(ground: Ground, job: str, stage: str, **switches: object) -> Outcome:
    """Kill a job at `ground.points` points, each over a fresh copy, and run it again."""
    wanted, steps = _undisturbed(ground, job, stage, switches)
    tally = _Tally()
    for _ in range(3 * ground.points):
        if tally.killed == ground.points:
            break
        blow = _drawn(ground, steps, tally.killed)
        _one_point(ground, (job, stage, switches), blow, wanted, tally)
    detail = (
        f"{tally.killed} of {ground.points} points of {len(steps)} steps killed "
        f"({tally.at_commit} at a commit), {len(tally.failures)} ended otherwise"
    )
    if tally.failures:
        detail += f": {tally.failures[0]}"
    return Outcome(tally.killed == ground.points, not tally.failures, detail, tally.killed)


def _undisturbed(
    ground: Ground, job: str, stage: str, switches: dict[str, object]
) -> tuple[tuple[State, object], tuple[str, ...]]:
    with ground.platform() as platform, ground.lms(stage) as url:
        platform.switch(**switches)
        report = ground.work(Task(job, url, platform.url))
        if not report.is_done:
            raise RuntimeError(f"{job} fails undisturbed: {report.message}")
        return (read_state(url), platform.state()), report.steps


def _drawn(ground: Ground, steps: tuple[str, ...], number: int) -> Blow:
    """Draw a step and a moment; now and then of those that end a transaction."""
    moment = ground.random.choice(MOMENTS)
    commits = sum(step == "COMMIT" for step in steps)
    if number % COMMIT_SHARE == 0 and commits:
        return Blow(ground.random.randint(1, commits), "COMMIT", moment)
    return Blow(ground.random.randint(1, len(steps)), "", moment)


def _one_point(
    ground: Ground,
    what: tuple[str, str, dict[str, object]],
    blow: Blow,
    wanted: tuple[State, object],
    tally: _Tally,
) -> None:
    job, stage, switches = what
    with ground.platform() as platform, ground.lms(stage) as url:
        platform.switch(**switches)
        task = Task(job, url, platform.url)
        if not ground.work(task, blow).was_killed:
            return  # threads took turns otherwise, and the step never came: another is drawn
        tally.killed += 1
        tally.at_commit += blow.match == "COMMIT"
        again = ground.work(task)
        found = read_state(url)
        problem = again.message if not again.is_done else found.differences(wanted[0])
        if not problem and platform.state() != wanted[1]:
            problem = "the platform differs"
        if problem:
            tally.failures.append(f"{blow.moment} step {blow.step} {blow.match}: {problem}")
