"""Pictures of what happened: one extraction, several renderers."""

from callbook.record.diagram.difference import ladder_diff_text
from callbook.record.diagram.ladder import text_ladder
from callbook.record.diagram.ladder_svg import ladder_diff_svg, ladder_svg
from callbook.record.diagram.mermaid import ladder_mermaid, state_mermaid
from callbook.record.diagram.picture import MermaidPicture, Picture
from callbook.record.diagram.side_by_side import side_by_side
from callbook.record.diagram.state_svg import coverage_svg, coverage_text, state_svg, state_text
from callbook.record.diagram.states import subjects_of, transitions_of, transitions_taken
from callbook.record.diagram.timeline import timeline_svg, timeline_text

__all__ = [
    "MermaidPicture",
    "Picture",
    "coverage_svg",
    "coverage_text",
    "ladder_diff_svg",
    "ladder_diff_text",
    "ladder_mermaid",
    "ladder_svg",
    "side_by_side",
    "state_mermaid",
    "state_svg",
    "state_text",
    "subjects_of",
    "text_ladder",
    "timeline_svg",
    "timeline_text",
    "transitions_of",
    "transitions_taken",
]
