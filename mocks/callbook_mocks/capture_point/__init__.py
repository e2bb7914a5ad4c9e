"""A mock Web Service Capture Point: SOAP in, SOAP out, and requests to Interaction Server in between (E1)."""

from callbook_mocks.capture_point.capture_point import CapturePoint
from callbook_mocks.capture_point.client import USUAL_DEFAULTS, DefaultValues
from callbook_mocks.capture_point.faults import Fault, Origin
from callbook_mocks.capture_point.markup import Tag, document
from callbook_mocks.capture_point.operations import NAMESPACE, OPERATIONS, Request

__all__ = [
    "NAMESPACE",
    "OPERATIONS",
    "USUAL_DEFAULTS",
    "CapturePoint",
    "DefaultValues",
    "Fault",
    "Origin",
    "Request",
    "Tag",
    "document",
]
