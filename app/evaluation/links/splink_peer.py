"""Splink on the same pairs in the same run, so that our figures have something to stand beside.

Splink (Fellegi–Sunter on DuckDB) is given names folded to ASCII letters, and learns its weights without labels as its
guide recommends: what two people share from random pairs, the rest by expectation and maximisation. It then says of the
very pairs that we compare how likely each is one person. Its threshold is set on the same half as ours.
"""

from __future__ import annotations

import importlib
import logging
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from app.evaluation.links.base import Base
from app.evaluation.links.same import Pair, Scored, pair_of, share, tuned
from app.evaluation.peers import folded
from indexer.matching.facts import Facts
from indexer.names.name import PartKind

MISSING = "Splink is not installed (pip install --require-hashes -r requirements-bench.txt): it was not asked."
_RANDOM = 1_000_000  # pairs by which it learns what two people share
_TRAINED_ON = ("death", "residence")  # pairs that agree in one of these teach what the other fields weigh
_NAMES = {"surname": PartKind.SURNAME, "given": PartKind.GIVEN, "patronymic": PartKind.PATRONYMIC}
_TEXTS = ("birth_place", "residence", "occupation")


class NotInstalled(LookupError):
    """The library is not there."""


def peer(base: Base, found: Scored) -> dict[str, Any]:
    """The figures of Splink on the half kept from tuning; raises NotInstalled."""
    try:
        splink = importlib.import_module("splink")
        library = importlib.import_module("splink.comparison_library")
        engine = importlib.import_module("splink.backends.duckdb").DuckDBAPI()
        arrow = importlib.import_module("pyarrow")
    except ImportError as error:
        raise NotInstalled from error
    logging.getLogger("splink").setLevel(logging.ERROR)
    rows = arrow.Table.from_pylist(list(_rows(base, found)), schema=_schema(arrow))
    linker = splink.Linker(engine.register(rows), _settings(splink, library, base), log_level=logging.ERROR)
    values = _values(linker, splink)
    made, held = set(base.made), {number for number, second in base.made.items() if second.held_out}
    threshold = tuned(values, found.true, made - held)
    return {
        "version": splink.__version__,
        "threshold": round(threshold, 4),
        "at_threshold": share(values, found.true, held, threshold).as_json(),
    }


def _values(linker: Any, splink: Any) -> dict[Pair, float]:
    """What Splink makes of each pair, once it has learned."""
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM, seed=1)
    for field in _TRAINED_ON:
        linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on(field))
    told = linker.inference.predict().as_record_list()
    return {pair_of(row["unique_id_l"], row["unique_id_r"]): float(row["match_probability"]) for row in told}


def _settings(splink: Any, library: Any, base: Base) -> Any:
    names = [library.JaroWinklerAtThresholds(name, [0.92, 0.8]) for name in _NAMES]
    texts = [library.JaroWinklerAtThresholds(text, [0.95, 0.8]) for text in _TEXTS]
    dates = [library.LevenshteinAtThresholds(date, [1, 2]) for date in ("birth", "death")]
    count = len(base.facts)
    return splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            *(name.configure(term_frequency_adjustments=True) for name in names),
            *dates,
            *(text.configure(term_frequency_adjustments=True) for text in texts),
            library.ExactMatch("nation").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[_same_pairs(splink)],
        probability_two_random_records_match=len(base.made) / (count * (count - 1) / 2),
    )


def _same_pairs(splink: Any) -> Any:
    """The rule that lays just our pairs side by side: each pair is a block of its own."""
    return splink.block_on("pairs", arrays_to_explode=["pairs"])


def _rows(base: Base, found: Scored) -> Iterator[dict[str, Any]]:
    pairs: defaultdict[int, list[int]] = defaultdict(list)
    for number, pair in enumerate(found.values):
        for side in pair:
            pairs[side].append(number)
    for number, facts in base.facts.items():
        yield {"unique_id": number, "pairs": pairs[number], **_told(facts)}


def _told(facts: Facts) -> dict[str, str | None]:
    """The fields of a record as Splink is given them; None where the source is silent."""
    name = facts.names[0] if facts.names else None
    told = {field: folded(name.first(kind)) if name else "" for field, kind in _NAMES.items()}
    told |= {"birth_place": folded(facts.birth_place.written), "residence": folded(facts.residence.written)}
    told |= {"occupation": folded(facts.occupation), "nation": facts.nation}
    told["birth"] = str(facts.born[0]) if facts.born else ""
    told["death"] = str(facts.death.first) if facts.death and facts.death.first == facts.death.last else ""
    return {field: value or None for field, value in told.items()}


def _schema(arrow: Any) -> Any:
    texts = [(field, arrow.string()) for field in (*_NAMES, *_TEXTS, "nation", "birth", "death")]
    return arrow.schema([("unique_id", arrow.int64()), ("pairs", arrow.list_(arrow.int64())), *texts])
