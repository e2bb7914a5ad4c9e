"""The outside of the desktop: Interaction Server, voice switch, contacts and the company's website, as plain objects."""
