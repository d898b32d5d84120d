"""`make fuzz`: looks for bytes that break what `targets.py` promises; keeps what was new as seeds.

`python -m dev.fuzz <target> <folder of seeds>… [options of libFuzzer]`
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["hiperus"]):
    from dev.fuzz.targets import TARGETS


def main() -> None:
    """Fuzz one target until a limit is reached or a promise is broken."""
    name = sys.argv[1]
    # The fuzzer starts itself anew by its first argument, in a shell, when it merges seeds.
    command = f"{sys.executable} -m dev.fuzz {name}"
    atheris.Setup([command, *sys.argv[2:]], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
