"""Works drafts out beside the requests, a few months at a time, and keeps them.

A month's drafts take seconds, with years of unbilled calls a minute: whoever asks waits a moment,
then is told that they are being worked out. Drafts that something has changed since are shown with
the time they were made; a person may have them made anew, else they are after a while.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import cast

from hiperus.errors import HiperusError
from hiperus.web.frame.marked_cache import Entry, MarkedCache
from hiperus.web.invoices.draft_data import DraftMonth

MOST_MONTHS = 4
MOST_JOBS = 3
"""So many months are worked out at once: one that takes long does not stop the others."""

PATIENCE_SECONDS = 0.3
"""How long an answer waits for drafts before it says that they are being worked out."""

SLOW_SECONDS = 20
"""Once new drafts take so long, old ones are shown meanwhile."""

GOOD_ENOUGH_SECONDS = 300
"""How long drafts are shown although something changed: imports change things every minute."""


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """Drafts, or the `problem` why there are none; neither: still being worked out.

    `made_at` is in epoch seconds; `is_outdated`: something has changed since.
    """

    drafts: DraftMonth | None = None
    made_at: int = 0
    is_outdated: bool = False
    problem: HiperusError | None = None

    @property
    def is_working(self) -> bool:
        """Tell whether to ask again in a moment."""
        return self.drafts is None and self.problem is None


@dataclass(slots=True)
class _Job:
    began_at: float
    done: threading.Event = field(default_factory=threading.Event)
    kept: Entry[object] | None = None
    problem: HiperusError | None = None


class DraftWorker:
    """Hands out drafts; `clock` gives epoch seconds."""

    def __init__(
        self, clock: Callable[[], float] = time.time, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._clock = clock
        self._patience = patience
        self._cache = MarkedCache(MOST_MONTHS, clock)
        self._jobs: dict[Hashable, _Job] = {}
        self._lock = threading.Lock()

    def ask(
        self,
        key: Hashable,
        mark: Hashable,
        make: Callable[[], DraftMonth],
        anew: int = 0,
    ) -> DraftAnswer:
        """Return the drafts of a key, or begin to work them out.

        Args:
            key: which database and month.
            mark: what they would be made from now.
            make: works them out, in a thread of its own.
            anew: drafts made up to this epoch second are not good enough.
        """
        kept = cast("Entry[DraftMonth] | None", self._cache.look(key))
        if kept and kept.made_at >= anew + 1 and self._is_good(kept, mark):
            return self._answer(kept, mark)
        job = self._job(key, mark, make)
        if job is None or not job.done.wait(self._patience):
            is_slow = job is None or self._clock() - job.began_at > SLOW_SECONDS
            return self._answer(kept, mark) if kept and is_slow else DraftAnswer()
        if job.kept is None:
            return DraftAnswer(problem=job.problem)
        return self._answer(cast("Entry[DraftMonth]", job.kept), mark)

    def _is_good(self, kept: Entry[DraftMonth], mark: Hashable) -> bool:
        now = self._clock()
        return kept.holds(mark, now) or now - kept.made_at < GOOD_ENOUGH_SECONDS

    @staticmethod
    def _answer(kept: Entry[DraftMonth], mark: Hashable) -> DraftAnswer:
        return DraftAnswer(kept.value, int(kept.made_at), is_outdated=kept.mark != mark)

    def _job(self, key: Hashable, mark: Hashable, make: Callable[[], DraftMonth]) -> _Job | None:
        """Return the work on a key, begun if need be; None: too much else is being worked out."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None and len(self._jobs) < MOST_JOBS:
                job = self._jobs[key] = _Job(self._clock())
                work = threading.Thread(
                    target=self._work, args=(job, key, mark, make), name="drafts", daemon=True
                )
                work.start()
            return job

    def _work(
        self, job: _Job, key: Hashable, mark: Hashable, make: Callable[[], DraftMonth]
    ) -> None:
        try:
            job.kept = self._cache.put(key, mark, make())
        except HiperusError as error:
            job.problem = error
        except Exception as error:
            name = type(error).__name__
            job.problem = HiperusError(f"The drafts could not be worked out ({name}).")
            raise
        finally:
            with self._lock:
                self._jobs.pop(key, None)
            job.done.set()
