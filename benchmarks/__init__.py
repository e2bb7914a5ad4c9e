"""Repeatable measurements of Callbook, as ratios against a named peer in one run: ``make bench``."""
