"""What a piece of work cost: a machine that others use, too, is judged by its processor."""

import resource
import sys
import time


class Watch:
    """Wall clock, time of the processor (children too) and the most memory so far."""

    def __init__(self) -> None:
        self.began, self.worked = time.perf_counter(), self.cpu()

    @staticmethod
    def cpu() -> float:
        mine, theirs = (
            resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime

    def tell(self, what: str) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        wall, cpu = time.perf_counter() - self.began, self.cpu() - self.worked
        sys.stdout.write(f"{what}: {wall:.2f} s ({cpu:.2f} s CPU), peak {peak} MB\n")
