"""A family around one person: generations, parents, nobody twice, no way round in circles."""

from __future__ import annotations

from app.families.tree import MOST, Family, Kin, Member, family


def grown(middle: str, told: dict[str, list[tuple[str, str]]]) -> Family:
    """The family of that person, where everybody tells of these."""

    def known(member: Member) -> list[Kin]:
        return [(relation, Member(name, name)) for relation, name in told.get(member.key, [])]

    return family(Member(middle, middle), known)


TUKHACHEVSKY = {
    "Михаил": [("parent", "Мавра"), ("sibling", "Ольга"), ("spouse", "Нина"), ("child", "Светлана")],
    "Мавра": [("child", "Михаил"), ("child", "Ольга"), ("spouse", "Николай")],
    "Ольга": [("parent", "Мавра"), ("sibling", "Михаил")],
    "Нина": [("spouse", "Михаил"), ("child", "Светлана")],
}


def test_everybody_stands_in_their_generation() -> None:
    found = grown("Михаил", TUKHACHEVSKY)
    assert found.generations == {"Михаил": 0, "Мавра": -1, "Ольга": 0, "Нина": 0, "Светлана": 1, "Николай": -1}


def test_parents_are_told_from_either_side() -> None:
    found = grown("Михаил", TUKHACHEVSKY)
    assert found.parents("Светлана") == {"Михаил", "Нина"}
    assert found.parents("Ольга") == {"Мавра"}
    assert found.parents("Мавра") == frozenset()
    assert found.beside("Мавра", "spouse") == ("Николай",)


def test_a_pair_is_tied_once_and_the_nearer_way_counts() -> None:
    found = grown("Михаил", TUKHACHEVSKY)
    pairs = [frozenset({tie.left, tie.right}) for tie in found.ties]
    assert len(pairs) == len(set(pairs))
    assert [(tie.right, tie.relation) for tie in found.of("Мавра")] == [("Ольга", "child"), ("Николай", "spouse")]


def test_statements_that_contradict_one_another_never_loop() -> None:
    found = grown("А", {"А": [("parent", "Б"), ("child", "А")], "Б": [("parent", "А"), ("child", "В")], "В": []})
    assert found.generations == {"А": 0, "Б": -1, "В": 0}
    assert [(tie.left, tie.right) for tie in found.ties] == [("А", "Б"), ("Б", "В")]


def test_other_kin_and_the_far_are_left_to_the_list() -> None:
    found = grown("А", {"А": [("other", "Я"), ("parent", "Б")], "Б": [("parent", "В")], "В": [("parent", "Г")]})
    assert set(found.members) == {"А", "Б", "В"}


def test_a_family_is_drawn_up_to_a_size() -> None:
    assert len(grown("А", {"А": [("sibling", f"С{number}") for number in range(100)]}).members) == MOST
