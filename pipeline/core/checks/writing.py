"""Core: the language of what the public reads: one list of rules over every text of our own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Protocol

from pipeline.core.checks import grammar, notation, sentences, usage
from pipeline.core.checks.passages import Passage, passages, published
from pipeline.core.checks.settings import CHANNELS
from pipeline.core.checks.slips import Slip
from pipeline.core.checks.spelled import parted_verb, preferred_forms, spelling
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.quoting import own_words
from pipeline.core.spelling import Lexicon, Words

Rule = Callable[[str], Iterable[Slip]]

PATTERNS: Sequence[Rule] = [
    grammar.joined_preposition,
    grammar.split_prefix,
    grammar.ordinals,
    grammar.bound_forms,
    grammar.plural_twice,
    grammar.said_twice,
    grammar.particle,
    grammar.doubled_word,
    grammar.split_tails,
    sentences.paired_words,
    sentences.has_subject,
    sentences.whole_sentences,
    sentences.linking_commas,
    sentences.needless_words,
    sentences.fitting_prepositions,
    notation.dates,
    notation.rupiah,
    notation.hours,
    usage.clock,
    usage.figures,
    usage.capitals,
    notation.places_in_law,
    notation.blanks,
    notation.shouting,
]
WORDS = "content/kata.yml"
_QUOTED = "\ufffc"  # no letter, no blank: words on both sides of a quotation are no neighbours


class Memory(Protocol):
    """The slips of texts that were read before; the edge keeps them."""

    def get(self, text: str) -> tuple[Slip, ...] | None: ...

    def put(self, text: str, slips: tuple[Slip, ...]) -> None: ...


def sound_language(
    lexicon: Lexicon,
    memory: Memory | None = None,
    *,
    within: Callable[[str], bool] = lambda where: True,
    of: "Callable[[Content], Iterator[Passage]] | None" = None,
) -> Callable[[Content], Iterator[Finding]]:
    """Texts of items and pages are spelt and built as the office's readers expect.

    ``within`` says of a file whether it is read, ``of`` which texts are: all, where not said.
    """

    def read(text: str, rules: Sequence[Rule]) -> tuple[Slip, ...]:
        known = memory.get(text) if memory else None
        if known is None:
            known = tuple(slips(text, rules))
            if memory:
                memory.put(text, known)
        return known

    def check(content: Content) -> Iterator[Finding]:
        if content.is_broken(WORDS):  # without its own words every text of the office looks wrong
            return
        rules = rules_with(Words(lexicon=lexicon, listed=content.words))
        for passage in (one for one in (of or texts)(content) if within(one.where)):
            for slip in read(passage.text, rules):
                yield Finding(
                    where=passage.where,
                    line=passage.line(slip.start),
                    rule=slip.rule,
                    message=slip.message,
                    severity=slip.severity,
                )

    return check


def rules_with(words: Words) -> Sequence[Rule]:
    """The office's own list speaks first, the dictionary last."""
    first, *last = (partial(rule, words=words) for rule in (preferred_forms, parted_verb, spelling))
    return [first, *PATTERNS, *last]


def slips(text: str, rules: Sequence[Rule]) -> Iterator[Slip]:
    """Yield what is wrong in a text's own words; where two rules meet, the first one speaks."""
    own = own_words(text, _QUOTED)
    taken: set[int] = set()
    for rule in rules:
        found = list(islice(rule(own), 20))  # whoever mends twenty will see the rest next time
        yield from (slip for slip in found if slip.start not in taken)
        taken.update(slip.start for slip in found)


def texts(content: Content) -> Iterator[Passage]:
    """What we write ourselves: no titles and texts of laws, no names of accounts."""
    yield from texts_of_items(content)
    yield from texts_elsewhere(content)


def texts_of_items(content: Content) -> Iterator[Passage]:
    for item in (*content.items.values(), *content.unfinished.values()):
        yield from passages(item)


def texts_elsewhere(content: Content) -> Iterator[Passage]:
    named = {CHANNELS, *(entry.where for entry in content.instruments.values())}
    for passage in published(content):
        if passage.where not in named or passage.markdown:
            yield passage
