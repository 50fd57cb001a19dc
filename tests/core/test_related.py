"""What is read next: law in common first, then the series, then what is near in time."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Item, Reference
from pipeline.core.related import MOST, related
from tests.editions import item

LAWS = st.frozensets(st.sampled_from(["uu-1", "uu-2", "uu-3", "uu-4"]), max_size=3)


def of(place: int, series: str, laws: frozenset[str]) -> Item:
    basis = tuple(Reference(instrument=law) for law in sorted(laws))
    return replace(item(f"2026-11-{place}", f"Judul {place}"), series=series, basis=basis)


@given(st.lists(st.tuples(st.sampled_from("ab"), LAWS), max_size=12))
def test_the_nearest_three_are_named(kinds: list[tuple[str, frozenset[str]]]) -> None:
    """The same as sorting all others by what they share, then by how far away they stand."""
    items = [of(place, *kind) for place, kind in enumerate(kinds)]
    near = related(items)
    for here, one in enumerate(items):
        law = {reference.instrument for reference in one.basis}

        def rank(place: int, one: Item = one, here: int = here, law: set[str] = law) -> object:
            other = items[place]
            shared = len(law & {reference.instrument for reference in other.basis})
            return (-shared, other.series != one.series, abs(place - here), place)

        others = sorted((place for place in range(len(items)) if place != here), key=rank)
        assert near(one) == [items[place] for place in others[:MOST]]


def test_one_item_is_named_by_its_neighbours_alone() -> None:
    """An edited title must not touch hundreds of pages that all point at the newest."""
    items = [of(place, "a", frozenset({"uu-1"})) for place in range(100)]
    near = related(items)

    assert sum(items[0] in near(other) for other in items[1:]) <= 2 * MOST
