"""Holding a report against the arithmetic of its own form. `rules` says what is checked, `engine` checks it."""

from govreports.checks.engine import check
from govreports.checks.rules import RULES, Rule

__all__ = ["RULES", "Rule", "check"]
