"""Completion in IPython and JupyterLab: ids with their Chinese names, found by either; what a name of ours has.

JupyterLab waits a second for the kernel: nothing is offered that would first have to be loaded or computed.
"""

from __future__ import annotations

import inspect
import re
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult

# What may be an id, Chinese or not, in a text that is still open: the call or the brackets around it come before.
_OPEN = re.compile(r"""(?P<before>.*)["'](?P<typed>[\w一-鿿]*)$""", re.DOTALL)
_CALL = re.compile(r"(\w+)\s*\([^()]*$")
_FORM = re.compile(r"(\.loc\[[^\]]*|\b(item|column|table)\b[\"']?\]?\s*(==|\.eq\(|\.isin\(\[?)[^()]*)$")
_MEASURED = frozenset(
    {
        *(
            "indicators",
            "panel",
            "side_by_side",
            "of",
            "funnel",
            "rates",
            "moved",
            "ranks",
            "pool",
            "shrink",
            "glossary",
        ),
        *("aggregate", "two_denominators", "cite", "volumes", "change", "trend"),
        *("compare", "heatmap", "small_multiples", "what_if", "why"),
    }
)
"""Calls that take ids of indicators."""
_DOTTED = re.compile(r"(?<![\w.)\]])(?P<owner>[A-Za-z_]\w*(\.charts|\.briefing)?)\.(?P<typed>\w*)$")
_JOIN = "\N{WORD JOINER}"
_TABLES = frozenset({"table", "show"})
"""Calls that take the id of a table."""


def completed(text: str) -> dict[str, str]:
    """Return the ids that fit what is being typed, each with its Chinese name.

    Parameters
    ----------
    text : str
        What stands before the cursor.

    Examples
    --------
    >>> completed('gr.indicators(data, "disclosure')
    {'disclosure_rate': '公开率'}
    >>> completed('gr.indicators(data, ["received", "结转率')
    {'backlog_rate': '结转率'}
    >>> list(completed('gr.indicators(data, "公开率'))
    ['disclosure_rate', 'substantive_disclosure_rate']
    >>> next(iter(completed('gr.ranks(data, "败诉')))
    'lawsuit_loss_rate'
    >>> completed('report.applications.loc["carried_')
    {'carried_in': '上年结转政府信息公开申请数量', 'carried_out': '结转下年度继续办理'}
    >>> completed('report.table("lit')
    {'litigation': '政府信息公开行政复议、行政诉讼情况'}
    >>> completed('open("rec')
    {}
    """
    found = _OPEN.match(text)
    if found is None:
        return {}
    typed, names = found["typed"], _names(found["before"])
    # The id begins with it, or the name holds it.
    fit = {id_: name for id_, name in names.items() if id_.startswith(typed) or (typed and typed in name)}
    # What was typed in full comes first, then names that begin with it; else the order of the form.
    return dict(sorted(fit.items(), key=lambda pair: _distance(typed, *pair))) if typed else fit


def _distance(typed: str, id_: str, name: str) -> tuple[bool, bool]:
    """Return how far an id and its names are from what was typed; the smallest is the best."""
    names = (id_, name, *_short_names().get(id_, ()))
    return typed not in names, not any(one.startswith(typed) for one in names)


def _names(before: str) -> Mapping[str, str]:
    call = _CALL.search(before)
    if _FORM.search(before):
        return _form()
    if call is None:
        return {}
    return _indicators() if call[1] in _MEASURED else _tables() if call[1] in _TABLES else {}


@cache
def _indicators() -> dict[str, str]:
    from govreports.measures.definitions import definitions

    return {one.id: one.zh for one in definitions().values()}


@cache
def _short_names() -> dict[str, list[str]]:
    from govreports.measures.definitions import contents

    found: dict[str, list[str]] = {}
    for short, id_ in contents()["short_names"].items():
        found.setdefault(id_, []).append(short)
    return found


