"""Draws: the browser editor's configuration, from what the readers of content/ ask for.

site/admin/isian.yml adds words and shapes; a key without words, or words without a key, is a slip.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from pipeline.core import reading, reading_register
from pipeline.core.content import Content
from pipeline.core.findings import Blocked
from pipeline.core.keys import Doc, Keys
from pipeline.core.model import Series
from pipeline.core.schema import Field, Kind, fields_of
from pipeline.render.edition import Edition
from pipeline.render.shell import Page, root_of, sketch

FOLDER = "admin"
WORDS = "isian.yml"
CONFIG = "config.yml"
LOCAL = "kantor/redaksi"  # names no repository: on this machine the editor works on the folder
Words = Mapping[str, object]
Shape = dict[str, object]
_NO_DOC = Doc(value={})
# By the name of a collection in isian.yml; the first is made once per series.
_ITEMS = "konten"
_READERS = {
    _ITEMS: reading.read_item,
    "disposisi": reading.read_disposisi,
    "rapat": reading.read_minutes,
    "peraturan": reading_register.read_instrument,
}
# What our Markdown knows; a heading of the first degree is the title.
_BUTTONS = ["bold", "italic", "link", "heading-two", "heading-three"] + [
    "quote",
    "bulleted-list",
    "numbered-list",
]


def schema(name: str) -> tuple[Field, ...]:
    """Every key that the reader of a collection asks for."""
    reader = _READERS[name]

    def read(ask: type[Keys]) -> object:
        return reader(_NO_DOC, "", 1, "", "", ask)

    return fields_of(read)


def has_editor(edition: Edition) -> bool:
    """It needs its program and a repository to propose to."""
    return bool(edition.program and edition.repository)


def editor_page(edition: Edition) -> list[Page]:
    """Where there is no editor, its address says why and which doors are open."""
    if has_editor(edition):
        return []
    return [
        Page(
            folder=FOLDER,
            title="Penyunting di peramban belum terpasang",
            description="Cara lain menulis konten tanpa penyunting di peramban.",
            body=sketch("editor.j2", root=root_of(FOLDER)),
            searchable=False,
            listed=False,
        )
    ]


def editor_files(edition: Edition, site_dir: Path) -> dict[str, bytes]:
    """The editor's page, its program as it was fetched, and its configuration."""
    if not has_editor(edition):
        return {}
    told = configuration(
        edition.content,
        read_words(site_dir),
        repository=edition.repository,
        site_url=edition.site_url,
    )
    text = json.dumps(told, ensure_ascii=False, indent=1)  # JSON is YAML
    found = {f"{FOLDER}/{name}": file for name, file in edition.program.items()}
    found[f"{FOLDER}/index.html"] = (site_dir / FOLDER / "index.html").read_bytes()
    found[f"{FOLDER}/{CONFIG}"] = text.encode()
    return found


def read_words(site_dir: Path) -> Mapping[str, Words]:
    """The words of each collection; stops where they and the readers' keys have parted."""
    path = site_dir / FOLDER / WORDS
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    told = words if isinstance(words, dict) else {}
    apart = [
        f"{name}.{key}"
        for name in _READERS
        for key in parted(schema(name), _below(told.get(name), "fields"))
    ]
    apart += sorted(set(told) ^ set(_READERS))
    if apart:
        raise Blocked(
            f"Kata untuk penyunting dan kunci berkas tidak sama: {', '.join(apart)}.",
            where=f"site/{FOLDER}/{WORDS}",
            remedy="Tambahkan label untuk kunci itu, atau hapus kata untuk kunci yang tidak ada.",
        )
    return told


def parted(fields: Sequence[Field], words: Words, above: str = "") -> Iterator[str]:
    """Keys without words, and words for no key. What nobody chooses needs none."""
    keys = {field.key: field for field in fields if field.kind is not Kind.FIXED}
    yield from (f"{above}{key}" for key in sorted(keys.keys() ^ words.keys()))
    for key in keys.keys() & words.keys():
        if keys[key].fields and words[key] is not None:
            below = _below(words[key], "fields")
            yield from parted(keys[key].fields, below, f"{above}{key}.")


def configuration(
    content: Content, words: Mapping[str, Words], *, repository: str, site_url: str
) -> Shape:
    """What Sveltia CMS reads. A proposal is a draft pull request; nothing here can publish it."""
    return {
        "backend": {
            "name": "github",
            "repo": repository,
            "branch": "main",
            "auth_methods": ["token"],
            "commit_messages": {
                "create": "konsep: {{slug}}",
                "update": "suntingan: {{slug}}",
                "delete": "hapus: {{slug}}",
                "uploadMedia": "gambar: {{path}}",
                "deleteMedia": "hapus gambar: {{path}}",
            },
        },
        "publish_mode": "editorial_workflow",
        "site_url": site_url,
        "display_url": site_url,
        "app_title": "Penyunting redaksi",
        "logo": {"src": "../lambang.svg"},
        "show_preview_links": False,
        "editor": {"preview": False},
        "media_folder": f"content/{_ITEMS}",
        "public_folder": "",
        "media_libraries": {
            "default": {"config": {"slugify_filename": True, "max_file_size": 10_000_000}},
            "stock_assets": {"providers": []},
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "lowercase": True, "maxlength": 70},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double"}},
        "collections": [
            *(_series(one, content, words[_ITEMS]) for one in content.series.values()),
            *(
                _collection(name, content, words[name], {"name": name})
                for name in _READERS
                if name != _ITEMS
            ),
        ],
    }


