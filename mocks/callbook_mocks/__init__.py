"""The outside of the desktop: Interaction Server, voice switch, contacts, the company's website; plain objects.

Each part is a package of its own; nothing is imported from here.
"""

__all__: list[str] = []
