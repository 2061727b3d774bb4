"""A tiny evaluation folder of real names."""

from __future__ import annotations

from pathlib import Path

RECORDS = """source_ref,surname,given_name,patronymic,nation,birth_date
a,Дулатов,Миржакып,,казах,1885
b,Майлин,Беимбет,Жармагамбетович,казах,1894
c,Шмидт,Иван,Иванович,немец,1900
d,Шмидт,Иван,Петрович,Немцы,1901
e,Ковальский,Иван,Адамович,поляк,1890
f,Иванова,Мария,Петровна,русская,1910
g,Ким,Афанасий,Арсеньевич,кореец,1900
h,Сейдалин,Гайса,Касымович,казах,1889
i,Скворцов,Георгий,Тихонович,нет данных,1889
"""
SPELLINGS = """query,relevant,naive
Mirzhakyp Dulatov,a,0.9
Beimbet Mailin,b,0.5
Schmidt Johann,c|d,0.4
"""


def folder(directory: Path) -> Path:
    """The folder, written there."""
    (directory / "records.csv").write_text(RECORDS, encoding="utf-8")
    (directory / "spellings.csv").write_text(SPELLINGS, encoding="utf-8-sig")
    (directory / "families.csv").write_text("members\na|b\n", encoding="utf-8")
    return directory
