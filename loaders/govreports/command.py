"""The entry point of the command `govreports`, which also answers where only the viewer is installed."""

from __future__ import annotations

import sys

LOADERS_ONLY = ("datasketch", "numpy", "protego", "sqlite_utils", "warcio")


def run() -> None:
    """Run the command; without the extra `[loaders]`, say how to install it."""
    try:
        from govreports.cli import main
    except ModuleNotFoundError as error:
        if error.name not in LOADERS_ONLY:
            raise
        sys.exit(
            "只装了浏览部分；要装载报告，请运行 pip install 'datasette-govreports[loaders]'。\n"
            "Only the viewer is installed; to load reports, run pip install 'datasette-govreports[loaders]'."
        )
    main()
