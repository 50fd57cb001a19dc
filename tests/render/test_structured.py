"""What pages say of themselves to machines: types, addresses, and only what is known."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.core.instruments import Instrument, Link, Relation
from pipeline.core.model import Contact
from pipeline.render.edition import Edition
from pipeline.render.pages import site_files
from pipeline.render.structured import legislation
from tests.editions import SITE, edition, instrument, item

BASE = "https://jdih.example/kantor/"


def told(shown: Edition, name: str) -> list[dict[str, Any]]:
    """The JSON-LD graph of one page."""
    page = site_files(shown, site_dir=SITE, colours={})[name]
    assert isinstance(page, bytes)
    meta = yaml.safe_load(page.decode().split("---\n")[1])
    if "structured" not in meta:
        return []
    found: list[dict[str, Any]] = json.loads(meta["structured"])["@graph"]
    return found


def test_item_is_news_with_its_law(tmp_path: Path) -> None:
    """NewsArticle by the office, citing what the register holds, at the end of a way."""
    news, way = told(edition(tmp_path, item("2026-11-a", "Satu")), "konten/2026-11-a/index.md")

    assert (news["@type"], news["headline"]) == ("NewsArticle", "Satu")
    assert news["publisher"]["@type"] == "GovernmentOrganization"
    assert news["citation"][0] == {
        "@type": "Legislation",
        "name": "Undang-Undang Nomor 14 Tahun 2008",
        "url": f"{BASE}peraturan/uu-14-2008/",
    }
    assert [(step["position"], step["item"]) for step in way["itemListElement"]] == [
        (1, BASE),
        (2, f"{BASE}konten/"),
        (3, f"{BASE}konten/2026-11-a/"),
    ]


def test_demonstrations_claim_nothing(tmp_path: Path) -> None:
    """No machine reads an invented event as news."""
    shown = edition(tmp_path, item("2026-11-a", "Satu", demo=True))

    assert told(shown, "konten/2026-11-a/index.md") == []


def test_front_page_names_the_office(tmp_path: Path) -> None:
    """GovernmentOrganization with its address and its emblem."""
    (office,) = told(edition(tmp_path), "index.md")

    assert office["@type"] == "GovernmentOrganization"
    assert (office["name"], office["url"]) == ("KPU Kabupaten Pinrang", BASE)
    assert not {"email", "telephone", "address"} & office.keys()


def test_how_the_office_is_reached_is_told_where_known(tmp_path: Path) -> None:
    """What is not in kanal.yml is not claimed."""
    shown = edition(tmp_path)
    object.__setattr__(
        shown.content.channels, "contact", Contact(phone="0421 1", address="Jalan 1")
    )
    (office,) = told(shown, "index.md")

    assert (office["telephone"], office["address"]) == ("0421 1", "Jalan 1")
    assert "email" not in office


def of(tmp_path: Path, entry: Instrument, *others: Instrument) -> Mapping[str, Any]:
    shown = edition(tmp_path)
    register = {law.id: law for law in (entry, *others)}
    object.__setattr__(shown.content, "instruments", register)
    return legislation(shown, entry)


def test_changes_are_told_from_either_end(tmp_path: Path) -> None:
    """Who amends names the amended, also where only the amended entry says so."""
    new = instrument(
        "uu-7-2023",
        "7",
        2023,
        links=(Link(relation=Relation.REPEALS, target="Perpu Nomor 1 Tahun 2022"),),
    )
    old = instrument(
        "uu-7-2017", "7", 2017, links=(Link(relation=Relation.AMENDED_BY, target="uu-7-2023"),)
    )
    found = of(tmp_path, new, old)

    assert [law["url"] for law in found["legislationChanges"]] == [f"{BASE}peraturan/uu-7-2017/"]
    assert found["legislationRepeals"] == [
        {"@type": "Legislation", "name": "Perpu Nomor 1 Tahun 2022"}
    ]
    assert "legislationChanges" not in of(tmp_path, old, new)


def test_unverified_force_is_not_claimed(tmp_path: Path) -> None:
    """Silence, not "in force", where the office has not looked."""
    known = instrument("uu-1-2000", "1", 2000, in_force=False)

    assert "legislationLegalForce" not in of(tmp_path, instrument("uu-1-2000", "1", 2000))
    assert of(tmp_path, known)["legislationLegalForce"] == "https://schema.org/NotInForce"
