"""Shelving: what the archive of an item is made from: Git, ledger, approved content, cards."""

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.content import Content
from pipeline.core.dossier import ITEMS, Approved, Dossier, receipts, sent_payload
from pipeline.core.model import Item
from pipeline.core.posting import Act, Post
from pipeline.core.promising import Promised
from pipeline.core.retention import kept_until, retention_text, rule_for
from pipeline.desk import Desk, World
from pipeline.edge.committed import read_item_bytes
from pipeline.edge.files import entries, is_plain_file
from pipeline.edge.ledger_paths import BRANCH, path_of
from pipeline.edge.pictures import pictures_beside
from pipeline.posts import word
from pipeline.render.cards import Drawn, draw_all
from pipeline.render.dossier import Archive, Caption, Version
from pipeline.round_state import payload

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


UNTIL, FATE = "Simpan-Sampai", "Nasib-Akhir"  # tags of the bag, for whoever looks at its time
_LOST = "naskahnya tidak ada lagi di Git; pulihkan cabang atau salinan repositorinya."


@dataclass(slots=True)
class Shelf:
    """What archives are made from: Git, the approved content, the cards."""

    desk: Desk
    repo: "Repository"
    world: World
    scratch: Path
    drawn: Drawn = Drawn()
    records: dict[str, dict[str, bytes]] = field(default_factory=dict)  # by item, then path
    commits: tuple[str, str] = ("", "")

    def draw(self, found: Sequence[Dossier]) -> None:
        """The cards of what is in force; those that the last run drew are taken as they are."""
        content, cards = self.world.content, self.scratch / "kartu"
        nouns = {**content.unfinished, **content.items}  # of what is held, whatever can be drawn
        items = [nouns[one.id] for one in found if one.id in nouns]
        for item in items:
            kept = self.desk.build / "kartu" / item.id
            if kept.is_dir():
                shutil.copytree(kept, cards / item.id, copy_function=_link)
        self.drawn = self._draw(items, content, self.world.folder, cards)
        wanted = {one.id for one in found}
        wanted |= {act.item for one in found for act in one.acts}
        ledger = self.repo.read_branch(BRANCH, lambda path: path.partition("/")[0] in wanted)
        for path, record in ledger.items():
            self.records.setdefault(path.partition("/")[0], {})[path] = record
        self.commits = (self.world.approvals.chain[-1], self.repo.head(BRANCH) or "belum ada")

    def _draw(self, items: Iterable[Item], content: Content, root: Path, out: Path) -> Drawn:
        return draw_all(
            items,
            content=content,
            root=root,
            site=self.desk.site,
            out=out,
            progress=lambda name, done, of: self.desk.progress(f"menggambar {done}/{of}: {name}"),
        )

    def archive(self, found: Dossier) -> Archive:
        versions = [self._version(found, approved) for approved in found.versions]
        papers = [found.disposisi.where] if found.disposisi else []
        for minutes in found.minutes:
            shots = pictures_beside((self.world.folder / minutes.where).parent)
            papers += [minutes.where]
            papers += [shot.relative_to(self.world.folder).as_posix() for shot in shots]
        mine = dict(self.records.get(found.id, {}))
        for act in found.acts:
            if act.item != found.id and (path := path_of(act)) in self.records.get(act.item, {}):
                mine[path] = self.records[act.item][path]
        return Archive(
            dossier=found,
            versions=versions,
            captions=[self._caption(found, receipt, versions) for receipt in receipts(found.acts)],
            records=dict(sorted(mine.items())),
            meeting={
                path.removeprefix("content/"): (self.world.folder / path).read_bytes()
                for path in papers
            },
        )

    def about(self, made: Archive) -> dict[str, str]:
        """The tag file of the bag: whose it is, how long it is kept, what Git was then."""
        content, found, item = self.world.content, made.dossier, made.item
        rule = rule_for(item.series if item else "", content.retention)
        return {
            "Source-Organization": content.channels.office if content.channels else "JDIH",
            "External-Identifier": found.id,
            "External-Description": item.title if item else found.id,
            "Bagging-Date": found.last.isoformat(),
            "Bag-Software-Agent": "redaksi-jdih",
            "Komit-Main": self.commits[0],
            "Komit-Buku-Catatan": self.commits[1],
            "Masa-Simpan": retention_text(rule, found.last),
            **({UNTIL: kept_until(rule, found.last).isoformat(), FATE: rule.fate} if rule else {}),
        }

    def _version(self, found: Dossier, approved: Approved) -> Version:
        """One version with its own words, pictures and cards; an old one is drawn anew."""
        content = self.world.content
        unit = f"{ITEMS}{found.id}"
        if approved.oid == self.world.approvals.approved.get(unit):
            item = content.items.get(found.id) or content.unfinished.get(found.id)
            version = _read(approved, self.world.folder / unit, item)
            return _with_cards(version, self.drawn)
        root = self.scratch / f"versi-{approved.number}"
        self.repo.export({unit: approved.oid}, root)
        try:
            version = _read(approved, root / unit, None)
            if version.item is None:
                return _with_cards(version, Drawn())
            then = replace(content, items={found.id: version.item})
            drawn = self._draw([version.item], then, root, self.scratch / f"k-{approved.number}")
            return _with_cards(version, drawn)
        finally:
            shutil.rmtree(root, ignore_errors=True)

    def _caption(self, found: Dossier, receipt: Act, versions: Sequence[Version]) -> Caption:
        """The words that have the fingerprint of what was sent, else those of the last version."""
        channels = self.world.content.channels
        channel = channels.get(receipt.channel) if channels else None
        label = channel.label if channel else receipt.channel
        sent = sent_payload(receipt, found.acts)
        last = Caption(act=receipt, label=label, text="", proven=False)
        for version in versions:
            if version.item is None or version.item.revision != receipt.revision:
                continue
            post = self._worded(version, receipt, found.acts)
            if post is None:
                continue
            last = Caption(
                act=receipt,
                label=label,
                text=post.text,
                proven=bool(sent) and payload(post) == sent,
                pictures=tuple(
                    f"{version.folder}/gambar/{Path(p.path).name}" for p in post.pictures
                ),
            )
            if last.proven:
                break
        return last

    def _worded(self, version: Version, receipt: Act, acts: Sequence[Act]) -> Post | None:
        """A post as it would be sent from this version, with the links that were known then."""
        item = version.item
        assert item is not None
        content = replace(self.world.content, items={item.id: item})
        drawn = Drawn(cards={item.id: tuple(version.cards)})
        run = {a.extra.get("run") for a in acts if a.promise == receipt.promise}
        known = [a for a in acts if a.at <= receipt.at and a.extra.get("run") not in run]
        promised = Promised(promise=receipt.promise, due=None, since=receipt.at)
        posts, _ = word([promised], content, known, drawn, self.desk.site)
        return posts.get(receipt.promise.key)


def _read(approved: Approved, folder: Path, item: Item | None) -> Version:
    source = {path.name: path.read_bytes() for path in entries(folder) if is_plain_file(path)}
    if item is None and "index.md" in source:
        item = read_item_bytes(source["index.md"], f"{ITEMS}{folder.name}")
    return Version(approved=approved, item=item, source=source)


def _link(source: str, target: str) -> None:
    """A second name costs nothing; where that cannot be, a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _with_cards(version: Version, drawn: Drawn) -> Version:
    """The version with its cards, or with the reason why it has none."""
    if "index.md" not in version.source:
        return replace(version, trouble=_LOST)
    if version.item is None:
        return replace(version, trouble="index.md-nya tidak terbaca oleh versi alat ini.")
    name = version.item.id
    cards = drawn.cards.get(name, ())
    mine = [f.message for f in drawn.findings if f.where.startswith(f"{ITEMS}{name}/")]
    why = (*mine, "isinya tidak dapat digambar")[0]
    return replace(version, cards=cards, trouble="" if cards else f"gambarnya tidak ada: {why}")
