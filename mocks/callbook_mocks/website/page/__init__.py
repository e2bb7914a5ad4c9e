"""The website's form as web pages: texts in, texts out; somebody else serves them by HTTP (E1)."""

from callbook_mocks.website.page.assets import ASSETS, CONTENT_SECURITY_POLICY, Asset
from callbook_mocks.website.page.fields import form_from
from callbook_mocks.website.page.pages import cancelled_page, confirmation_page, form_page, unavailable_page
from callbook_mocks.website.page.views import CancelledView, ConfirmationView, FormView, Site

__all__ = [
    "ASSETS",
    "CONTENT_SECURITY_POLICY",
    "Asset",
    "CancelledView",
    "ConfirmationView",
    "FormView",
    "Site",
    "cancelled_page",
    "confirmation_page",
    "form_from",
    "form_page",
    "unavailable_page",
]
