"""A tiny folder of lists as ``evaluate-links`` takes it, of real people and attested spellings."""

from __future__ import annotations

from pathlib import Path

_ROWS = (
    ("m-1", "Заремба Казимир Янович", "род. 1892, Польша, г. Люблин, поляк, б/п, лесной склад: старший счетовод. "
     "Адрес: ул. Лесная, д.19, кв. 7. Расстрелян 11.04.1938. Место захоронения: Коммунарка."),
    ("m-2", "Шульц Эрнст Карлович", "род. 1886, Германия, г. Любек, немец, б/п, трамвайный парк: токарь. "
     "Адрес: Каретный ряд, д.3, кв. 15. Расстрелян 2.08.1938. Место захоронения: Бутово."),
    ("m-3", "Лаптев Савва Лукич", "род. 1890, Рязанская обл., Сапожковский р-н, дер. Канино, русский, б/п, сторож "
     "склада утиля. Адрес: Овражная ул., д.4. Расстрелян 20.02.1938. Место захоронения: Бутово."),
)  # fmt: skip
MOSCOW = "source_ref,name,text,source_url\n" + "".join(
    f'{ref},{name},"{text}",http://mos.memo.ru/shot-1.htm\n' for ref, name, text in _ROWS
)
RECORDS = """source_ref,surname,given_name,patronymic,nation,birth_date
k-1,Шмидт,Иван,Иванович,немец,
k-2,Лаптев,Савва,Лукич,Русские,
m-1,Заремба,Казимир,Янович,поляк,1892
"""
PAIRS = """latin,cyrillic,count,plausible
zaremba,заремба,3,1
kazimierz,казимир,9,1
schulz,шульц,2,1
ernst,эрнст,9,1
laptev,лаптев,4,1
savva,савва,4,1
nonsense,савва,1,0
"""
UKRAINIAN = "category\tuk\trank\tru\nlast\tлаптєв\t0\tЛаптев\nfirst\tсава\t0\tСавва\nlast\tлаптюв\t1\tЛаптев\n"
ARCHIVE = """query,relevant,as_recorded,ignore,nation,east_asian
Лабтев Савва,k-2,Лаптев Савва,,Русские,0
Лаптев Фёдор,k-2,Лаптев Савва,,Русские,0
Ли Сан,k-9,Ли Син,,Корейцы,1
"""


def lists(directory: Path) -> Path:
    """The folder, written there."""
    for name, text in (
        ("lists/moscow.csv", MOSCOW),
        ("eval/records.csv", RECORDS),
        ("eval/archival_variants.csv", ARCHIVE),
        ("names/pairs_ru.csv", PAIRS),
        ("names/uk_ru.tsv", UKRAINIAN),
    ):
        path = directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory
