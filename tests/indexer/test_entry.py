from __future__ import annotations

from dataclasses import replace

from indexer.entry import pack, unpack
from tests.builders import entry, people


def test_unpack_is_the_inverse_of_pack() -> None:
    full = replace(
        entry(7, "Жансүгіров", "Ілияс", "", 1894), sex="m", nation="kazakh", fate="shot", source="3",
        places=("alma-ata-nkvd", "karlag"), words=("karaga", "obl"), order="жансүгіров ілияс",
    )  # fmt: skip
    assert unpack(pack(full)) == full


def test_every_name_survives_packing() -> None:
    assert [unpack(pack(person)) for person in people()] == people()
