"""What of one name part takes part in a comparison."""

from __future__ import annotations

from itertools import product

import pytest

from indexer.names.name import NamePart, PartKind
from indexer.names.part import ECHOES, traits
from indexer.names.translit import readings


def test_many_syllables_are_read_in_no_time() -> None:
    """Four readings of each of a hundred syllables would make 4^100 chains."""
    found = traits(NamePart("-".join(["zhao"] * 100), PartKind.GIVEN))
    assert len(found.spellings) > 1
    assert 0 < len(found.echoes) <= ECHOES


@pytest.mark.parametrize("form", ["mei-ling", "xiao-ping", "yong-su-kil"])
def test_the_likeliest_chains_of_syllables_are_the_readings_of_a_name(form: str) -> None:
    """Those with the likeliest readings of their syllables, as if all chains had been made."""
    ranked = [tuple(enumerate(readings(piece)[:4])) for piece in form.split("-")]
    chains = sorted((sum(rank for rank, _ in chain), "-".join(word for _, word in chain)) for chain in product(*ranked))
    likeliest = [chain for _, chain in chains if chain != form][:2]
    spelt = {spelling.word for spelling in traits(NamePart(form, PartKind.GIVEN)).spellings}
    assert spelt.issuperset(likeliest)
