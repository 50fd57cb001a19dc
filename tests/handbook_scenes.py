"""What the hand-books show: the tool's own screens, of a small office on a certain day.

Everything in a scene is the tool's own output, except the plain ground around a form or a comment:
how GitHub draws its page is not ours to promise.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape
from pathlib import Path
from threading import Thread
from typing import Any

import yaml
from markdown_it import MarkdownIt
from playwright.sync_api import Page

from pipeline.beside import shell, side_of
from pipeline.core import checks
from pipeline.core.checks.drafts import DRAFTS
from pipeline.core.checks.writing import sound_language
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Gate
from pipeline.core.model import WITA, Item, Role
from pipeline.core.progress import State, StepRecord
from pipeline.core.proposals import Preview
from pipeline.core.proposals_steps import Waiting
from pipeline.core.status_matter import Mark, Matter, Status
from pipeline.desk import open_desk
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.disk import read_content
from pipeline.edge.editor import program
from pipeline.edge.preview_server import DESK, Screen, open_server
from pipeline.pouring import build_site
from pipeline.previewing import draft_of, worded
from pipeline.render.cards import Drawn, draw_all
from pipeline.render.contact import contact_sheet
from pipeline.render.edition import Edition
from pipeline.render.editor import CONFIG
from pipeline.render.house import read_brand
from pipeline.render.kit import write_kits
from pipeline.render.pages import write_site
from pipeline.render.pages_team import team_folder
from pipeline.render.remark import Remark, body
from tests.core.test_control_card import card as control_card
from tests.demo import DEMO
from tests.editions import ROOT, SITE
from tests.render.test_editor_in_browser import SOWN
from tests.render.test_editor_in_browser import office as office_files
from tests.screenshots import serving

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
DAY = datetime(2026, 11, 25, 9, tzinfo=WITA)
RIGHTS, ANSWER = "2026-10-pojok-jdih-hak-atas-informasi", "2026-10-tahukah-kamu-sepuluh-hari-kerja"
EDITOR, CHIEF = ("Muhammad Baso Rewata",), ("Andi Tenriawaru Palallo",)
PRODUCER, PUBLISHER = ("Besse Nurwahida Sompa",), ("Ambo Rasyid Panyili",)
WHO = dict(
    zip(
        "123456789",
        (CHIEF, EDITOR, EDITOR, PRODUCER, EDITOR, EDITOR, CHIEF, EDITOR, PUBLISHER),
        strict=True,
    )
)
PHONE, LAPTOP = 390, 1180
PROGRAM = program(ROOT)  # the browser editor's, where Node was at hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One picture: where it is taken, how large, and from which part on."""

    address: str
    width: int = PHONE
    height: int = 700  # at most; a shorter part is shown whole
    part: str = "body"
    prepare: Callable[[Page], None] | None = None  # what a person does before it looks like this


@contextmanager
def scenes(folder: Path) -> Iterator[Mapping[str, Scene]]:
    """The office laid out in ``folder`` and served, with every scene by its picture's name."""
    office = _office(read_content(DEMO))
    drawn = draw_all(
        office.items.values(), content=office, root=DEMO, site=SITE, out=folder / "kartu"
    )
    shown = _edition(office, drawn)
    _lay_out(folder, shown, drawn)
    with serving(folder / "build" / "site") as site, _desk(folder, office, drawn) as desk:
        forms = {f"formulir-{path.stem}" for path in FORMS.glob("*.yml") if path.stem != "config"}
        yield {
            **{name: Scene(address=f"{site}/{name}.html") for name in sorted(forms)},
            "komentar": Scene(address=f"{site}/komentar.html", height=1000),
            "halaman-tim": Scene(
                address=f"{site}/{team_folder(shown.site_url)}/", part=".page", height=800
            ),
            "kartu-kendali": Scene(
                address=f"{site}/{team_folder(shown.site_url)}/",
                part='[aria-labelledby="kendali"] details',
                height=900,
                prepare=_unfold,
            ),
            "paket": Scene(address=f"{site}/paket.html", part="#instagram", height=800),
            "meja-tulis": Scene(
                address=f"{desk}{DESK}?konten={RIGHTS}",
                width=LAPTOP,
                height=760,
                prepare=_both_sides,
            ),
            **(
                {
                    "penyunting": Scene(
                        address=f"{site}/lambang.svg", width=LAPTOP, height=760, prepare=_new_item
                    )
                }
                if PROGRAM
                else {}
            ),
        }


