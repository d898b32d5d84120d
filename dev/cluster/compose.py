"""Reads `docker-compose.yaml`: the environment and commands that its services have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parents[2]
FILE = REPOSITORY / "docker-compose.yaml"
_VARIABLE = re.compile(r"\$\{(\w+)(?::?\?[^}]*|:?-([^}]*))?\}")


@dataclass(frozen=True, slots=True)
class Compose:
    """The file, and what stands in for its variables and host names on one machine.

    Attributes:
        variables: what `.env` would hold.
        places: text of the file that names another container, and what it is here.
    """

    variables: Mapping[str, str]
    places: Mapping[str, str]

    def environment(self, service: str) -> dict[str, str]:
        """Return a service's environment as it would be in its container."""
        found: Mapping[str, Any] = self._service(service)["environment"]
        return {name: self._filled(str(value)) for name, value in found.items()}

    def command(self, service: str) -> list[str]:
        """Return a service's command."""
        return [str(word) for word in self._service(service)["command"]]

    def _service(self, name: str) -> Mapping[str, Any]:
        service: Mapping[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))["services"][name]
        return service

    def _value(self, found: re.Match[str]) -> str:
        name, default = found.groups(default="")
        return self.variables.get(name) or default

    def _filled(self, text: str) -> str:
        filled = _VARIABLE.sub(self._value, text)
        for there, here in self.places.items():
            filled = filled.replace(there, here)
        return filled
