"""Where the fault of a failing identity most probably sits: ranked suggestions beside the printed numbers."""

from govreports.checks.faults.explain import EXPLAIN_COLUMNS, KINDS, explain

__all__ = ["EXPLAIN_COLUMNS", "KINDS", "explain"]
