"""Frozen dataclasses that are quick to make: a start makes a hundred of them.

The standard library writes and compiles half a dozen functions for each; here it is one, the others
do for all. What is made is a dataclass to ``dataclasses.fields``, ``replace`` and all others.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, slots: bool = True, eq: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen(cls: type[T] | None = None, /, *, slots: bool = True, eq: bool = True) -> Any:
    """Make a class as ``dataclass(frozen=True, slots=slots, eq=eq)`` does."""
    if cls is None:
        return lambda given: _made(given, slots=slots, eq=eq)
    return _made(cls, slots=slots, eq=eq)


def _made(cls: type, *, slots: bool, eq: bool) -> type:
    own = frozenset(vars(cls))
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    methods: dict[str, object] = {"__repr__": _repr}
    if eq:
        methods |= _compared(made)
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    made.__init__ = _init(made)
    made.__setattr__ = _no_change
    made.__delattr__ = _no_loss
    new: type = made
    return new


def _init(cls: type[DataclassInstance]) -> object:
    """The one function that has to be written: its arguments are the fields."""
    given: dict[str, object] = {"__set": object.__setattr__, "__missing": MISSING}
    arguments, lines = ["self"], []
    for each in fields(cls):
        name, value = each.name, each.name
        if each.default_factory is not MISSING:
            given[f"__made_{name}"] = each.default_factory
            value = f"__made_{name}()"
            if each.init:
                arguments.append(f"{name}=__missing")
                value += f" if {name} is __missing else {name}"
        elif not each.init:
            continue  # its default is the class's, or __post_init__ sets it
        elif each.default is MISSING:
            arguments.append(name)
        else:
            given[f"__usual_{name}"] = each.default
            arguments.append(f"{name}=__usual_{name}")
        slot = getattr(cls, name, None)
        if isinstance(slot, MemberDescriptorType):  # at two thirds of the price
            given[f"__set_{name}"] = slot.__set__
            lines.append(f"__set_{name}(self, {value})")
        else:
            lines.append(f"__set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(arguments)}):\n " + "\n ".join(lines or ["pass"]), given)  # noqa: S102  as the standard library does
    init: Any = given["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _compared(cls: type[DataclassInstance]) -> dict[str, object]:
    names = [each.name for each in fields(cls) if each.compare]
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed}


def _repr(self: DataclassInstance) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _state(self: DataclassInstance) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: DataclassInstance, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


def _no_change(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_loss(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
