"""Attributes that are worked out when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801  it is used as a decorator
    """As ``functools.cached_property``, which takes a lock each time before Python 3.12."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        """Ask ``work`` once for each instance."""
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type | None = None) -> T: ...
    def __get__(self, instance: object, owner: type | None = None) -> T | Self:
        """What was worked out; behind the first time the instance has it itself."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work(instance)
        return value
