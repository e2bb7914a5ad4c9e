"""The vendor's own client library, unmodified, against Callbook: ``make vendor-client``."""
