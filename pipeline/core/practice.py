"""Core: what a rehearsal plays with: who plays whom, in which order, from which first drafts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.core.content import Content
from pipeline.core.days import Workdays
from pipeline.core.findings import Blocked
from pipeline.core.model import Disposisi, Item, Minutes, Person, Role, Roster

NETWORK = "gladi"
LATER = ("content/konten/", "content/disposisi/", "content/rapat/")  # come one by one
_CHANNEL = """
  - id: gladi
    jaringan: gladi
    cara: otomatis
    nama: Jaringan gladi
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who plays whom, by the roster. One person may play two parts, but never both sides."""

    chief: Person
    deputy: Person
    editor: Person
    producers: tuple[Person, ...]
    publisher: Person


def cast(roster: Roster, day: date) -> Cast:
    """Choose the players among those in office that day. Raises Blocked where a part is empty."""

    def players(role: Role) -> tuple[Person, ...]:
        found = roster.holders(frozenset({role}), day)
        if not found:
            raise Blocked(
                f"tidak ada {role.value} yang menjabat pada {day:%d-%m-%Y}",
                where="content/peran.yml",
                remedy="isi peran itu, atau sesuaikan `sejak:` dan `sampai:`",
            )
        return found

    return Cast(
        chief=players(Role.EDITOR_IN_CHIEF)[0],
        deputy=players(Role.DEPUTY)[0],
        editor=players(Role.EDITOR)[0],
        producers=players(Role.PRODUCER),
        publisher=players(Role.PUBLISHER)[0],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One disposisi, its meeting, and the items it asked for with the day each draft is due."""

    disposisi: Disposisi
    minutes: Minutes
    items: tuple[tuple[Item, date], ...]

    def approved_on(self, days: Workdays) -> date:
        """The working day after the last draft was due."""
        return days.add(max(due for _, due in self.items), 1)


def batches(content: Content) -> list[Batch]:
    """Every disposisi with a meeting and items, oldest first; items in the order of their tasks."""
    found = []
    for minutes in content.minutes.values():
        due = {task.item: task.due for task in minutes.tasks if task.item in content.items}
        for number in minutes.disposisi:
            items = [content.items[i] for i in due if content.items[i].disposisi == number]
            if number in content.disposisi and items:
                found.append(
                    Batch(
                        disposisi=content.disposisi[number],
                        minutes=minutes,
                        items=tuple((item, due[item.id]) for item in items),
                    )
                )
    return sorted(found, key=lambda batch: batch.disposisi.at)


def first_draft(index: bytes, *, without_alt: bool) -> bytes:
    """The text as a producer might bring it: without exact articles and hashtags.

    ``without_alt`` leaves the text of a picture empty too: the checks must stop that.
    """
    text = index.decode()
    head, fence, body = text[4:].partition("\n---\n")
    head = re.sub(r", *bagian: *(\"[^\"]*\"|[^}\n]*)", "", head)
    head = re.sub(r"(?m)^tagar:.*\n?", "", head)
    if without_alt:
        head = re.sub(r"(?m)(\balt: ).*$", r'\1""', head)
    return f"---\n{head}{fence}{body}".encode()


def settings_of(files: Mapping[str, bytes], start: date) -> dict[str, bytes]:
    """The office's files on the day it begins: in force from ``start``, with the practice network.

    Items, disposisi and minutes are left out: they come one by one.
    """
    found = {path: data for path, data in files.items() if not path.startswith(LATER)}
    roster = found["content/peran.yml"].decode()
    if not re.search(r"(?m)^berlaku_mulai:", roster):
        roster = re.sub(r"(?m)^orang:", f"berlaku_mulai: {start}\norang:", roster, count=1)
    found["content/peran.yml"] = roster.encode()
    found["content/kanal.yml"] = found["content/kanal.yml"].rstrip() + _CHANNEL.encode()
    return found


def practice_address(network: str, account: str, base_url: str, number: int) -> str | None:
    """An address as the network would give it, for a post that exists in this rehearsal only."""
    account = account.lstrip("@") or "gladi"
    known = {
        "facebook": f"https://www.facebook.com/{account}/posts/{number:08d}",
        "instagram": f"https://www.instagram.com/p/Gladi{number:04d}/",
        "instagram-cerita": f"https://www.instagram.com/stories/{account}/{number:017d}/",
        "mastodon": f"{base_url}/@{account}/{number:018d}",
        "threads": f"https://www.threads.net/@{account}/post/Gladi{number:04d}",
        "tiktok": f"https://www.tiktok.com/@{account}/photo/{number:019d}",
        "x": f"https://x.com/{account}/status/{number:019d}",
        "telegram": f"https://t.me/{account}/{number}",
    }
    return known.get(network)
