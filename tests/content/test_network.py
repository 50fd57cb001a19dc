"""The list of other members: official addresses alone, each once, by their front doors."""

import re
from urllib.parse import urlsplit

from pipeline.edge.disk import read_content
from tests.demo import DEMO

PAGE = read_content(DEMO).pages["jaringan-jdih"]
LINKS = re.findall(r"^- \[([^\]]+)\]\((https?://[^)]+)\)", PAGE.body, re.MULTILINE)


def test_addresses_are_those_of_the_state() -> None:
    """Under go.id, or the Constitutional Court's own; never http, never a page inside."""
    wrong = [
        address
        for _, address in LINKS
        if not re.fullmatch(r"https://(?:[a-z]+\.)*(?:go\.id|mkri\.id)/(?:[a-z]+/)*", address)
    ]

    assert wrong == []
    assert len({address for _, address in LINKS}) == len({name for name, _ in LINKS}) == len(LINKS)


def test_the_network_above_us_is_there() -> None:
    """The national network, our own centre and our province, each as a member of its kind."""
    hosts = {urlsplit(address).netloc + urlsplit(address).path for _, address in LINKS}

    assert {"jdihn.go.id/", "jdih.kpu.go.id/", "jdih.kpu.go.id/sulsel/"} <= hosts
