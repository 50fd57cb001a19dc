"""Edge: asks many addresses whether anybody is there: hosts side by side, each one in peace."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from pipeline.core.addresses import host_of
from pipeline.core.wire import NoAnswer, NotSent, Response
from pipeline.edge.http import look

HOSTS_AT_ONCE = 8
PATIENCE = 3  # addresses in a row without any answer: then the host is left alone

Answers = dict[str, Response | str]  # a text: why there is no answer


def look_at(
    urls: Iterable[str], *, whole: bool = False, progress: Callable[[int, int], None]
) -> Answers:
    """Ask each address once; one that failed without an answer is asked a second time."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(host_of(url), []).append(url)
    total, answers = sum(map(len, hosts.values())), Answers()
    answers |= dict.fromkeys(hosts.pop("", ()), "bukan alamat yang dapat dibuka")

    def ask(group: list[str]) -> None:
        silent = 0
        for at, url in enumerate(group):
            if silent == PATIENCE:
                left = len(group) - at
                answers[url] = f"situsnya tidak menjawab; {left} alamat di sana tidak diperiksa"
                return
            answers[url] = answer = _ask(url, whole)
            silent = silent + 1 if isinstance(answer, str) else 0
            progress(len(answers), total)

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        list(pool.map(ask, hosts.values()))
    return answers


def _ask(url: str, whole: bool) -> Response | str:
    for again in (True, False):
        try:
            return look(url, whole=whole)
        except (NotSent, NoAnswer) as trouble:
            if not again:
                return str(trouble)
    raise AssertionError("two tries end in an answer or a reason")
