"""Pictures of what happened: one extraction, several renderers."""

from callbook.diagram.difference import NO_DIFFERENCE, Change, DiffRung, ladder_diff, ladder_diff_text
from callbook.diagram.extraction import Kind, Rung, actors_of, rungs, talking
from callbook.diagram.ladder import text_ladder
from callbook.diagram.ladder_svg import ladder_diff_svg, ladder_svg
from callbook.diagram.mermaid import ladder_mermaid, state_mermaid
from callbook.diagram.picture import MermaidPicture, Picture
from callbook.diagram.side_by_side import side_by_side
from callbook.diagram.state_svg import coverage_svg, coverage_text, state_svg, state_text
from callbook.diagram.states import path_of, subjects_of, transitions_taken
from callbook.diagram.timeline import Lane, Span, lanes_of
from callbook.diagram.timeline_svg import timeline_svg, timeline_text
from callbook.diagram.wording import described

__all__ = [
    "NO_DIFFERENCE",
    "Change",
    "DiffRung",
    "Kind",
    "Lane",
    "MermaidPicture",
    "Picture",
    "Rung",
    "Span",
    "actors_of",
    "coverage_svg",
    "coverage_text",
    "described",
    "ladder_diff",
    "ladder_diff_svg",
    "ladder_diff_text",
    "ladder_mermaid",
    "ladder_svg",
    "lanes_of",
    "path_of",
    "rungs",
    "side_by_side",
    "state_mermaid",
    "state_svg",
    "state_text",
    "subjects_of",
    "talking",
    "text_ladder",
    "timeline_svg",
    "timeline_text",
    "transitions_taken",
]