def _unfold(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def _both_sides(page: Page) -> None:
    page.locator("aside h2").first.wait_for()
    page.frame_locator("iframe").locator("h1").wait_for()


def _new_item(page: Page) -> None:
    """Sign in to the editor's own test store and begin an item."""
    page.evaluate(SOWN, office_files())
    page.goto(page.url.replace("lambang.svg", "admin/"))
    page.get_by_role("button", name="Work with Test Repository").click()
    page.get_by_role("button", name="New").click()
    page.locator('section[data-key-path="dasar_hukum"]').wait_for()


def _office(whole: Content) -> Content:
    """Two of its items are enough, and neither is an example."""
    items = {name: replace(whole.items[name], demo=False) for name in (RIGHTS, ANSWER)}
    return replace(whole, items=items)


def _edition(office: Content, drawn: Drawn) -> Edition:
    done = control_card()
    steps = (
        replace(one, record=replace(one.record, who=WHO[one.record.step[0]])) for one in done.steps
    )
    done = replace(done, item=office.items[RIGHTS], steps=tuple(steps))
    return Edition(
        content=office,
        cards=drawn.cards,
        published={RIGHTS: datetime(2026, 11, 20, 9, tzinfo=WITA)},
        repository="kantor/redaksi",
        program=PROGRAM,
        status=Status(at=DAY, matters=_matters(office.items[RIGHTS]), finished=1, imported=0),
        control=(done,),
        now=DAY,
    )


def _matters(posted: Item) -> tuple[Matter, ...]:
    """One item in each hand: late, in time, and to be confirmed."""
    return (
        Matter(
            subject="2026-11-saksi-pemilu",
            title="",
            step="4",
            roles=(Role.PRODUCER,),
            people=PRODUCER,
            since=date(2026, 11, 19),
            used=3,
            limit=2,
            due=date(2026, 11, 23),
            late=2,
        ),
        Matter(
            subject=ANSWER,
            title="",
            step="7",
            roles=(Role.EDITOR_IN_CHIEF, Role.DEPUTY),
            people=CHIEF,
            since=date(2026, 11, 24),
            used=1,
        ),
        Matter(
            subject=posted.id,
            title=posted.title,
            step="9a",
            mark=Mark.WAITING,
            roles=(Role.PUBLISHER,),
            people=PUBLISHER,
            note="menunggu konfirmasi: instagram",
        ),
    )


def _lay_out(folder: Path, shown: Edition, drawn: Drawn) -> None:
    """The site, and beside it the forms, the comment and the kit as files of their own."""
    for name in ("mkdocs.yml", "site", "pipeline"):
        (folder / name).symlink_to(ROOT / name)
    colours = read_brand(SITE)[0].palette
    write_site(shown, docs=folder / "build" / "docs", site_dir=SITE, colours=colours)
    build_site(folder)
    if PROGRAM:
        _on_test_store(folder / "build" / "site" / "admin" / CONFIG)
    site, office = folder / "build" / "site", shown.content
    for path in FORMS.glob("*.yml"):
        if path.stem != "config":
            form = yaml.safe_load(path.read_text(encoding="utf-8"))
            (site / f"formulir-{path.stem}.html").write_text(_form(form), encoding="utf-8")
    sheet = contact_sheet(drawn.cards[RIGHTS])
    (site / "lembar.jpg").write_bytes(sheet)
    (site / "komentar.html").write_text(_comment(office, drawn, folder), encoding="utf-8")
    posts, _ = worded(open_desk(DEMO), [office.items[RIGHTS]], office, drawn)
    write_kits(
        posts.values(),
        content=office,
        site_dir=SITE,
        out=folder / "paket",
        docs=folder / "kosong",
        day=DAY.date(),
        form="https://github.com/kantor/redaksi/issues/new?template=konfirmasi.yml",
    )
    kit = folder / "paket" / RIGHTS
    for path in kit.rglob("*"):
        if path.is_file():
            name = "paket.html" if path.name == "index.html" else path.relative_to(kit).as_posix()
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(path.read_bytes())


def _on_test_store(config: Path) -> None:
    """The editor keeps what is written in the browser itself, and asks nobody for a token."""
    told = json.loads(config.read_text(encoding="utf-8"))
    config.write_text(json.dumps(told | {"backend": {"name": "test-repo"}}), encoding="utf-8")


@contextmanager
def _desk(folder: Path, office: Content, drawn: Drawn) -> Iterator[str]:
    """The preview's own server, with an item that has something to mend."""
    screen = Screen(site=folder / "build" / "site", cards=folder / "kartu", shell=shell(SITE))
    screen.show_beside(RIGHTS, side_of(open_desk(DEMO), office, drawn, _slips(office, folder)))
    screen.show(())
    server = open_server(screen, 0)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        screen.close()
        server.shutdown()
        server.server_close()
        thread.join()


def _slips(office: Content, folder: Path) -> list[Finding]:
    """What the tool says of this item once a word is misspelt and a basis is gone."""
    item = office.items[RIGHTS]
    worse = replace(item, body=f"{item.body}\n\nSilahkan bertanya.", disposisi="2026-999")
    language = sound_language(Dictionary(folder / "kata.json"))
    found = checks.run_checks(
        replace(office, items={RIGHTS: worse}), Gate.HANDOVER, also=[*DRAFTS, language]
    )
    return [one for one in found if RIGHTS in one.where]


def _comment(office: Content, drawn: Drawn, folder: Path) -> str:
    item = office.items[RIGHTS]
    posts, _ = worded(open_desk(DEMO), [item], office, drawn)
    draft = draft_of(item, office, drawn, posts)
    remark = Remark(
        preview=Preview(drafts=(draft,), findings=tuple(_slips(office, folder))),
        repository="https://github.com/kantor/redaksi",
        head="3d3c42e5aac5ba805825da76410c181273ba90b1",
        pictures={RIGHTS: "lembar.jpg"},
        page="https://github.com/kantor/redaksi/pratinjau",
        waiting=Waiting(who=EDITOR, what="menyunting (langkah 5)"),
        steps={
            RIGHTS: (
                StepRecord(
                    step="4",
                    state=State.DONE,
                    who=PRODUCER,
                    day=date(2026, 11, 24),
                ),
                StepRecord(step="5", state=State.OPEN, due=date(2026, 11, 26)),
            )
        },
    )
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(body(remark))
    return _PAGE.format(title="Komentar", body=f'<article class="comment">{html}</article>')


def _form(form: Mapping[str, Any]) -> str:
    """A form with its own words, in the order in which a phone shows them."""
    parts = [f"<h1>{escape(form['name'])}</h1>"]
    for field in form["body"]:
        about = field["attributes"]
        if field["type"] == "markdown":
            parts.append(MarkdownIt().render(about["value"]))
            continue
        star = " <i>*</i>" if field.get("validations", {}).get("required") else ""
        parts.append(f"<h2>{escape(about['label'])}{star}</h2>")
        if about.get("description"):
            parts.append(MarkdownIt().render(about["description"]))
        parts.append(_ANSWERS[field["type"]](about))
    return _PAGE.format(title=escape(form["name"]), body=f"<form>{''.join(parts)}</form>")


_Answer = Callable[[Mapping[str, Any]], str]
_ANSWERS: Mapping[str, _Answer] = {
    "input": lambda about: f'<div class="box">{escape(about.get("placeholder", ""))}&nbsp;</div>',
    "textarea": lambda about: (
        f'<div class="box tall">{escape(about.get("placeholder", ""))}&nbsp;</div>'
    ),
    "dropdown": lambda about: (
        f'<div class="box">{escape(about["options"][0])}<b aria-hidden="true">▾</b></div>'
    ),
    "checkboxes": lambda about: "".join(
        f'<p class="tick">{escape(one["label"])}</p>' for one in about["options"]
    ),
}

_PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
<style>
body{{margin:0;padding:16px;background:#f6f8fa;color:#1f2328;font:15px/1.5 system-ui,sans-serif}}
form,.comment{{background:#fff;border:1px solid #d1d9e0;border-radius:6px;padding:14px 16px}}
h1{{font-size:20px;margin:0 0 10px;line-height:1.3}}
form h2{{font-size:14px;margin:16px 0 2px}} form h2 i{{color:#cf222e;font-style:normal}}
form p{{color:#59636e;font-size:13px;margin:0 0 4px}} form .tick{{color:inherit}}
form .tick::before{{content:"";display:inline-block;width:13px;height:13px;border:1px solid #818b98;
border-radius:3px;margin-right:8px;vertical-align:-2px}}
.box{{border:1px solid #d1d9e0;border-radius:6px;padding:6px 10px;color:#818b98;
white-space:pre-wrap;display:flex;justify-content:space-between}} .tall{{min-height:64px}}
.comment h2{{font-size:19px;border-bottom:1px solid #d1d9e0;padding-bottom:6px;margin:0 0 12px}}
.comment h3{{font-size:16px;margin:18px 0 8px}} .comment img{{max-width:100%;border-radius:4px}}
.comment a{{color:#0969da}} .comment ul{{padding-left:20px}}
.comment code{{background:#818b981f;border-radius:6px;padding:2px 5px;font-size:85%}}
.comment summary{{padding:3px 0}} table{{border-collapse:collapse}}
td,th{{border:1px solid #d1d9e0;padding:4px 10px;text-align:left}}
</style></head><body>{body}</body></html>
"""
