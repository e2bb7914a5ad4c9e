"""The outside of the desktop: Interaction Server, voice switch, contacts, the company's website; plain objects."""
