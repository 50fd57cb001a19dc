"""Core: the rules, as lists of small functions by gate. A later gate includes the earlier ones.

A rule for one item is shown that item and the office's other files, never another item: so what it
finds holds until one of these changes. Whoever compares items does it with what they left behind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.core.between import broken
from pipeline.core.checks import (
    alike,
    chained,
    changes,
    cited,
    links,
    markup,
    neutral,
    numbered,
    personal,
    pictures,
    quoted,
    references,
    register,
    settings,
    titles,
    unwritten,
)
from pipeline.core.checks.passages import passages, published
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Gate
from pipeline.core.model import Item

Check = Callable[[Item, Content], Iterable[Finding]]  # one item
ContentCheck = Callable[[Content], Iterable[Finding]]  # the office without its items

CHECKS: Mapping[Gate, Sequence[Check]] = {
    Gate.DRAFT: [
        references.known_series,
        references.known_channels,
        references.known_disposisi,
        references.known_basis,
        references.has_task,
        references.in_order,
        pictures.is_there,
        pictures.is_listed,
        titles.short_summary,
        titles.plain_titles,
        markup.no_templates,
        markup.no_html,
        markup.safe_links,
        personal.no_personal_data,
        neutral.no_call_to_vote,
        neutral.no_campaign_hashtags,
        alike.names_all_alike,
    ],
    Gate.HANDOVER: [
        pictures.has_alt,
        pictures.has_credit,
        pictures.is_large_enough,
        alike.pictures_show_all_alike,
        alike.slides_treat_all_alike,
        titles.has_body,
        unwritten.nothing_left_to_write,
        titles.card_title_keeps_instrument,
        titles.slide_count,
        titles.short_slides,
        cited.text_cites_register,
        cited.cites_with_year,
        cited.slide_names_law,
        cited.cites_law_in_force,
        cited.cites_law_as_amended,
        numbered.spaced_numbers,
        numbered.kind_fits_number,
        numbered.cites_clear_entries,
        numbered.readable_pinpoints,
        chained.sound_chains,
        links.lasting_links,
        quoted.quotes_law_as_it_stands,
        changes.explained_correction,
        changes.explained_withdrawal,
    ],
    Gate.PUBLICATION: [
        changes.sane_schedule,
    ],
}

CONTENT_CHECKS: Sequence[ContentCheck] = [
    register.entered_once,
    register.sound_relations,
    register.repeal_is_told,
    numbered.sound_register_numbers,
    numbered.pages_cite_register,
    numbered.sop_cites_soundly,
    chained.sound_chains_elsewhere,
    links.lasting_links_elsewhere,
    markup.sound_pages,
    personal.no_personal_data_elsewhere,
    personal.no_personal_data_in_files,
    settings.one_retention_per_series,
    settings.days_counted_as_written,
]


def checks_for(gate: Gate) -> list[Check]:
    """Return the checks of a gate and of those before it."""
    gates = list(Gate)
    return [check for step in gates[: gates.index(gate) + 1] for check in CHECKS[step]]


def run_checks(content: Content, gate: Gate, *, also: Sequence[ContentCheck] = ()) -> list[Finding]:
    """Return every finding of this gate, those of reading included, sorted and each once.

    ``also`` takes checks that need more than the core knows, such as the names of networks, or
    items beside each other: they get everything.
    Items that could be read only in part are checked too, so that all complaints come at once.
    """
    found, office = set(content.findings), content.office()
    items = {**content.items, **content.unfinished}
    for item in items.values():
        found.update(in_item(item, content.alone(item, office), gate))
    found.update(in_office(office))
    for whole in also:
        found.update(whole(content))
    between = [*links.to_items(published(office), office)]
    if links.lasting_links in checks_for(gate):
        for item in items.values():
            between += links.to_items(passages(item), office)
    found.update(broken(between, items))
    return sorted(found)


def in_item(item: Item, content: Content, gate: Gate) -> Iterator[Finding]:
    """Yield what the rules find in one item, alone in its office."""
    for check in checks_for(gate):
        yield from check(item, content)


def in_office(office: Content) -> Iterator[Finding]:
    """Yield what the rules find in all that is no item."""
    for whole in CONTENT_CHECKS:
        yield from whole(office)