@cache
def _tables() -> dict[str, str]:
    from govreports.form import editions

    return {table.id: table.zh for edition in reversed(editions().values()) for table in edition.tables.values()}


@cache
def _form() -> dict[str, str]:
    return dict(_labels()) | _tables()


def _labels() -> Iterator[tuple[str, str]]:
    from govreports.form import editions

    for edition in reversed(editions().values()):  # the newest label of an id is the one that stays
        for table in edition.tables.values():
            for part in (*table.items, *table.columns):
                yield part.id, part.zh


def matcher(context: CompletionContext) -> SimpleMatcherResult:
    """Offer the ids to IPython; JupyterLab shows the Chinese name where it else shows a type."""
    from IPython.core.completer import SimpleCompletion

    found = completed(context.text_until_cursor)
    open_text = _OPEN.match(context.text_until_cursor)
    typed = open_text["typed"] if open_text else ""
    # JupyterLab breaks a Chinese name into lines and shows the first only, unless its signs hold together.
    offered = [SimpleCompletion(text=id_, type=_JOIN.join(name)) for id_, name in found.items()]
    # Of ids that begin alike it would write that beginning and list them by the alphabet, 败诉率 behind its kinds: so
    # the name of the first, which is as good to an indicator's function, stands among them.
    alike = len(found) > 1 and len({id_[0] for id_ in found}) == 1 and not offered[0].text.startswith(typed)
    if open_text and alike and _names(open_text["before"]) is _indicators():
        offered.append(SimpleCompletion(text=found[offered[0].text], type=offered[0].type))
    return _matched(offered, typed)


def _matched(offered: list[SimpleCompletion], typed: str) -> SimpleMatcherResult:
    return {"completions": offered, "matched_fragment": typed, "suppress": bool(offered), "ordered": True}


def attributes(owner: object, typed: str) -> dict[str, str]:
    """Return what a module or an object of this package has, each with its kind; nothing is computed for it.

    Examples
    --------
    >>> import govreports as gr
    >>> attributes(gr.charts, "tr")
    {'trend': 'function'}
    >>> list(attributes(gr.Dataset(), "c"))
    ['cells', 'checks', 'corrections']
    >>> attributes("a text", "sp")
    {}
    """
    home = owner.__name__ if isinstance(owner, ModuleType) else type(owner).__module__
    if home.split(".")[0] != "govreports":
        return {}
    names = [name for name in dir(owner) if name.startswith(typed) and (typed or not name.startswith("_"))]
    return {name: _kind(owner, name) for name in names}


def _kind(owner: object, name: str) -> str:
    there = inspect.getattr_static(owner, name, None)
    if there is None and isinstance(owner, ModuleType):  # not loaded yet
        return "class" if name[0].isupper() else "function"
    return "class" if inspect.isclass(there) else "function" if inspect.isroutine(there) else "instance"


def attribute_matcher(context: CompletionContext) -> SimpleMatcherResult:
    """Offer to IPython what stands after the dot behind a name of ours: ``gr.charts.``, ``data.``, ``report.``."""
    from IPython import get_ipython
    from IPython.core.completer import SimpleCompletion

    dotted = _DOTTED.search(context.text_until_cursor)
    if dotted is None:
        return _matched([], "")
    first, *rest = dotted["owner"].split(".")
    owner = get_ipython().user_ns.get(first)
    if rest:
        owner = getattr(owner, rest[0], None) if isinstance(owner, ModuleType) else None
    found = attributes(owner, dotted["typed"])
    return _matched([SimpleCompletion(text=name, type=kind) for name, kind in found.items()], dotted["typed"])


def register(shell: Any) -> None:
    """Teach a running IPython the ids; None where none runs."""
    if shell is None:
        return
    known = shell.Completer.custom_matchers
    for own in (matcher, attribute_matcher):
        if own not in known:
            # Before IPython's own, which load what they name.
            own.matcher_api_version, own.matcher_priority = 2, 100  # type: ignore[attr-defined]
            known.append(own)
