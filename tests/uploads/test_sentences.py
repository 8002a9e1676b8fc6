"""Everything that this folder says to people, compared whole: a word that changes is read before it is taken over."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tests.support.sentences import sentences


def test_what_is_said(snapshot: SnapshotAssertion) -> None:
    assert sentences("uploads", least=2) == snapshot
