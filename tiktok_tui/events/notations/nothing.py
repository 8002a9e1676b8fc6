"""The words that stand in a cell for nothing, as databases, data tools and spreadsheets write them."""

from __future__ import annotations

from typing import Final

WORDS: Final = ("null", "n/a", "nan", "nat", "<na>", "(null)", "<null>", "[null]", r"\n")
r"""In small letters: NULL, also in the brackets of DBeaver, DataGrip, SQL*Plus and pgAdmin; N/A; NaN, NaT and
<NA> of pandas; `\N` of MySQL, PostgreSQL, Hive and Snowflake.

A person's `None` or `-` may be an answer, and is kept.
"""
