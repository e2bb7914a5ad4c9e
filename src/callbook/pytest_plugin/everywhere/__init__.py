"""Playing scenarios on every configuration: the plugin's part of `callbook everywhere`.

Nothing here is for import from outside.
"""

__all__: list[str] = []
