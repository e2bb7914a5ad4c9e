"""Cucumber Messages: the event stream of a run, written as it goes and read by every report."""

from callbook.cucumber.documents import FeatureDocument, document_in, read_document
from callbook.cucumber.envelopes import Attachment, Envelope, Status
from callbook.cucumber.json_form import json_form
from callbook.cucumber.reading import STREAM_FILE, RanCase, RanStep, Stream, read_stream
from callbook.cucumber.told import CaseTold, DefinitionTold, FeatureRefused, StepTold, outcome_of
from callbook.cucumber.writing import StreamWriter

__all__ = [
    "STREAM_FILE",
    "Attachment",
    "CaseTold",
    "DefinitionTold",
    "Envelope",
    "FeatureDocument",
    "FeatureRefused",
    "RanCase",
    "RanStep",
    "Status",
    "StepTold",
    "Stream",
    "StreamWriter",
    "document_in",
    "json_form",
    "outcome_of",
    "read_document",
    "read_stream",
]
