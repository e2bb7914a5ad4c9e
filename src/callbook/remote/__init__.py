"""Servers behind a network, as a lab sees them: the doors ``responses`` and ``http``."""
