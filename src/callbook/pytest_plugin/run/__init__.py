"""What happens while scenarios run: through which door, what is recorded, what a failure says.

Nothing here is for import from outside.
"""

__all__: list[str] = []