def _series(series: Series, content: Content, words: Words) -> Shape:
    """One collection per series: the same folder, seen through the series' key."""
    told = _below(words, "fields")
    chosen = next(key for key in told if _below(told, key).get("from") == "series")
    head: Shape = {
        "name": f"{_ITEMS}-{series.id}",
        "label": series.name,
        "label_singular": series.name,
        "description": series.description,
        "filter": {"field": chosen, "value": series.id},
    }
    made = _collection(_ITEMS, content, words, head, series=series.id)
    if series.skeleton:
        made["fields"][-1]["default"] = series.skeleton  # type: ignore[index]  # a list of ours
    return made


def _collection(name: str, content: Content, words: Words, head: Shape, series: str = "") -> Shape:
    keys = {field.key: field for field in schema(name)}
    told = _below(words, "fields")
    fields: list[Shape] = [
        {"name": field.key, "widget": "hidden", "default": field.low}
        for field in keys.values()
        if field.kind is Kind.FIXED
    ]
    fields += [
        shape(keys[key], _below(told, key), content, series)
        for key in told
        if told[key] is not None  # not shown: Sveltia keeps what stands in the file
    ]
    body: Shape = {
        "name": "body",
        "widget": "richtext",
        "required": False,
        "buttons": _BUTTONS,
        "editor_components": [],
        "linked_images": False,
    }
    return {
        **head,
        **{key: value for key, value in words.items() if key not in {"fields", "body"}},
        "format": "yaml-frontmatter",
        "create": True,
        "delete": False,
        "duplicate": False,
        "publish": False,  # the approval is the merge
        "fields": [*fields, body | dict(_below(words, "body"))],
    }


def shape(field: Field, words: Words, content: Content, series: str = "") -> Shape:
    """One field as Sveltia shows it: what the reader demands, then our words."""
    source = words.get("from")
    if source == "series":
        return {"name": field.key, "widget": "hidden", "default": series}
    made: Shape = {"name": field.key, "required": field.required, **_widget(field)}
    channels = content.channels.channels if content.channels else ()
    if source == "channels":
        options = [{"label": one.label, "value": one.id} for one in channels]
        made |= {"widget": "select", "multiple": True, "options": options}
        made.pop("field", None)
    elif field.kind is Kind.NAMED_TEXTS:
        made["fields"] = [
            {
                "name": one.id,
                "label": one.label,
                "widget": "text",
                "required": False,
                "maxlength": field.limit,
            }
            for one in channels
        ]
    elif field.fields:
        told = _below(words, "fields")
        below = {one.key: one for one in field.fields}
        made["fields"] = [
            shape(below[key], _below(told, key), content) for key in told if told[key] is not None
        ]
    made |= {key: value for key, value in words.items() if key not in {"from", "fields"}}
    if made["widget"] in {"relation", "image"}:  # they choose, and letters are not counted
        for key in ("maxlength", "pattern", "field"):
            made.pop(key, None)
    return made


def _widget(field: Field) -> Shape:
    """What the reader demands of the value, in Sveltia's words."""
    match field.kind:
        case Kind.TEXT | Kind.LINES:
            widget = "text" if field.kind is Kind.LINES else "string"
            return {"widget": widget, "maxlength": field.limit, **_pattern(field)}
        case Kind.TEXTS:
            one = {"name": "satu", "label": "Isian", "widget": "string", "maxlength": field.limit}
            return {"widget": "list", "max": field.most, "field": one | _pattern(field)}
        case Kind.NUMBER:
            limits = {"value_type": "int", "min": field.low, "max": field.high}
            return {"widget": "number", **limits}
        case Kind.SHARES:
            one = {"name": "satu", "label": "Angka", "widget": "number", "value_type": "float"}
            one |= {"min": field.low, "max": field.high, "step": 0.01}
            return {"widget": "list", "min": 2, "max": 2, "field": one}
        case Kind.FLAG:
            return {"widget": "boolean", "default": False}
        case Kind.DAY:
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case Kind.MOMENT:
            # A format of its own makes Sveltia hang where the browser's time zone is another.
            return {"widget": "datetime", "input_timezone": "Asia/Makassar"}
        case Kind.CHOICE | Kind.CHOICES:
            options = [{"label": _words_of(value), "value": value} for value in field.choices]
            several = {"multiple": True} if field.kind is Kind.CHOICES else {}
            return {"widget": "select", "options": options, **several}
        case Kind.MAPPINGS:
            return {"widget": "list", "max": field.most}
        case _:
            return {"widget": "object", "collapsed": True}


def _pattern(field: Field) -> Shape:
    if not field.like:
        return {}
    advice = f"Tidak sesuai bentuk; tulis seperti {field.example}"
    return {"pattern": [f"^(?:{field.like})$", advice]}


def _words_of(value: str) -> str:
    """An enum's value as a person reads it: "Sekretaris redaksi"."""
    return value.replace("-", " ").capitalize()


def _below(words: object, key: str) -> Words:
    value = words.get(key) if isinstance(words, dict) else None
    return value if isinstance(value, dict) else {}
