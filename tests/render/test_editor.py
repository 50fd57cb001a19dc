"""The browser editor's form asks for what the readers ask for, in the office's words."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pipeline.core.findings import Blocked
from pipeline.core.schema import Kind
from pipeline.edge.disk import read_content
from pipeline.edge.editor import with_own_fonts
from pipeline.render.edition import Edition
from pipeline.render.editor import CONFIG, WORDS, editor_files, read_words, schema
from tests.demo import DEMO
from tests.editions import SITE

PROGRAM = {"penyunting.js": b"//", "huruf/a.woff2": b"x"}


def form() -> dict[str, dict[str, object]]:
    """The configuration's collections by name, as the sample office would get them."""
    edition = Edition(
        content=read_content(DEMO), cards={}, repository="kantor/redaksi", program=PROGRAM
    )
    told = json.loads(editor_files(edition, SITE)[f"admin/{CONFIG}"])
    assert told["publish_mode"] == "editorial_workflow"
    return {one["name"]: one for one in told["collections"]}


def fields(collection: dict[str, object]) -> dict[str, dict[str, object]]:
    listed = collection["fields"]
    assert isinstance(listed, list)
    return {field["name"]: field for field in listed}


def test_the_reader_says_what_is_required_and_how_long() -> None:
    """Limits, shapes and choices stand in the reader alone; the form takes them from there."""
    item, orders = fields(form()["konten-tahukah-kamu"]), fields(form()["disposisi"])
    by_key = {field.key: field for field in schema("konten")}

    assert (item["judul"]["required"], item["judul"]["maxlength"]) == (True, 700)
    assert (item["tagar"]["required"], item["tagar"]["max"]) == (False, 10)
    assert item["skema"] == {"name": "skema", "widget": "hidden", "default": 1}
    assert orders["nomor"]["pattern"][0] == "^(?:[0-9]{4}-[0-9]{3})$"  # type: ignore[index]
    assert [one["value"] for one in orders["kepada"]["options"]][0] == "pemimpin-redaksi"  # type: ignore[attr-defined]
    assert by_key["gambar"].kind is Kind.MAPPINGS
    assert [one.key for one in by_key["gambar"].fields] == ["berkas", "alt", "kredit", "fokus"]


def test_every_series_has_its_own_form_with_its_skeleton() -> None:
    """The series is chosen by opening its form, and its skeleton waits in the body."""
    content, collections = read_content(DEMO), form()
    one = collections["konten-tahukah-kamu"]

    assert [name for name in collections if name.startswith("konten-")] == [
        f"konten-{name}" for name in content.series
    ]
    assert one["filter"] == {"field": "rubrik", "value": "tahukah-kamu"}
    assert fields(one)["rubrik"]["default"] == "tahukah-kamu"
    assert fields(one)["body"]["default"] == content.series["tahukah-kamu"].skeleton


def test_nothing_in_the_editor_publishes() -> None:
    """The approval is the merge: no collection shows a control that merges or deletes."""
    assert {(one["publish"], one["delete"]) for one in form().values()} == {(False, False)}


def test_alternative_text_is_asked_for() -> None:
    """A picture without it is held later; the form asks for it at once, and for the focus."""
    pictures = {one["name"]: one for one in fields(form()["konten-kuis"])["gambar"]["fields"]}  # type: ignore[attr-defined]

    assert pictures["alt"]["required"] is True
    assert (pictures["fokus"]["min"], pictures["fokus"]["max"]) == (2, 2)
    assert (pictures["berkas"]["widget"], pictures["berkas"]["media_folder"]) == ("image", "")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda words: words["konten"]["fields"].pop("tagar"), "konten.tagar"),
        (lambda words: words["rapat"]["fields"].update(hadir={"label": "Hadir"}), "rapat.hadir"),
        (
            lambda words: words["konten"]["fields"]["gambar"]["fields"].pop("alt"),
            "konten.gambar.alt",
        ),
        (lambda words: words.pop("peraturan"), "peraturan"),
    ],
)
def test_form_and_reader_cannot_part(change: object, told: str, tmp_path: Path) -> None:
    """A key without words, or words for a key that no reader knows, stops the build."""
    words = yaml.safe_load((SITE / "admin" / WORDS).read_text(encoding="utf-8"))
    change(words)  # type: ignore[operator]
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / WORDS).write_text(yaml.safe_dump(words), encoding="utf-8")

    with pytest.raises(Blocked) as stopped:
        read_words(tmp_path)
    assert told in str(stopped.value)


def test_words_are_complete() -> None:
    """Every field that is shown has a name; a slip of YAML makes no empty option."""

    def slips(listed: list[dict[str, object]]) -> list[object]:
        found: list[object] = [
            one["name"] for one in listed if one["widget"] != "hidden" and not one.get("label")
        ]
        found += [one["name"] for one in listed if None in one.values()]
        for one in listed:
            found += slips(one.get("fields", []))  # type: ignore[arg-type]
        return found

    assert [slips(one["fields"]) for one in form().values() if slips(one["fields"])] == []  # type: ignore[arg-type]


def test_without_its_program_there_is_no_editor() -> None:
    """Without Node, or without a repository to propose to, nothing of it is published."""
    whole = Edition(
        content=read_content(DEMO), cards={}, repository="kantor/redaksi", program=PROGRAM
    )

    assert sorted(editor_files(whole, SITE)) == [
        "admin/config.yml",
        "admin/huruf/a.woff2",
        "admin/index.html",
        "admin/penyunting.js",
    ]
    assert editor_files(replace(whole, program={}), SITE) == {}
    assert editor_files(replace(whole, repository=""), SITE) == {}


def test_no_font_comes_from_elsewhere() -> None:
    """A program whose addresses are not the known ones is not published half replaced."""
    there = "https://cdn.jsdelivr.net/fontsource/fonts/"
    known = {"huruf@1/a.woff2": ("", "a.woff2")}

    assert with_own_fonts(f"url({there}huruf@1/a.woff2)\n//# sourceMappingURL=x", known) == (
        "url(huruf/a.woff2)\n"
    )
    for script in (f"url({there}huruf@2/a.woff2)", f"{there}huruf@1/a.woff2 {there}lain.woff2"):
        with pytest.raises(Blocked):
            with_own_fonts(script, known)
