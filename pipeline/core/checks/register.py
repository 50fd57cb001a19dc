"""Core: rules for the register of legal instruments."""

from collections.abc import Iterator

from pipeline.core.citations import compared_kind, number_of
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.forms import SLUG
from pipeline.core.instruments import Relation


def entered_once(content: Content) -> Iterator[Finding]:
    """No two entries have the same kind, number and year."""
    seen: dict[tuple[str, str], str] = {}
    for entry in content.instruments.values():
        first = seen.setdefault((compared_kind(entry.kind), number_of(entry)), entry.where)
        if first != entry.where:
            message = f"Hapus salah satu: {entry.name} sudah terdaftar di {first}."
            yield Finding(where=entry.where, rule="register-ganda", message=message)


def sound_relations(content: Content) -> Iterator[Finding]:
    """A relation names another instrument: an entry's id, or a full name where it has none."""
    for entry in content.instruments.values():
        for link in entry.links:
            if link.target == entry.id:
                message = "Hapus hubungan ini: peraturan tidak berhubungan dengan dirinya sendiri."
                yield Finding(where=entry.where, rule="hubungan-sendiri", message=message)
            elif SLUG.fullmatch(link.target) and link.target not in content.instruments:
                path = f"content/peraturan/{link.target}.md"
                if not content.is_broken(path):
                    message = (
                        f'Buat {path}, atau tulis nama lengkap peraturannya, bukan "{link.target}".'
                    )
                    yield Finding(where=entry.where, rule="hubungan-asing", message=message)


def repeal_is_told(content: Content) -> Iterator[Finding]:
    """What is no longer in force says what repealed it."""
    repealed = {
        link.target
        for entry in content.instruments.values()
        for link in entry.links
        if link.relation is Relation.REPEALS
    }
    for entry in content.instruments.values():
        told = any(link.relation is Relation.REPEALED_BY for link in entry.links)
        if entry.in_force is False and not told and entry.id not in repealed:
            message = (
                'Tambahkan "hubungan: [{jenis: dicabut, peraturan: …}]": apa yang mencabutnya?'
            )
            yield Finding(
                where=entry.where,
                rule="dicabut-oleh",
                message=message,
                severity=Severity.ADVICE,
            )
