"""Where the forge is found: in the environment, or not at all."""

from pipeline.edge.forge import connect
from pipeline.edge.settings import read_forge_access

CI = {"GITHUB_TOKEN": "rahasia-sekali", "GITHUB_REPOSITORY": "kpu/jdih", "GITHUB_ACTIONS": "true"}


def test_plain_git_where_no_forge_is_named() -> None:
    """A laptop has neither credential nor repository in its environment: nothing is asked."""
    assert connect(read_forge_access({})) is None
    assert connect(read_forge_access({"GITHUB_REPOSITORY": "kpu/jdih"})) is None


def test_credential_hides() -> None:
    """The credential shows itself in no printed value."""
    access = read_forge_access(CI)
    assert access

    assert "rahasia" not in repr(access) and access.login == "github-actions[bot]"
