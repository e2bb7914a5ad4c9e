"""Pictures of what happened: one extraction, several renderers."""

from callbook.diagram.difference import ladder_diff_text
from callbook.diagram.ladder import text_ladder
from callbook.diagram.ladder_svg import ladder_diff_svg, ladder_svg
from callbook.diagram.mermaid import ladder_mermaid, state_mermaid
from callbook.diagram.picture import MermaidPicture, Picture
from callbook.diagram.side_by_side import side_by_side
from callbook.diagram.state_svg import coverage_svg, coverage_text, state_svg, state_text
from callbook.diagram.states import path_of, subjects_of, transitions_taken
from callbook.diagram.timeline_svg import timeline_svg, timeline_text

__all__ = [
    "MermaidPicture",
    "Picture",
    "coverage_svg",
    "coverage_text",
    "ladder_diff_svg",
    "ladder_diff_text",
    "ladder_mermaid",
    "ladder_svg",
    "path_of",
    "side_by_side",
    "state_mermaid",
    "state_svg",
    "state_text",
    "subjects_of",
    "text_ladder",
    "timeline_svg",
    "timeline_text",
    "transitions_taken",
]
