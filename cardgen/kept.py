"""What follows from an object that never changes, worked out once: kept as long as the object lives, and no longer.

``functools.lru_cache`` compares its arguments and keeps them alive. A catalogue takes long to compare and is too large
to be kept for a card that was made of it once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from weakref import ref

_Of = TypeVar("_Of")
_More = ParamSpec("_More")
_Result = TypeVar("_Result")
_Function = Callable[Concatenate[_Of, _More], _Result]


def kept(most: int = 1) -> Callable[[_Function[_Of, _More, _Result]], _Function[_Of, _More, _Result]]:
    """Keep the results of a function of an object and of other values, which can be hashed.

    The first argument is told apart by identity, the others as in a dict. Every result is the same object each time: it
    must be frozen, and must not hold the first argument, which would never be freed.

    Args:
        most: How many results are kept for each object; what was asked for longest ago goes first.

    Returns:
        A decorator.
    """

    def decorated(function: _Function[_Of, _More, _Result]) -> _Function[_Of, _More, _Result]:
        stores: dict[int, tuple[ref[_Of], Callable[_More, _Result]]] = {}

        def opened(of: _Of) -> Callable[_More, _Result]:
            key = id(of)
            # No bytecode of our own runs when the object is freed: an exception there, such as that of Ctrl-C, is lost.
            weak = ref(of, partial(stores.pop, key))

            def worked_out(*more: _More.args, **named: _More.kwargs) -> _Result:
                first = weak()
                assert first is not None  # whoever asks holds it
                return function(first, *more, **named)

            store = cast("Callable[_More, _Result]", lru_cache(maxsize=most)(worked_out))
            stores[key] = weak, store
            return store

        @wraps(function)
        def found(of: _Of, /, *more: _More.args, **named: _More.kwargs) -> _Result:
            known = stores.get(id(of))
            return (known[1] if known else opened(of))(*more, **named)

        return found

    return decorated
