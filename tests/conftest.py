"""What holds for all tests: how examples are drawn, and that real reports are found or told about."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from tests.support.places import PDF_VARIABLE, VARIABLE, RealReportsError, real_pdfs, real_reports

# A busy machine is no fault of the code, so no example has a deadline. The examples are the same in every run, unless
# GOVREPORTS_EXAMPLES asks for others.
settings.register_profile("govreports", deadline=None, derandomize="GOVREPORTS_EXAMPLES" not in os.environ)


def pytest_configure() -> None:
    """Stop at once where real reports are promised and some are missing."""
    settings.load_profile("govreports")
    try:
        real_reports()
        real_pdfs()
    except RealReportsError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_report_header() -> list[str]:
    """Say whether the tests on real reports are among those collected."""
    return [
        f"real {what}: {folder or f'none here, so their tests are not collected ({variable} names their folder)'}"
        for what, folder, variable in (("reports", real_reports(), VARIABLE), ("PDFs", real_pdfs(), PDF_VARIABLE))
    ]
