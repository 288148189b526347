"""Every rule over one report that is not the form's own arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from govreports.checks.coherence import coherence_results
from govreports.checks.divisions import division_results, rate_results
from govreports.checks.fees import fee_result
from govreports.checks.statements import statement_results
from govreports.checks.subject import Result, Subject
from govreports.checks.timeliness import timeliness_result
from govreports.claims import sentences, statements


def single_results(subject: Subject) -> Iterator[Result]:
    """What each rule says of the report, each thing it looks at by itself."""
    opening = sentences(subject.text, subject.opening)
    said = list(statements(opening, subject.year, subject.names))
    yield from statement_results(subject, said)
    yield from division_results(opening)
    yield from rate_results(opening, said)
    yield from coherence_results(subject)
    yield timeliness_result(subject)
    yield fee_result(subject)
