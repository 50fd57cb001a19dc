"""The guide of an account, followed for every network against its server, ends with a sound key."""

import re
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.doctoring import examine
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret, read_settings
from pipeline.platforms import PLATFORMS
from tests.demo import DEMO
from tests.locked_house import desk_of
from tests.mastodon_server import MastodonServer
from tests.platforms.cases import CASES

GUIDE = (DEMO / "content" / "halaman" / "menyambungkan-akun.md").read_text("utf-8")
PARTS = {part.partition("\n")[0]: part for part in GUIDE.split("\n## ")[1:]}
NAMES = [name for name, platform in PLATFORMS.items() if platform.AUTOMATIC and platform.PUBLIC]
# Whose rights another section names, too: "seperti pada Facebook".
AS_ON = {"Instagram": ("Facebook",), "Cerita Instagram": ("Instagram", "Facebook")}


def channel(name: str, account: str) -> str:
    """A channel as the guide says it is written: its name over there, posted by the system."""
    label = PLATFORMS[name].LABEL
    server = ", alamat: https://mastodon.example" if name == "mastodon" else ""
    return (
        f"  - {{id: {name}, jaringan: {name}, cara: otomatis, nama: {label}, "
        f"akun: {account}{server}}}\n"
    )


def key_of_an_application(server: MastodonServer) -> Secret:
    """Mastodon's own way: an application with the scopes that the guide ticks, and its key."""
    scopes = re.findall(r"`((?:read|write):\w+)`", PARTS["Mastodon"])
    app = server.post("/api/v1/apps", client_name="Redaksi JDIH", scopes=" ".join(scopes))
    code = "mockcode_testuser"  # what mastodon_mock's page shows who grants it
    asked = {"grant_type": "authorization_code", "code": code, "client_id": app["client_id"]}
    return Secret(server.post("/oauth/token", **asked)["access_token"])


def test_the_guide_leads_to_a_key_that_the_doctor_calls_sound(
    request: pytest.FixtureRequest, tmp_path: Path, mastodon_server: MastodonServer
) -> None:
    """The secret's name is the guide's, and so is every right that the doctor wants to see."""
    told: list[str] = []
    with ExitStack() as opened:
        servers = {n: opened.enter_context(CASES[n].open(request, tmp_path)) for n in NAMES}
        secrets = {
            re.findall(r"REDAKSI_TOKEN_\w+", PARTS[PLATFORMS[name].LABEL])[0]: server.secret
            for name, server in servers.items()
        }
        secrets["REDAKSI_TOKEN_MASTODON"] = key_of_an_application(mastodon_server)
        settings = read_settings({name: one.reveal() for name, one in secrets.items()})
        desk = replace(
            desk_of(tmp_path / "kantor", told),
            connect=lambda one: sender(
                servers[one.network].url,
                settings.token(one.id),
                signing=PLATFORMS[one.network].SIGNING,
                account=one.account,
            ),
        )
        written = "".join(channel(name, servers[name].account) for name in NAMES)
        head = "skema: 1\nalamat_situs: https://jdih.example/\nnama_kantor: KPU\nkanal:\n"
        (desk.root / "content" / "kanal.yml").write_text(head + written, encoding="utf-8")
        told.clear()
        examine(desk, None, "")
    lines = {
        line.partition("kanal ")[2].partition(":")[0]: line for line in told if "kanal " in line
    }

    assert lines.keys() == set(NAMES)
    assert [
        line for line in lines.values() if "ok: " not in line or "boleh mengunggah" not in line
    ] == []
    for name, line in lines.items():
        label = PLATFORMS[name].LABEL
        text = "".join(PARTS[part] for part in (label, *AS_ON.get(label, ())))
        rights = re.search(r"\(izin: (.*?)\)", line)
        assert [one for one in (rights[1].split(", ") if rights else []) if one not in text] == []
        assert settings.token(name).reveal() not in "".join(told)
    assert "berlaku sampai 23-12-2026" in lines["threads"]
