"""Holding a report against the arithmetic of its own form. `catalogue` says what is checked, `engine` checks it."""

from govreports.checks.catalogue import RULES
from govreports.checks.engine import check
from govreports.checks.rules import Rule

__all__ = ["RULES", "Rule", "check"]
