"""The company's website, where contacts ask to be called back (E1)."""

from callbook_mocks.website import callback_service, soap
from callbook_mocks.website.callback_service import Refusal, ServiceRefused
from callbook_mocks.website.form import CallbackForm, CallbackWish, FormRefused, FormRules
from callbook_mocks.website.page.pages import (
    ASSETS,
    CONTENT_SECURITY_POLICY,
    cancelled_page,
    confirmation_page,
    form_page,
    unavailable_page,
)
from callbook_mocks.website.page.views import CancelledView, ConfirmationView, FormView, Site, form_from
from callbook_mocks.website.soap import CONTENT_TYPE, SoapRefused
from callbook_mocks.website.website import Website, submission

__all__ = [
    "ASSETS",
    "CONTENT_SECURITY_POLICY",
    "CONTENT_TYPE",
    "CallbackForm",
    "CallbackWish",
    "CancelledView",
    "ConfirmationView",
    "FormRefused",
    "FormRules",
    "FormView",
    "Refusal",
    "ServiceRefused",
    "Site",
    "SoapRefused",
    "Website",
    "callback_service",
    "cancelled_page",
    "confirmation_page",
    "form_from",
    "form_page",
    "soap",
    "submission",
    "unavailable_page",
]
