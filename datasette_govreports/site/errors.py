"""Why a site was not built."""

from __future__ import annotations


class SiteError(Exception):
    """A build that did not happen; the old site is as it was. Carries one sentence in each language."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(message_zh, message_en)
        self.message_zh = message_zh
        self.message_en = message_en
