"""Core: whether what is shown together names everybody who stands in an election, and alike.

UU 7/2017 Pasal 20 binds a regency's office to treat participants fairly and equally; the incident
behind it is a sister office's post of some candidates' material.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.core.checks.passages import passages
from pipeline.core.checks.saying import advise, hold
from pipeline.core.content import Content
from pipeline.core.contests import Contest, Participant
from pipeline.core.findings import Finding
from pipeline.core.model import Item, Slide

PARTIAL, ORDER, UNLIKE = "peserta-tak-lengkap", "urutan-peserta", "peserta-tak-sebanding"
PHOTO = "foto"
_LONGER = 1.5  # of two participants' slides: more is another treatment
Picture = Mapping[str, str]  # what one picture shows: part ("judul", "foto", …) -> its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    rule: str
    message: str
    place: tuple[int, int] = (0, 0)  # which of the texts, and where in it


@lru_cache(maxsize=256)
def naming(one: Participant) -> re.Pattern[str]:
    """Their names in any case and emphasis, on one line or two; one of a pair is the pair."""
    names = [name for whole in one.names for name in (whole, *halves(whole))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_loosely, names))})(?!\w)", re.IGNORECASE)


def halves(name: str) -> list[str]:
    """The two people of a pair; "Partai Adil dan Makmur" is one."""
    halves = re.split(r"\s+(?:dan|&)\s+", name)
    return halves if len(halves) > 1 and all(" " in half.strip() for half in halves) else []


# "Paslon 1" is "pasangan calon nomor urut 01", too, and one of "paslon 1, 2, dan 3".
_NUMBERED = re.compile(r"(?:paslon|pasangan calon|calon|partai)(?: nomor)?(?: urut)? 0?(?P<n>\d+)")
_ONE_OF = r"(?:0?\d{1,2}(?:,\s*(?:dan\s+)?|\s+(?:dan|serta|atau)\s+)){0,30}"
_WHO = r"(?:paslon|pasangan[\s*_]+calon|calon|partai)[\s*_]+"
_ORDINAL = r"(?:nomor[\s*_]+(?:urut[\s*_]+)?|no\.?\s*|urut[\s*_]+)"


def _loosely(name: str) -> str:
    if found := _NUMBERED.fullmatch(name.casefold()):
        # Without "nomor" a number behind "calon" may count them: "dua calon 5 orang saksi".
        bare = r"paslon[\s*_]+"
        return rf"(?:{_WHO}{_ORDINAL}|{bare}){_ONE_OF}0?{found['n']}(?!\s+(?:orang|saksi|pasang))"
    words = (re.escape(word).replace(r"\-", r"\-\s?") for word in name.split())
    return r"[\s*_]+".join("(?:dan|&)" if word in ("dan", r"\&") else word for word in words)


def unequal(texts: Sequence[str], contest: Contest) -> Slip | None:
    """Texts that a reader sees together name all of the list, in its order, or nobody."""
    places: dict[int, tuple[int, int]] = {}
    for one in contest.participants:
        pattern = naming(one)
        found = ((n, m.end() - 1) for n, t in enumerate(texts) if (m := pattern.search(t)))
        if (place := next(found, None)) is not None:
            places[one.number] = place
    if not places:
        return None
    first = min(places.values())
    missing = [one.name for one in contest.participants if one.number not in places]
    if missing:
        named = ", ".join(f'"{name}"' for name in missing[:5])
        more = f" dan {len(missing) - 5} lainnya" if len(missing) > 5 else ""
        message = (
            f"Sebut semua peserta {contest.name}, atau tidak satu pun: belum ada {named}{more}."
        )
        return Slip(rule=PARTIAL, message=message, place=first)
    if list(places.values()) != sorted(places.values()):
        order = ", ".join(f'{one.number} "{one.name}"' for one in contest.participants[:5])
        message = f"Urutkan peserta {contest.name} menurut nomor urut: {order}."
        return Slip(rule=ORDER, message=message, place=first)
    return None


def unlike(pictures: Sequence[Picture], contest: Contest) -> Slip | None:
    """Pictures that go out together show everybody as often, in the same parts of the layout.

    The letters of one part have one size on all of them, so the same part is the same size.
    """
    parts = dict.fromkeys(part for picture in pictures for part in picture)
    shown = {
        one.number: Counter(
            part for p in pictures for part, words in p.items() if naming(one).search(words)
        )
        for one in contest.participants
    }
    for part in parts:
        often = {one.name: shown[one.number][part] for one in contest.participants}
        if len({*often.values()}) > 1:
            most, least = max(often, key=often.__getitem__), min(often, key=often.__getitem__)
            if part == PHOTO:
                message = (
                    f"Pakai foto yang memuat semua peserta {contest.name}, atau tanpa peserta: "
                    f'foto pada kartu memuat "{most}", tidak "{least}".'
                )
            else:
                message = (
                    f'Beri semua peserta {contest.name} tempat yang sama: "{most}" tampil '
                    f'{often[most]} kali pada {part}, "{least}" {often[least] or "tidak"}'
                    f"{' kali' if often[least] else ''}."
                )
            return Slip(rule=UNLIKE, message=message)
    return unequal([words for picture in pictures for words in picture.values()], contest)


def names_all_alike(item: Item, content: Content) -> Iterator[Finding]:
    """Who names one participant names all of the list, in its order: page, lists, each caption."""
    texts = list(passages(item))
    captions = set(item.texts.values())
    page = [one for one in texts if one.text not in captions]
    alone = {item.title, item.card_title, item.summary, *captions}  # shown without the rest, too
    for shown in (page, *([one] for one in texts if one.text in alone)):
        for contest in content.contests:
            if slip := unequal([one.text for one in shown], contest):
                at, start = slip.place
                yield Finding(
                    where=shown[at].where,
                    line=shown[at].line(start),
                    rule=slip.rule,
                    message=slip.message,
                )


def pictures_show_all_alike(item: Item, content: Content) -> Iterator[Finding]:
    """Participants have as many pictures each, in the order of the list, and equally large."""
    for contest in content.contests:
        slip = unlike([{"gambar": one.alt} for one in item.pictures], contest)
        if slip and slip.rule == UNLIKE:
            yield hold(item, "pictures", UNLIKE, slip.message)
        files = content.pictures.get(item.id, {})
        sizes: dict[tuple[int, int], str] = {}
        for one in item.pictures:
            if len(_named(one.alt, contest)) == 1 and (file := files.get(one.file)):
                sizes.setdefault((file.width, file.height), one.file)
        if len(sizes) > 1:
            told = ", ".join(f"{name} {w} × {h} piksel" for (w, h), name in sizes.items())
            message = f"Samakan ukuran gambar peserta {contest.name}: {told}."
            yield hold(item, "pictures", UNLIKE, message)


def slides_treat_all_alike(item: Item, content: Content) -> Iterator[Finding]:
    """Participants who have slides of their own have as many each, about equally long."""
    for contest in content.contests:
        own: dict[str, list[Slide]] = {}
        for slide in item.slides:
            if len(named := _named(f"{slide.title} {slide.text}", contest)) == 1:
                own.setdefault(named[0], []).append(slide)
        if not own:
            continue
        often = {one.name: len(own.get(one.name, ())) for one in contest.participants}
        most, least = max(often, key=often.__getitem__), min(often, key=often.__getitem__)
        if often[most] != often[least]:
            message = (
                f'Beri setiap peserta {contest.name} jumlah slide yang sama: "{most}" '
                f'{often[most]}, "{least}" {often[least]}.'
            )
            yield hold(item, own[most][0].line, UNLIKE, message)
            continue
        letters = {name: sum(len(s.text) for s in slides) for name, slides in own.items()}
        most, least = max(letters, key=letters.__getitem__), min(letters, key=letters.__getitem__)
        if letters[most] > letters[least] * _LONGER:
            message = (
                f'Samakan panjang slide peserta {contest.name}: "{most}" {letters[most]} huruf, '
                f'"{least}" {letters[least]}.'
            )
            yield advise(item, own[most][0].line, UNLIKE, message)


def _named(text: str, contest: Contest) -> list[str]:
    return [one.name for one in contest.participants if naming(one).search(text)]


def unlike_cards(
    item: Item, cards: Mapping[str, Sequence[Picture]], content: Content
) -> Iterator[Finding]:
    """The cards of an item, by what they are called; a carousel's slides go out together.

    Silent where the text itself is unequal: whoever mends that gets other cards.
    """
    if not content.contests or any(names_all_alike(item, content)):
        return
    told: dict[tuple[str, str], list[str]] = {}
    for name, pictures in cards.items():
        for contest in content.contests:
            if slip := unlike(pictures, contest):
                told.setdefault((slip.rule, slip.message), []).append(name)
    for (rule, message), names in told.items():
        yield hold(item, "title", rule, f"{message} (Pada {', '.join(names)}.)")


def unequal_caption(item: Item, channel: str, text: str, content: Content) -> Iterator[Finding]:
    """A caption as it goes out: shorter blocks may have left somebody out."""
    for contest in content.contests:
        if slip := unequal([text], contest):
            place = f"texts.{channel}" if channel in item.texts else "summary"
            yield hold(item, place, slip.rule, f"{slip.message} (Teks kanal {channel}.)")


def caused_by_text(finding: Finding, told: Collection[Finding]) -> bool:
    """Whether a finding about a caption comes of a text of its item that is told already."""
    same = (one for one in told if (one.where, one.rule) == (finding.where, finding.rule))
    return finding.rule in (PARTIAL, ORDER) and any(same)
