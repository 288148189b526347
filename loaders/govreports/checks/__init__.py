"""Holding a report against the arithmetic of its own form. `rules` says what is checked, `engine` checks it."""

from govreports.checks.engine import check
from govreports.checks.rules import RULES, Rule
from govreports.checks.tally import Tally, tally

__all__ = ["RULES", "Rule", "Tally", "check", "tally"]
