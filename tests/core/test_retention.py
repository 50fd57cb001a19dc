"""How long an archive is kept: the office's rule, or that there is none."""

from datetime import date

from pipeline.core.reading_retention import read_retention
from pipeline.core.retention import Fate, Retention, is_over, kept_until, retention_text, rule_for
from pipeline.edge.yaml_doc import parse_yaml

WHERE = "content/retensi.yml"
GOOD = """skema: 1
retensi:
  - {rubrik: [berita-kegiatan], aktif: 1, inaktif: 2, nasib: musnah, dasar: JRA 1/2026}
  - {aktif: 2, inaktif: 3, nasib: permanen, dasar: JRA 1/2026}
"""
NEWS, OTHERS = (
    Retention(series=("berita-kegiatan",), active=1, inactive=2, fate=Fate.DESTROYED, basis="JRA"),
    Retention(series=(), active=2, inactive=3, fate=Fate.PERMANENT, basis="JRA"),
)


def test_rules_are_read_and_slips_told() -> None:
    """One for a series, one for all the others; years are never guessed."""
    doc, _ = parse_yaml(GOOD, WHERE)
    rules, told = read_retention(doc, WHERE)
    bad, _ = parse_yaml(GOOD.replace("{aktif: 2,", "{").replace("musnah", "bakar"), WHERE)

    assert told == []
    assert [(rule.series, rule.active, rule.fate) for rule in rules or ()] == [
        (("berita-kegiatan",), 1, Fate.DESTROYED),
        ((), 2, Fate.PERMANENT),
    ]
    assert [f.rule for f in read_retention(bad, WHERE)[1]] == ["pilihan-asing", "kunci-wajib"]


def test_the_rule_of_the_series_counts_first() -> None:
    """Whatever their order; without any rule it is said that none was set."""
    assert rule_for("berita-kegiatan", [OTHERS, NEWS]) == NEWS
    assert rule_for("tahukah-kamu", [NEWS, OTHERS]) == OTHERS
    assert rule_for("tahukah-kamu", [NEWS]) is None
    assert retention_text(None, date(2026, 11, 25)).startswith("belum ditetapkan")


def test_whose_time_is_over_is_told_by_the_tags() -> None:
    """From the day after; what is kept for ever, and tags that say nothing, never."""
    said = "masa simpannya berakhir 25 November 2029; dapat dimusnahkan dengan berita acara"

    assert is_over("2029-11-25", "musnah", date(2029, 11, 26)) == said
    assert is_over("2029-11-25", "musnah", date(2029, 11, 25)) == ""
    assert is_over("2029-11-25", "permanen", date(2099, 1, 1)) == ""
    assert is_over("", "", date(2099, 1, 1)) == is_over("x", "bakar", date(2099, 1, 1)) == ""


def test_years_count_from_the_last_record() -> None:
    """A leap day ends on the 28th."""
    assert kept_until(OTHERS, date(2026, 11, 25)) == date(2031, 11, 25)
    assert kept_until(NEWS, date(2028, 2, 29)) == date(2031, 2, 28)
    assert retention_text(NEWS, date(2026, 11, 25)) == (
        "1 tahun aktif dan 2 tahun inaktif, sampai 25 November 2029; "
        "sesudahnya dapat dimusnahkan dengan berita acara (JRA)"
    )
