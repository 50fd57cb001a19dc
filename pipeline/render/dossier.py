"""Draws: the archive of one item: an index that any browser opens for ever, and the files it names.

No script, no font, no address that something must answer: style inline, links inside the folder.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.content import Content
from pipeline.core.dossier import Approved, Dossier
from pipeline.core.model import Item, Minutes
from pipeline.core.posting import MACHINE, Act
from pipeline.core.retention import retention_text, rule_for
from pipeline.render.card import Card
from pipeline.render.markdown import to_text
from pipeline.render.templates import open_templates
from pipeline.render.wording import cite_all

Files = dict[str, bytes | Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One approved version with its files; what could not be had is said in ``trouble``."""

    approved: Approved
    item: Item | None
    source: Mapping[str, bytes]
    cards: Sequence[Card] = ()
    trouble: str = ""

    @property
    def folder(self) -> str:
        return f"versi-{self.approved.number}"

    @property
    def shown(self) -> list[Card]:
        """The carousel where there is one, else the card; then what lists and links show."""
        slides = [card for card in self.cards if card.format == "slide"]
        return sorted(slides, key=lambda card: card.page) or [
            card for card in self.cards if card.format == "feed"
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words of one post. Proven: text and pictures have the fingerprint of what was sent."""

    act: Act
    label: str
    text: str
    proven: bool
    pictures: tuple[str, ...] = ()  # paths in the archive

    @property
    def file(self) -> str:
        return f"unggahan/{self.act.revision}-{self.act.channel}.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything of one item, ready to be written."""

    dossier: Dossier
    versions: Sequence[Version]
    captions: Sequence[Caption]
    records: Mapping[str, bytes]  # files of the ledger as they are there
    meeting: Mapping[str, bytes]  # disposisi, notula, photographs, by path below content/

    def photographs(self, minutes: Minutes) -> list[str]:
        """What lies beside the minutes of a meeting."""
        papers = minutes.where.removeprefix("content/")
        folder = papers.removesuffix("notula.md")
        return [name for name in self.meeting if name.startswith(folder) and name != papers]

    @property
    def item(self) -> Item | None:
        """The item as it was last approved."""
        return next((one.item for one in reversed(self.versions) if one.item), None)


def archive_files(archive: Archive, content: Content, site_dir: Path) -> Files:
    """Every file of the archive by its path; the same archive gives the same bytes."""
    files: Files = {}
    for version in archive.versions:
        files |= {f"{version.folder}/naskah/{name}": data for name, data in version.source.items()}
        files |= {f"{version.folder}/gambar/{c.path.name}": c.path for c in version.cards}
        if version.item:
            text = plain_text(version.item, content)
            files[f"{version.folder}/teks.txt"] = text.encode()
    files |= {caption.file: caption.text.encode() for caption in archive.captions if caption.text}
    files |= {f"buku-catatan/{path}": data for path, data in archive.records.items()}
    files |= dict(archive.meeting)
    files["index.html"] = _index(archive, content, site_dir).encode()
    return files


def plain_text(item: Item, content: Content) -> str:
    """The item without any markup, for whoever has nothing but a text editor."""
    parts = [item.title, item.summary, to_text(item.body)]
    if item.basis:
        parts.append(f"Dasar hukum: {cite_all(item.basis, content.instruments)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _index(archive: Archive, content: Content, site_dir: Path) -> str:
    item, found = archive.item, archive.dossier
    series = content.series.get(item.series) if item else None
    rule = rule_for(item.series if item else "", content.retention)
    return open_templates(site_dir / "archive", html=True)(
        "index.j2",
        archive=archive,
        found=found,
        item=item,
        office=content.channels.office if content.channels else "JDIH",
        series=series.name if series else (item.series if item else ""),
        basis=cite_all(item.basis, content.instruments) if item else "",
        retention=retention_text(rule, found.last),
        labels=_labels(content, found.acts),
        who=_who,
        versions=list(reversed(archive.versions)),
        style=(site_dir / "archive" / "index.css").read_text(encoding="utf-8"),
    )


def _labels(content: Content, acts: Iterable[Act]) -> Mapping[str, str]:
    """How people call each channel; one that is gone keeps its name in the ledger."""
    known = {c.id: c.label for c in content.channels.channels} if content.channels else {}
    return {act.channel: known.get(act.channel, act.channel) for act in acts}


def _who(act: Act) -> str:
    """Who did it, as people read it; the records themselves lie beside the index as they are."""
    return "sistem" if act.actor == MACHINE else act.actor
