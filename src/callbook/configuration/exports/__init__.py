"""Files in which other programs describe a contact centre: how each form is recognized, and what of it becomes what."""
