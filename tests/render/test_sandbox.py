"""Designers' templates run in a sandbox, which judges every attribute, the second time too."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from pipeline.render.templates import open_templates


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    _file: str = "rahasia"


@pytest.mark.parametrize("asked", ["card._file", "card.__class__", "card.name.__class__.mro()"])
def test_what_is_private_is_refused_each_time(tmp_path: Path, asked: str) -> None:
    """What was allowed before (card.name) opens nothing else of the same value."""
    (tmp_path / "satu.j2").write_text("{{ card.name }}{{ card.name }}")
    (tmp_path / "dua.j2").write_text(f"{{{{ {asked} }}}}")
    render = open_templates(tmp_path, html=True)
    card = Card(name="<Kartu>")

    assert render("satu.j2", card=card) == "&lt;Kartu&gt;&lt;Kartu&gt;"
    for _ in range(2):
        with pytest.raises((SecurityError, UndefinedError)):
            render("dua.j2", card=card)


def test_a_texts_own_format_stays_in_the_sandbox(tmp_path: Path) -> None:
    """Whether the attribute held plain text before or not."""
    (tmp_path / "satu.j2").write_text("{{ it.tell }}")
    (tmp_path / "dua.j2").write_text("{{ it.tell(card) }}")
    render = open_templates(tmp_path, html=False)

    assert [render("satu.j2", it=SimpleNamespace(tell="kata")) for _ in range(2)] == ["kata"] * 2
    with pytest.raises(SecurityError):
        render("dua.j2", it=SimpleNamespace(tell="{0._file}".format), card=Card(name="x"))


def test_a_changed_template_is_seen_when_the_folder_is_opened_again(tmp_path: Path) -> None:
    """A designer who saves sees it in the next preview."""
    (tmp_path / "satu.j2").write_text("lama")
    assert open_templates(tmp_path, html=True)("satu.j2") == "lama"
    (tmp_path / "satu.j2").write_text("yang baru")

    assert open_templates(tmp_path, html=True)("satu.j2") == "yang baru"
