"""Bytes of a published list from a web address, a file or a folder."""

from __future__ import annotations

from entitycheck.download.fetching import Fetched, fetch, source_for_people

__all__ = ["Fetched", "fetch", "source_for_people"]
