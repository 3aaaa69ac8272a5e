"""Bytes of a published list from a web address, a file or a folder."""

from __future__ import annotations

from entitycheck.download.fetching import date_in_name, fetch, is_web_address
from entitycheck.download.transfer import Fetched, Limits, source_for_people

__all__ = ["Fetched", "Limits", "date_in_name", "fetch", "is_web_address", "source_for_people"]
