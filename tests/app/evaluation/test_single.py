from __future__ import annotations

from pathlib import Path

from app.evaluation.single import list_of, single

ROWS = "latin,cyrillic,count,plausible\n" + "".join(
    f"{latin},{cyrillic},1,1\n"
    for latin, cyrillic in (
        ("schmidt", "шмидт"), ("schulz", "шульц"), ("kowalski", "ковальский"), ("dulatov", "дулатов"),
        ("baitursynov", "байтурсынов"), ("ivanova", "иванова"), ("petrov", "петров"), ("mailin", "майлин"),
        ("jansen", "янсен"), ("muller", "мюллер"), ("weber", "вебер"), ("fischer", "фишер"), ("becker", "беккер"),
        ("kim", "ким"), ("tsoi", "цой"), ("georgiev", "георгиев"), ("novak", "новак"), ("kaplan", "каплан"),
        ("levin", "левин"), ("orlov", "орлов"), ("sokolov", "соколов"), ("zhukov", "жуков"), ("popov", "попов"),
        ("volkov", "волков"), ("morozov", "морозов"), ("lebedev", "лебедев"), ("kozlov", "козлов"),
        ("stepanov", "степанов"), ("yakovlev", "яковлев"), ("grigoriev", "григорьев"), ("romanov", "романов"),
        ("zaitsev", "зайцев"), ("borisov", "борисов"), ("frolov", "фролов"), ("titov", "титов"),
        ("krylov", "крылов"), ("gusev", "гусев"), ("belov", "белов"), ("komarov", "комаров"), ("kiselev", "киселев"),
    )
)  # fmt: skip


def test_the_list_is_looked_for_in_the_folder_and_beside_it(tmp_path: Path) -> None:
    (tmp_path / "eval").mkdir()
    (tmp_path / "names").mkdir()
    assert list_of(tmp_path / "eval") is None
    beside = tmp_path / "names" / "pairs_ru.csv"
    beside.write_text(ROWS, encoding="utf-8")
    assert list_of(tmp_path / "eval") == beside


def test_words_kept_from_learning_are_found_among_all_forms(tmp_path: Path) -> None:
    (tmp_path / "pairs_ru.csv").write_text(ROWS, encoding="utf-8")
    found = single(tmp_path / "pairs_ru.csv")
    assert found.forms == 40
    assert 1 <= found.n < 40
    assert found.r1 == found.r10 == 1.0
