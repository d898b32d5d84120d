"""A property that is worked out once for each object, without a lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class once(Generic[Owner, Value]):  # noqa: N801 - a decorator
    """Like `functools.cached_property`, for values that are read from a database.

    That of Python 3.11 holds one lock for all objects of a class while it works a value out: one
    question that is never answered would stop everybody's. Two threads that share an object may
    work a value out twice here; the last one stays.
    """

    def __init__(self, make: Callable[[Owner], Value]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type[Any]) -> Self: ...

    @overload
    def __get__(self, owner: Owner, kind: type[Any]) -> Value: ...

    def __get__(self, owner: Owner | None, kind: type[Any]) -> Self | Value:
        """Work the value out, and keep it where the object is looked at first."""
        if owner is None:
            return self
        value = self._make(owner)
        owner.__dict__[self._make.__name__] = value
        return value
