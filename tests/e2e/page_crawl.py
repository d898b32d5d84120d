"""Follows every link of the Hiperus page and writes what it answers into a folder.

Run by `crawl` in a process of its own, because Airflow reads its environment while imported.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from pathlib import Path

from dev.visitor import REPOSITORY, WAITING, Visitor, surroundings

STARTS = ("/coverage", "/calls", "/invoices", "/open-ends")
MOST = 120
_LINK = re.compile(r'href="/hiperus(/[^"#]*)')
_LATER = re.compile(r"[?&](anew|until|language)=|/static/")
"""The same once more: the answer would differ in figures, dates or language alone."""


def crawl(folder: Path, home: Path, environment: Mapping[str, str], month: str) -> list[str]:
    """Visit the pages of a month and all they link to; returns the addresses, as visited."""
    command = [sys.executable, "-m", "tests.e2e.page_crawl", str(folder), month]
    subprocess.run(
        command,
        cwd=REPOSITORY,
        env={**os.environ, **environment, **surroundings(home)},
        check=True,
        capture_output=True,
        timeout=600,
    )
    return (folder / "visited").read_text("utf-8").splitlines()


def _answers(visitor: Visitor, month: str) -> Iterator[tuple[str, str]]:
    waiting = [f"{start}?month={month}" for start in STARTS]
    seen = set(waiting)
    while waiting:
        path = waiting.pop(0)
        _, text = visitor.ask(path)
        if WAITING in text:
            visitor.wait_for_drafts(path)
            _, text = visitor.ask(path)
        yield path, text
        links = [unescape(link) for link in _LINK.findall(text)]
        new = [
            each for each in dict.fromkeys(links) if each not in seen and not _LATER.search(each)
        ]
        seen.update(new)
        waiting += new


def _main(folder: Path, month: str) -> None:
    folder.mkdir()
    visited = []
    for number, (path, text) in enumerate(islice(_answers(Visitor(), month), MOST)):
        (folder / f"{number}.html").write_text(f"{path}\n{text}", "utf-8")
        visited.append(path)
    (folder / "visited").write_text("\n".join(visited), "utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])
