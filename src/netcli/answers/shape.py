"""The base of every answer: a frozen record of named fields.

Type checkers treat every shape as a dataclass.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, ClassVar, Final, Self, dataclass_transform

JSON = dict[str, Any]
"""A JSON object as Python data."""
DIGITS: Final = 9
"""Number of significant digits of fractions. All machines agree on these digits."""


@dataclass_transform(frozen_default=True)
class Shape:
    """A record whose fields are its annotated names, in their order.

    A class attribute is a field's default.

    >>> class Pair(Shape):
    ...     a: int
    ...     b: int = 2
    >>> Pair(1), Pair(b=3, a=1).replaced(a=0)
    (Pair(a=1, b=2), Pair(a=0, b=3))
    """

    fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - inspect would evaluate them
        cls.fields = (*cls.fields, *(name for name in own if name != "fields"))

    def __init__(self, *values: object, **named: object) -> None:
        if len(values) == len(self.fields) and not named:  # most rows have all fields
            self.__dict__.update(zip(self.fields, values, strict=True))
            return
        given = dict(zip(self.fields, values, strict=False), **named)
        if len(values) > len(self.fields) or not given.keys() <= set(self.fields):
            raise TypeError(f"{type(self).__name__} takes {self.fields}")
        for name in self.fields:
            if name not in given:
                given[name] = getattr(type(self), name)  # the default, or else an AttributeError that names the field
        self.__dict__.update(given)

    @classmethod
    def of(cls, values: Iterable[object], **named: object) -> Self:
        """Return a shape made from a row: *values* are its first fields, in order."""
        made = cls.__new__(cls)
        Shape.__init__(made, *values, **named)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.fields)})"

    def _repr_html_(self) -> str:
        """Return the HTML that a notebook shows."""
        from netcli.answers.html import shown  # only notebooks need it

        return shown(self)

    def plain(self) -> JSON:
        """Return the record as dictionaries, lists and scalars, as in its JSON document."""
        shown: JSON = plain(self)
        return shown

    def replaced(self, **values: object) -> Self:
        """Return a copy with some *values* replaced."""
        return self.of((), **{**self.__dict__, **values})


def plain(value: object, *, lazy: bool = False) -> Any:
    """Return *value* as dictionaries, lists and scalars, without hidden fields.

    Names lose their trailing underscores. Floats have nine significant digits. If *lazy* is true, items that are read
    on demand stay as they are.
    """
    kind: Any = type(value)
    if kind in _SCALARS or isinstance(value, (str, int)):
        return value
    if kind is float:
        return float(f"{value:.{DIGITS}g}")
    if shown := _shown(kind):
        return {
            key: each if type(each := getattr(value, name)) in _SCALARS else plain(each, lazy=lazy)
            for name, key in shown
        }
    if isinstance(value, dict):
        return {key: plain(each, lazy=lazy) for key, each in value.items()}
    if isinstance(value, (list, tuple)) or (isinstance(value, Collection) and not lazy):
        return [plain(each, lazy=lazy) for each in value]
    return value


_SCALARS: Final = frozenset({type(None), str, int, bool})


@cache
def _shown(kind: Any) -> tuple[tuple[str, str], ...]:
    """Return the name and the JSON key of each visible field of *kind*."""
    names: Iterable[str] = getattr(kind, "fields", getattr(kind, "__dataclass_fields__", ()))
    return tuple((name, name.rstrip("_")) for name in names if not name.startswith("_"))
