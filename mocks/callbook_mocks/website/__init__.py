"""The company's website, where contacts ask to be called back (E1)."""

from callbook_mocks.website.form import CallbackForm
from callbook_mocks.website.rules import FormRules
from callbook_mocks.website.validation import FormRefused, validate
from callbook_mocks.website.website import Website
from callbook_mocks.website.wish import CallbackWish

__all__ = ["CallbackForm", "CallbackWish", "FormRefused", "FormRules", "Website", "validate"]
