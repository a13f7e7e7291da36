"""The kinds of indicators, and what is so of each: the one place of it."""

from __future__ import annotations

KINDS = ("count", "stock", "amount", "share", "ratio", "rate", "yes_no")
"""What the number is: ``rate`` is a count per inhabitants, ``yes_no`` whether there is any."""

UNDIVIDED = ("count", "stock", "amount")
"""Kinds whose number is the numerator itself."""

PERCENTAGES = ("share", "yes_no")
"""Kinds that are printed as per cent, and whose change is one in points."""

OF_CASES = ("share", "ratio")
"""Kinds that divide one count by another, and so rest on the cases of the denominator."""

WITH_CASES = (*OF_CASES, "yes_no")
"""Kinds that are shown with the cases that they are of."""

OF_EVENTS = ("count", "rate")
"""Kinds of which the numerator alone comes by chance."""

BY_CHANCE = (*OF_CASES, *OF_EVENTS)
"""Kinds with an interval and a test: which cases come, and how they end, is chance too."""

RANKED = (*OF_CASES, "rate")
"""Kinds of which more or less may be better; levels are no merit."""
