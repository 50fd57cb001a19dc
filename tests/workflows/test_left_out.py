"""What happens below a job that was left out: on GitHub nothing, unless a job says otherwise.

Its own condition must ask for a state (`!cancelled()`), and then also for what it needs, or it
would run on a failure. Seen there: github.com/actions/runner/issues/2205.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.workflows.test_policy import FILES, load

Jobs = Mapping[str, Mapping[str, Any]]


def needed(body: Mapping[str, Any]) -> list[str]:
    needs = body.get("needs", [])
    return [needs] if isinstance(needs, str) else needs


def below(jobs: Jobs, job: str) -> bool:
    """Whether the job stands below one that runs although something before it may be left out."""
    return any(
        "cancelled()" in jobs[one].get("if", "") or below(jobs, one) for one in needed(jobs[job])
    )


def silent(jobs: Jobs) -> Iterator[str]:
    """Jobs that would never run, or run on a failure."""
    for job, body in jobs.items():
        said = body.get("if", "")
        for one in needed(body) if below(jobs, job) else ():
            asked = f"needs.{one}.result == 'success'", f"needs.{one}.outputs."
            if "!cancelled()" not in said or not any(ask in said for ask in asked):
                yield job


@pytest.mark.parametrize("file", FILES)
def test_every_job_says_what_it_needs(file: str) -> None:
    """A small office leaves the job `cards` out, and its page and posts go out all the same."""
    assert list(silent(load(file)["jobs"])) == []


@pytest.mark.parametrize("job", ["deploy", "post", "redeploy"])
@pytest.mark.parametrize("said", [None, "${{ !cancelled() }}", "${{ success() }}"])
def test_silence_is_heard(job: str, said: str | None) -> None:
    """Each of these conditions leaves the posting out for ever, or posts beside a failed page."""
    jobs = load("publish.yml")["jobs"]
    kept = {key: value for key, value in jobs[job].items() if key != "if"}

    assert list(silent({**jobs, job: kept | ({"if": said} if said else {})})) == [job]
