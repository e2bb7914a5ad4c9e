"""A team's own configuration and desktop: who plays whom, what cannot hold, what is done otherwise.

Nothing here is for import from outside.
"""

__all__: list[str] = []
