"""Families of instruments: each act once, whichever end recorded it, through all generations."""

from pipeline.core.instruments import Instrument, Link, Relation
from pipeline.core.lineage import Act, lineage
from pipeline.render.family import MOST, family_tree


def entry(name: str, year: int, *links: tuple[Relation, str]) -> Instrument:
    return Instrument(
        id=name,
        where=f"content/peraturan/{name}.md",
        kind="Peraturan Komisi Pemilihan Umum",
        short_kind="PKPU",
        number=name.split("-")[1],
        year=year,
        about="",
        links=tuple(Link(relation=relation, target=target) for relation, target in links),
    )


BASE = entry("pkpu-22-2023", 2023, (Relation.REPEALS, "pkpu-1-2015"))
FIRST = entry("pkpu-11-2024", 2024, (Relation.AMENDS, "pkpu-22-2023"))
# the passive voice of the same act, and one nobody registered
OLD = entry("pkpu-1-2015", 2015, (Relation.REPEALED_BY, "pkpu-22-2023"))
SECOND = entry("pkpu-4-2025", 2025, (Relation.AMENDS, "pkpu-22-2023"))
OTHER = entry("pkpu-9-2020", 2020, (Relation.REPEALS, "Peraturan KPU Nomor 3 Tahun 2001 tentang X"))
REGISTER = {one.id: one for one in (BASE, FIRST, OLD, SECOND, OTHER)}


def test_a_family_is_seen_whole_from_each_of_its_members() -> None:
    """The newest amendment leads to what was repealed two steps before; strangers stay away."""
    acts = lineage(SECOND, REGISTER)

    assert acts == (
        Act(by="pkpu-22-2023", relation=Relation.REPEALS, of="pkpu-1-2015"),
        Act(by="pkpu-11-2024", relation=Relation.AMENDS, of="pkpu-22-2023"),
        Act(by="pkpu-4-2025", relation=Relation.AMENDS, of="pkpu-22-2023"),
    )
    assert {lineage(one, REGISTER) for one in (BASE, FIRST, OLD)} == {acts}


def test_the_column_goes_from_old_to_new_and_arrows_point_at_what_was_changed() -> None:
    """The entry that is read is marked; a repeal is drawn otherwise than an amendment."""
    tree = family_tree(BASE, REGISTER)
    assert tree is not None

    assert [box.id for box in tree.boxes] == [
        "pkpu-1-2015",
        "pkpu-22-2023",
        "pkpu-11-2024",
        "pkpu-4-2025",
    ]
    assert [box.here for box in tree.boxes] == [False, True, False, False]
    assert sorted(arc.repeals for arc in tree.arcs) == [False, False, True]
    assert all(one.top + one.height < two.top for one, two in zip(tree.boxes, tree.boxes[1:]))  # noqa: B905  # pairs of neighbours
    assert [(one.by, one.verb, one.of) for one in tree.told][0] == (
        "PKPU 22/2023",
        "mencabut",
        "PKPU 1/2015",
    )


def test_what_is_not_in_the_register_is_named_without_a_link() -> None:
    """Its name is all that is known of it; what it is about stays in the list above."""
    tree = family_tree(OTHER, REGISTER)
    assert tree is not None

    assert [(box.id, " ".join(box.lines)) for box in tree.boxes][0] == (
        "",
        "Peraturan KPU Nomor 3 Tahun 2001",
    )
    assert family_tree(entry("pkpu-7-2019", 2019), REGISTER) is None


def test_a_large_family_is_told_in_sentences() -> None:
    """A drawing of forty boxes helps nobody on a phone; a circle of repeals ends."""
    many = [entry(f"pkpu-{n}-2001", 2001, (Relation.AMENDS, "pkpu-1-2015")) for n in range(2, 40)]
    tree = family_tree(OLD, {one.id: one for one in [OLD, *many]})
    assert tree is not None

    assert (tree.boxes, len(tree.told) > MOST) == ((), True)
    round_trip = entry("pkpu-5-2000", 2000, (Relation.REPEALS, "pkpu-5-2000"))
    assert lineage(round_trip, {round_trip.id: round_trip})
