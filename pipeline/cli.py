"""Cli: calls what was typed and picks the exit code. The only place that knows exit codes.

0 done, 1 something an editor can mend, 2 something the operator can mend, 3 a bug, 130 interrupted.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from pipeline.core.findings import Blocked
from pipeline.verbs import parser

_ALONE = frozenset(
    {"build", "documents", "run", "verify", "rehearse", "preview", "archive", "report"}
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; findings, trouble and bugs are told apart here."""
    typed = parser().parse_args(argv)
    # A log shows each line when it is said, in its place among the technical causes beside it.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    try:
        code = _carry_out(typed, _root())
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read the lines has gone: `redaksi check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 130
    except Blocked as trouble:
        told = [f"Terhenti: {trouble.what}"]
        told += [f"  Di mana: {trouble.where}"] if trouble.where else []
        told += [f"  Yang dapat dilakukan: {trouble.remedy}"] if trouble.remedy else []
        print("\n".join(told), file=sys.stderr)
        _show_in_ci(told)
        return 2
    except KeyboardInterrupt:
        print("\nDihentikan. Jalankan lagi perintah yang sama untuk meneruskan.", file=sys.stderr)
        return 130
    except Exception as trouble:  # a bug may be loud: the office sends it to the developers
        import traceback  # late, as the next: nothing but trouble needs them

        from pipeline.installing import explain

        if isinstance(trouble, OSError) and (said := explain(trouble)):
            print(f"Terhenti: {said}", file=sys.stderr)
            return 2
        traceback.print_exc()
        print(
            "\nIni kesalahan program, bukan kesalahan Anda; tidak ada yang hilang. "
            "Kirim tulisan di atas kepada pengembang.",
            file=sys.stderr,
        )
        return 3


def _show_in_ci(told: list[str]) -> None:
    """Put what stopped a CI run on the run's own page."""
    from pipeline.edge.files import append
    from pipeline.edge.settings import read_settings

    if page := read_settings().summary:
        append(page, "\n".join(["## Redaksi JDIH", "", *(f"    {line}" for line in told), ""]))


def _carry_out(typed: argparse.Namespace, root: Path) -> int:
    """Go through with a verb; those that write the page and the cards do so alone."""
    if typed.verb not in _ALONE or getattr(typed, "dry_run", False):
        return _call(typed, root)
    from pipeline.edge.alone import alone
    from pipeline.workplace import HOME

    with alone(HOME / "build"):
        return _call(typed, root)


def _call(typed: argparse.Namespace, root: Path) -> int:
    """What each verb calls. Imported late: no verb waits for what only others need."""
    match typed.verb:
        case "check":
            from pipeline import inspecting

            return inspecting.check(
                root, typed.item, typed.revision, links=typed.links, form=typed.form
            )
        case "draw" if typed.shard or typed.join:
            from pipeline import sharding

            return (
                sharding.draw_shard(root, typed.shard)
                if typed.shard
                else sharding.join_shards(root)
            )
        case "draw" if typed.kind:
            from pipeline import sketching

            return sketching.draw_as(root, typed.item, typed.kind)
        case "draw":
            from pipeline import drawing

            return drawing.draw(root, typed.item)
        case "reread":
            from pipeline import rereads

            return rereads.reread(root, typed.item, typed.answer, typed.fault)
        case "new":
            from pipeline import starting

            return starting.new(root, typed.kind, typed.name)
        case "setup" if typed.part == "office":
            from pipeline import founding

            return founding.setup_office(root)
        case "setup":
            from pipeline import setting_up

            return setting_up.setup_github(root, typed.repository)
        case "preview":
            from pipeline import previewing

            return previewing.preview(root, typed.folder, typed.number)
        case "comment":
            from pipeline import commenting

            return commenting.comment(root, typed.number, typed.folder, typed.page)
        case "doctor":
            from pipeline import doctoring

            return doctoring.doctor(root)
        case "run":
            from pipeline import running

            return running.run(root, dry_run=typed.dry_run)
        case "status":
            from pipeline import listing

            return listing.status(root, typed.item)
        case "plan":
            from pipeline import planning

            return planning.plan(root)
        case "documents":
            from pipeline import documents

            return documents.documents(root, typed.items, every=typed.all)
        case "remind":
            from pipeline import reminders

            return reminders.remind(root)
        case "review":
            from pipeline import reviewing

            return reviewing.review(root)
        case "stop":
            from pipeline import stops

            return stops.stop(root, typed.channel)
        case "intake":
            from pipeline import intake

            return intake.intake(root, typed.number, record=typed.record)
        case "order":
            from pipeline import orders

            return orders.order(root, typed.items)
        case "verify":
            from pipeline import verifying

            return verifying.verify(root)
        case "archive" if typed.verify:
            from pipeline import archiving

            return archiving.verify_archives(root, typed.item, typed.since)
        case "archive":
            from pipeline import archiving

            return archiving.archive(root, typed.item, typed.since, typed.everything)
        case "report":
            from pipeline import reports

            return reports.report(root, typed.period)
        case "reach":
            from pipeline import reaching

            return reaching.reach(root, typed.files)
        case "due":
            from pipeline import scheduling

            return scheduling.due(root)
        case "rehearse":
            from pipeline import rehearsal

            return rehearsal.rehearse(root)
        case _:
            return _command(typed, root)


def _command(typed: argparse.Namespace, root: Path) -> int:
    """The verbs that gather all of it. The parser lets no other word through."""
    from pipeline import commands

    match typed.verb:
        case "build":
            return commands.build(root)
        case "serve":
            return commands.serve(root, typed.port)
        case "confirm":
            return commands.confirm(root, typed.item, typed.channel, typed.url)
        case "settle":
            posted = typed.answer == "ada"  # else tidak-ada, or --not-posted
            return commands.settle(root, typed.item, typed.channel, posted, typed.url)
        case _:
            return commands.deploy(root, typed.artifact)


_MARKS = (".git", "mkdocs.yml")  # a proposal laid out as data has only the first


def _root() -> Path:
    """The repository this was typed in, from whichever folder of it."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "content").is_dir() and any((folder / name).exists() for name in _MARKS):
            return folder
    raise Blocked(
        "folder ini bukan bagian dari Redaksi JDIH",
        where=str(here),
        remedy="pindah dahulu ke folder yang berisi folder content",
    )
