"""Core: where each promise stands, folded from its acts. Never typed, always computed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pipeline.core.posting import SETTLING, Act, ActKind, Promise

# No round begins a call later than this after it made its intents ...
ROUND_SECONDS = 600
# ... so that an older intent without a result is certainly nobody's work any more.
IN_FLIGHT = timedelta(seconds=ROUND_SECONDS + 300)
# The clocks of two machines differ by less than this; a wider gap says that one of them is wrong.
CLOCK_SKEW = timedelta(minutes=5)


def key_holds(age: timedelta, seconds: int) -> bool:
    """Whether the network's own key, kept for so long, still prevents a second post.

    ``age`` is told by two clocks. Where it is less than nothing, nobody knows how old it is.
    """
    return seconds > 0 and -CLOCK_SKEW <= age < timedelta(seconds=seconds)


class Stage(StrEnum):
    OWED = "terutang"
    SETTLED = "selesai"
    DOUBTFUL = "tak-pasti"
    WAITING = "menunggu-orang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the ledger says about one promise."""

    stage: Stage
    attempt: int  # the last one tried; 0: none yet
    act: Act | None = None  # what put it there: receipt, hand-over, refusal, intent, lost answer
    intent: Act | None = None  # of a doubtful attempt
    answer_as: int = 0  # the attempt under which the answer to a doubt is recorded
    answered: bool = False  # a doubtful attempt whose run came to an end: nobody is calling now
    not_before: datetime | None = None  # the network asked to wait until then
    strikes: int = 0  # how often the network refused this very post

    def in_flight(self, now: datetime, is_over: Callable[[str], bool]) -> bool:
        """Whether another run may be calling at this moment; ``is_over`` says which have ended."""
        intent = self.intent
        if intent is None or self.answered or now - intent.at >= IN_FLIGHT:
            return False
        return not is_over(intent.extra.get("run", ""))


NOTHING_YET = Standing(stage=Stage.OWED, attempt=0)
_CLEAN = frozenset({ActKind.REFUSED, ActKind.NOT_POSTED})


def standings(acts: Iterable[Act]) -> dict[Promise, Standing]:
    """Fold the whole ledger; promises without acts are not in it (see NOTHING_YET)."""
    grouped: dict[Promise, list[Act]] = {}
    for act in acts:
        if act.channel:
            grouped.setdefault(act.promise, []).append(act)
    return {promise: standing(found) for promise, found in grouped.items()}


def standing(acts: Iterable[Act]) -> Standing:
    """Fold the acts of one promise.

    One receipt settles it for good. An attempt that is neither refused nor answered is doubtful,
    and stays so whatever later attempts say; only a receipt or a person ends that.
    """
    acts = sorted(acts, key=lambda act: (act.attempt, act.at))
    last = max((act.attempt for act in acts), default=0)
    receipt = next((act for act in acts if act.kind in SETTLING), None)
    if receipt:
        return Standing(stage=Stage.SETTLED, attempt=last, act=receipt)
    # A person who looked found no post at all, so every earlier attempt is answered too.
    cleared = max((act.attempt for act in acts if act.kind is ActKind.NOT_POSTED), default=0)
    strikes, refused = 0, None
    for number in sorted({act.attempt for act in acts if act.attempt > cleared}):
        attempt = {act.kind: act for act in acts if act.attempt == number}
        intent, unknown = attempt.get(ActKind.INTENT), attempt.get(ActKind.UNKNOWN)
        if unknown or (intent and not _CLEAN & attempt.keys()):
            return Standing(
                stage=Stage.DOUBTFUL,
                attempt=last,
                act=unknown or intent,
                intent=intent,
                # A damaged file may stand where the answer would: nothing is written over.
                answer_as=last + any("damaged" in act.extra for act in acts),
                answered=unknown is not None,
            )
        if handed_over := attempt.get(ActKind.HANDED_OVER):
            return Standing(stage=Stage.WAITING, attempt=last, act=handed_over)
        refused = attempt.get(ActKind.REFUSED)
        # Waiting, and what was never tried for lack of a key or a line, says nothing of the post.
        strikes += bool(refused and not refused.extra.keys() & {"wait_until", "untried"})
    not_before = _moment(refused.extra.get("wait_until", "")) if refused else None
    return Standing(
        stage=Stage.OWED, attempt=last, act=refused, not_before=not_before, strikes=strikes
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
