"""What is offered when Tab is pressed: without a browser, as the kernel gives it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from IPython.core.completer import CompletionContext, SimpleMatcherResult

import govreports as gr
from govreports.jupyter.completion import attribute_matcher, attributes, matcher


def offered(text: str, matcher: Callable[[CompletionContext], SimpleMatcherResult] = matcher) -> list[str]:
    context = CompletionContext("", text, len(text), 0, 100)
    return [one.text for one in matcher(context)["completions"]]


def test_the_name_that_is_typed_comes_first_and_jupyterlab_does_not_sort_it_behind_its_kinds() -> None:
    # JupyterLab writes what all that is offered begin with, and then lists them by the alphabet: one begins otherwise.
    ids = offered('gr.ranks(data, "败诉')
    assert ids[0] == "lawsuit_loss_rate"
    assert ids[-1] == "行政诉讼败诉率"


def test_ids_that_begin_differently_are_offered_alone() -> None:
    assert offered('gr.ranks(data, "公开率') == ["disclosure_rate", "substantive_disclosure_rate"]


def test_frames_and_charts_are_offered_before_anything_is_loaded() -> None:
    assert {"cells", "checks", "reports"} <= set(attributes(gr.Dataset(), ""))
    assert {"compare", "trend"} <= set(attributes(gr.charts, ""))


def test_the_data_of_something_else_is_not_the_data_of_the_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("IPython.get_ipython", lambda: SimpleNamespace(user_ns={"data": gr.Dataset()}))
    assert "cells" in offered("data.ce", attribute_matcher)
    assert offered("result.data.ce", attribute_matcher) == []
