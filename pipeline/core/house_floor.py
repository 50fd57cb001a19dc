"""Core: what the ruleset files may never lose, whoever proposes to change them.

The files say what is applied; this says what they must still hold. Who wants to open a way round
the approval has to change both, and the test of this one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.core.house import Rules, covers

MAIN, LEDGER = "refs/heads/main", "refs/heads/ledger"
GITHUB_ACTIONS = 15368  # the app that runs workflows: a check by anybody else proves nothing
_APPROVERS = {"actor_id": None, "actor_type": "Team", "bypass_mode": "exempt"}
_REVIEWED = {
    "allowed_merge_methods": ["merge"],
    "dismiss_stale_reviews_on_push": True,
    "require_code_owner_review": True,
    "require_last_push_approval": True,
}


def weaknesses(rules: Mapping[str, Rules]) -> list[str]:
    """What the rulesets together leave open; nothing while main and ledger are shut."""
    strict = [one for one in rules.values() if not one.get("bypass_actors")]
    updates = [one for one in rules.values() if covers(one.get("bypass_actors", []), [_APPROVERS])]
    wanted: list[tuple[str, Sequence[Rules], str, str, Callable[[Rules], bool]]] = [
        ("main dapat dihapus", strict, MAIN, "deletion", _anything),
        ("riwayat main dapat ditulis ulang", strict, MAIN, "non_fast_forward", _anything),
        ("main dapat diubah tanpa usulan yang disetujui", strict, MAIN, "pull_request", _reviewed),
        ("usulan dapat digabungkan tanpa diperiksa", strict, MAIN, _CHECKS, _checked),
        ("bukan hanya pemred yang dapat menggabungkan", updates, MAIN, "update", _anything),
        ("catatan dapat dihapus", strict, LEDGER, "deletion", _anything),
        ("riwayat catatan dapat ditulis ulang", strict, LEDGER, "non_fast_forward", _anything),
    ]
    return [
        told
        for told, among, branch, kind, holds in wanted
        if not any(holds(parameters) for parameters in _found(among, branch, kind))
    ]


_CHECKS = "required_status_checks"


def _found(rules: Sequence[Rules], branch: str, kind: str) -> Iterator[Rules]:
    """The parameters of each rule of a kind that is in force for a branch."""
    names = {"ref_name": {"include": [branch], "exclude": []}}
    for one in rules:
        listed = one.get("rules")
        if one.get("enforcement") != "active" or not covers(one.get("conditions"), names):
            continue
        for rule in listed if isinstance(listed, list) else ():
            if isinstance(rule, Mapping) and rule.get("type") == kind:
                yield rule.get("parameters") or {}


def _anything(parameters: Rules) -> bool:
    return True


def _reviewed(parameters: Rules) -> bool:
    count = parameters.get("required_approving_review_count")
    return covers(parameters, _REVIEWED) and isinstance(count, int) and count >= 1


def _checked(parameters: Rules) -> bool:
    checks = parameters.get(_CHECKS)
    return bool(checks) and all(
        isinstance(check, Mapping) and check.get("integration_id") == GITHUB_ACTIONS
        for check in (checks if isinstance(checks, list) else [None])
    )
