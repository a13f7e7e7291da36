"""The public functions as a user calls them: what does not fit is told in a sentence that says what to give instead."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from typing import Any

_ENDS = frozenset({"first", "last"})


def faced(name: str, function: Any) -> Any:
    """Return a public function that says what it needs where it is given something else; a class as it is.

    A year may be a text of digits, as it comes from a file's name. What a parameter takes is read from its annotation
    as it is written, so a module of a public function says ``from __future__ import annotations``.

    Parameters
    ----------
    name : str
        As the user writes it, without ``gr.``.

    Examples
    --------
    >>> from govreports.measures.ranks import ranks
    >>> faced("ranks", ranks)("data/raw", "公开率")
    Traceback (most recent call last):
    ...
    TypeError: 这里要的是数据集。gr.ranks() needs a dataset, gr.read_folder("data/raw") or ...
    """
    if not inspect.isfunction(function):
        return function
    signature = inspect.signature(function)

    @functools.wraps(function)
    def told(*given: Any, **options: Any) -> Any:
        try:
            bound = signature.bind(*given, **options)
        except TypeError as error:
            takes = ", ".join(
                name if one.kind is not one.KEYWORD_ONLY else f"{name}=…" for name, one in signature.parameters.items()
            )
            raise TypeError(f"gr.{name}(): {error}; it takes {takes}. help(gr.{name}) says more") from None
        for parameter, value in bound.arguments.items():
            kinds = str(signature.parameters[parameter].annotation).split(" | ")
            bound.arguments[parameter] = _fitting(name, parameter, kinds, value)
        return function(*bound.args, **bound.kwargs)

    # By the user's name it is found again by pickle: workers of her own read with `gr.read_report`.
    told.__module__, told.__qualname__ = __package__, name
    return told


def _fitting(name: str, parameter: str, kinds: list[str], value: Any) -> Any:
    """Return what was given, a year as a number.

    Raises
    ------
    TypeError, ValueError
        It is not of the kinds that the parameter has.
    """
    if value is None and "None" in kinds:
        return value
    for kind, check in _CHECKS.items():
        if kind in kinds:
            check(name, parameter, kinds, value)
            return value
    if parameter == "lang":
        from govreports.words import pick  # loads the form, which the import of the package does not need

        pick(value, "", "")
    # `change` itself tells where an indicator stands in the place of the first year.
    if (
        "int" in kinds
        and isinstance(value, str)
        and (parameter == "year" or (parameter in _ENDS and value.isdecimal()))
    ):
        from govreports.measures.asked import year_asked  # loads pandas

        return year_asked(parameter, value)
    if kinds[0] == "str" and isinstance(value, int | float):
        raise TypeError(f"gr.{name}(): {parameter} is {value!r}; it is a text, like {parameter}='{value}'")
    if kinds[0].startswith(("Iterable", "Sequence", "Collection")) and isinstance(value, int | float):
        raise TypeError(f"gr.{name}(): {parameter} is {value!r}; it is a list, like {parameter}=[{value!r}]")
    return value


def _dataset(name: str, parameter: str, kinds: list[str], value: Any) -> None:
    import pandas as pd

    from govreports.dataset.data import Dataset

    frames = "pd.DataFrame" in kinds
    if not isinstance(value, (Dataset, pd.DataFrame) if frames else Dataset):
        more = ", or a frame of gr.indicators(data)" if frames else ""
        raise TypeError(
            f'这里要的是数据集。gr.{name}() needs a dataset, gr.read_folder("data/raw") or gr.load("data/processed")'
            f"{more}; {_what(parameter, value)}."
        )


def _frame(name: str, parameter: str, _: list[str], value: Any) -> None:
    import pandas as pd

    if not isinstance(value, pd.DataFrame):
        what = _what(parameter, value)
        raise TypeError(f"gr.{name}() needs a frame as {parameter}; {what}. help(gr.{name}) says which.")


def _path(name: str, parameter: str, _: list[str], value: Any) -> None:
    if not isinstance(value, str | os.PathLike):
        raise TypeError(f"gr.{name}() needs a path as {parameter}, like 'data/raw'; {_what(parameter, value)}.")


def _what(parameter: str, value: Any) -> str:
    shown = repr(value) if isinstance(value, str | int) else parameter
    return f"{parameter} is None" if value is None else f"{shown} is a {type(value).__name__}"


_CHECKS: dict[str, Callable[[str, str, list[str], Any], None]] = {
    "Dataset": _dataset,
    "pd.DataFrame": _frame,
    "Path": _path,
}
"""By what an annotation names, the first that fits."""
