"""A mock Web Service Capture Point: SOAP in, SOAP out, and requests to Interaction Server in between (E1)."""

from callbook_mocks.capture_point.answers import SoapAnswer
from callbook_mocks.capture_point.capture_point import CapturePoint
from callbook_mocks.capture_point.client import NO_OTHERS, DefaultValues
from callbook_mocks.capture_point.faults import CAPTURE_ERRORS, CaptureCode, Fault
from callbook_mocks.capture_point.operations import NAMESPACE

__all__ = [
    "CAPTURE_ERRORS",
    "NAMESPACE",
    "NO_OTHERS",
    "CaptureCode",
    "CapturePoint",
    "DefaultValues",
    "Fault",
    "SoapAnswer",
]
