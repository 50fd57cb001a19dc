"""A form as it was filled in: answers by heading, whatever else the text holds."""

from pipeline.core.filled import LARGEST, answers, ticked

HEADINGS = ("Judul", "Rubrik", "Isi")


def test_answers_stand_below_their_headings() -> None:
    """As GitHub writes it; what nobody answered is empty."""
    body = "### Judul\n\nSatu\n\n### Rubrik\n\n_No response_\n\n### Isi\n\nA\n\nB"

    assert answers(body, HEADINGS) == {"Judul": "Satu", "Rubrik": "", "Isi": "A\n\nB"}


def test_heading_in_an_answer_begins_nothing() -> None:
    """A title that is past, a heading of nobody's, a smaller one: all are text."""
    title = "Satu\n### Judul\nDua\n### Lain\n## Isi"
    body = f"### Judul\n\n{title}\n\n### Rubrik\n\nKuis\n\n### Isi\n\n### Judul"

    assert answers(body, HEADINGS) == {
        "Judul": title,
        "Rubrik": "Kuis",
        "Isi": "### Judul",
    }


def test_missing_and_strange_texts_give_empty_answers() -> None:
    """An issue that was no form, windows line ends, and a text beyond any form."""
    assert answers("halo", HEADINGS) == dict.fromkeys(HEADINGS, "")
    assert answers("### Isi\r\n\r\nA\r\n", HEADINGS)["Isi"] == "A"
    assert len(answers("### Isi\n\n" + "x" * 2 * LARGEST, HEADINGS)["Isi"]) < LARGEST


def test_ticked_boxes_are_read() -> None:
    """A tick is an x in brackets; nothing else is."""
    assert ticked("- [x] Satu\n- [ ] Dua\n- [X] Tiga\nlain") == ("Satu", "Tiga")
