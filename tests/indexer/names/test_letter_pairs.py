"""Letter pairs are counted as the table says, and the table is what its command makes."""

import math
import os
from pathlib import Path

import pytest

from indexer.names import letter_pairs
from indexer.names.letter_pairs import counted, surprises
from indexer.names.likelihood import likelihood
from indexer.names.tables import HOME

SHARED = Path(os.environ.get("ESIMDER_SHARED", Path(__file__).resolve().parents[4] / "shared"))
PAIRS = SHARED / "data" / "names" / "pairs_ru.csv"


def test_a_pair_counts_by_the_logarithm_of_its_name() -> None:
    counts = counted([("ан", 1), ("на", 10)])
    assert counts["а", "н"] == 1
    assert counts["н", "а"] == pytest.approx(1 + math.log(10))
    assert {(letter, following) for letter, following, _ in surprises(counts)} == set(counts)


def test_names_are_likelier_than_heaps_of_letters() -> None:
    assert likelihood("шестаков") > likelihood("схестаков") > likelihood("шжщтъгкв")


@pytest.mark.skipif(not PAIRS.exists(), reason="the list of pairs is not at hand")
def test_the_table_is_what_its_command_makes(tmp_path: Path) -> None:
    made = tmp_path / "letter_pairs.csv"
    letter_pairs.main(PAIRS, made)
    assert made.read_text(encoding="utf-8") == (HOME / "letter_pairs.csv").read_text(encoding="utf-8")
