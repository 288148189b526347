"""Where things lie: the checkout, its samples, the goldens, and the real reports where there are any."""

from __future__ import annotations

import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
GOLDENS = ROOT / "tests" / "goldens"
SCHEMA = ROOT / "loaders" / "govreports" / "schema.sql"
VIEWS = ROOT / "loaders" / "govreports" / "views.sql"

VARIABLE = "GOVREPORTS_REAL_REPORTS"
BESIDE_THE_CHECKOUT = ROOT.parent / "shared" / "seeds"


PDF_GOLDENS = GOLDENS / "pdf"
PDF_VARIABLE = "GOVREPORTS_REAL_PDFS"
PDFS_BESIDE_THE_CHECKOUT = ROOT.parent / "shared" / "corpus"


class RealReportsError(Exception):
    """The real reports were promised and are not all there."""


def real_reports() -> Path | None:
    """The folder of the published reports that the goldens were transcribed from; None where nobody has them here.

    They are not ours to include. Where a folder is named, or lies beside the checkout, all of them must be there:
    a test that quietly does not run proves nothing.
    """
    return _folder(VARIABLE, BESIDE_THE_CHECKOUT, GOLDENS)


def real_pdfs() -> Path | None:
    """The same for reports published as PDF."""
    return _folder(PDF_VARIABLE, PDFS_BESIDE_THE_CHECKOUT, PDF_GOLDENS)


def _folder(variable: str, beside: Path, goldens: Path) -> Path | None:
    named = os.environ.get(variable)
    folder = Path(named) if named else beside
    if not named and not folder.is_dir():
        return None
    wanted = sorted(json.loads(path.read_text(encoding="utf-8"))["original"] for path in goldens.glob("*.json"))
    lacking = [name for name in wanted if not (folder / name).is_file()]
    if lacking:
        raise RealReportsError(f"{folder} lacks {', '.join(lacking)}: put them there, or unset {variable}")
    return folder
