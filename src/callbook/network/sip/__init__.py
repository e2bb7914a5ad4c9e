"""Telephones by SIP: they register, ring when a call is made, and report what becomes of it (F3 to F6)."""
