"""Dataclasses that are quick to make: a start makes over a hundred, and instances of half of them.

The standard library writes and compiles half a dozen functions for each; here it is one, when the
first instance is made, and the others do for all. ``dataclasses`` itself takes longer to import than all
of that: only who asks it imports it, and what is made here is a dataclass to it.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:  # they are checked as those are
    from collections.abc import Callable, Iterable
    from dataclasses import field, replace
    from typing import NoReturn
else:

    def field(**told: object) -> _Field:
        """Say what ``dataclasses.field`` says of a field."""
        return _Field(told)

    def replace(given: T, /, **changes: object) -> T:
        """Make an instance of such a class once more, with some other values."""
        return given.__class__(**{**_given(given), **changes})


__all__ = ["changing", "field", "fields", "frozen", "named", "replace", "values"]

T = TypeVar("T")
_MISSING: Any = object()
_FIELDS = "__fields__"
_STANDARD = ("__dataclass_fields__", "__dataclass_params__")


def fields(of: object) -> tuple[_Field, ...]:
    """The fields of a class that is made here, or of an instance of one."""
    known: dict[str, _Field] = getattr(of, _FIELDS)
    return tuple(known.values())


def named(of: object) -> dict[str, Any]:
    """The values of an instance, by field; what they are made of is as it is."""
    return {each.name: getattr(of, each.name) for each in fields(of)}


def _given(of: object) -> dict[str, Any]:
    """What it is made of."""
    cls: type = of.__class__
    names, read = _reading(cls)
    return dict(zip(names, read(of), strict=True))


@cache
def _reading(cls: type) -> tuple[tuple[str, ...], Callable[[object], Iterable[Any]]]:
    """The fields it is made of, and what reads them."""
    names = tuple(each.name for each in fields(cls) if each.init)
    read = attrgetter(*names) if len(names) > 1 else lambda of: [getattr(of, n) for n in names]
    return names, read


def values(of: object) -> tuple[Any, ...]:
    """The same, in their order."""
    return tuple(named(of).values())


class _Field:
    """What there is to know of a field."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.name = ""
        self.default = told.get("default", _MISSING)
        self.default_factory = told.get("default_factory", _MISSING)
        self.init: bool = told.get("init", True)
        self.repr: bool = told.get("repr", True)
        self.compare: bool = told.get("compare", True)


_Known = dict[str, _Field]


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, slots: bool = True, eq: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, slots: bool = True, eq: bool = True) -> Any:
    """Make a class as ``dataclass(frozen=True, slots=slots, eq=eq)`` does."""
    methods = {"__setattr__": _no_change, "__delattr__": _no_loss}
    if cls is None:
        return lambda given: _made(given, methods, slots=slots, eq=eq)
    return _made(cls, methods, slots=slots, eq=eq)


@overload
def changing(cls: type[T], /) -> type[T]: ...
@overload
def changing(*, slots: bool = False, eq: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(field_specifiers=(field,))
def changing(cls: type[T] | None = None, /, *, slots: bool = False, eq: bool = True) -> Any:
    """Make a class as ``dataclass(slots=slots, eq=eq)`` does."""
    if cls is None:
        return lambda given: _made(given, {}, slots=slots, eq=eq)
    return _made(cls, {}, slots=slots, eq=eq)


def _made(cls: type, forced: dict[str, Any], *, slots: bool, eq: bool) -> type:
    known = _fields_of(cls)
    methods: dict[str, Any] = {"__repr__": _repr}
    if eq:
        methods |= _compared(known)
        methods["__hash__"] = methods["__hash__"] if forced else None
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    given = vars(cls)
    methods = {name: method for name, method in methods.items() if name not in given}
    methods |= {**forced, _FIELDS: known}
    methods |= {name: _Standard(name, is_frozen=bool(forced)) for name in _STANDARD}
    methods["__match_args__"] = tuple(name for name, each in known.items() if each.init)
    made = (_with_slots if slots else _without)(cls, known, methods)
    setattr(made, "__init__", _later(made))  # noqa: B010  mypy would have it of one type for all
    return made


def _with_slots(cls: type, known: _Known, methods: dict[str, Any]) -> type:
    """The class once more: its slots have to be told before it is there."""
    inherited = {name for base in cls.__mro__[1:] for name in vars(base).get("__slots__", ())}
    kept = {name: of for name, of in vars(cls).items() if name not in known}
    kept.pop("__dict__", None)
    kept.pop("__weakref__", None)
    own = tuple(name for name in known if name not in inherited)
    space = {**kept, **methods, "__slots__": own, "__qualname__": cls.__qualname__}
    made: type = type(cls)(cls.__name__, cls.__bases__, space)
    return made


def _without(cls: type, known: _Known, methods: dict[str, Any]) -> type:
    for name in cls.__annotations__:
        each = known.get(name)
        if each and each.default is not _MISSING:
            setattr(cls, name, each.default)
        elif each and name in vars(cls):
            delattr(cls, name)
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


def _fields_of(cls: type) -> _Known:
    """Those of what it is made from, and its own."""
    known: _Known = {}
    for base in cls.__mro__[:0:-1]:
        known |= vars(base).get(_FIELDS, {})
    for name, kind in cls.__annotations__.items():
        default = vars(cls).get(name, _MISSING)
        if not kind.startswith("ClassVar"):
            each = default if isinstance(default, _Field) else _Field({"default": default})
            each.name = name
            known[name] = each
    return known


class _Standard:
    """What the standard library knows a dataclass by: it is its own, made when it is looked for."""

    def __init__(self, name: str, *, is_frozen: bool) -> None:
        self._name, self._is_frozen = name, is_frozen

    def __get__(self, _instance: object, cls: type) -> object:
        import dataclasses  # noqa: PLC0415  see above

        told = [(each.name, Any, dataclasses.field(**_told(each))) for each in fields(cls)]
        same: Any = dataclasses.make_dataclass(cls.__name__, told, frozen=self._is_frozen)
        for name in _STANDARD:
            setattr(cls, name, getattr(same, name))
        return getattr(same, self._name)


def _told(each: _Field) -> dict[str, Any]:
    return {name: value for name, value in each.told.items() if value is not _MISSING}


def _later(cls: type) -> Callable[..., None]:
    """What makes the first instance, and the function that makes all others."""

    def first(self: object, *given: object, **named: object) -> None:
        written = _init(cls)
        setattr(cls, "__init__", written)  # noqa: B010  mypy would have it of one type for all
        written(self, *given, **named)

    return first


def _init(cls: type) -> Callable[..., None]:
    """The one function that has to be written: its arguments are the fields."""
    given: dict[str, object] = {"__set": object.__setattr__, "__missing": _MISSING}
    arguments, lines = ["self"], []
    for each in fields(cls):
        name, value = each.name, each.name
        if each.default_factory is not _MISSING:
            given[f"__made_{name}"] = each.default_factory
            value = f"__made_{name}()"
            if each.init:
                arguments.append(f"{name}=__missing")
                value += f" if {name} is __missing else {name}"
        elif not each.init:
            continue  # its default is the class's, or __post_init__ sets it
        elif each.default is _MISSING:
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
    written: Any = given["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    init: Callable[..., None] = written
    return init


def _compared(known: _Known) -> dict[str, Any]:
    names = [name for name, each in known.items() if each.compare]
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed}


def _repr(self: object) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _state(self: object) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: object, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


def _no_change(_self: object, name: str, _value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415  see above

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_loss(_self: object, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415  see above

    raise FrozenInstanceError(f"cannot delete field {name!r}")
