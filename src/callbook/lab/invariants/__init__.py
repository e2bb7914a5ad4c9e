"""What may be done to a lab, and what must hold of it, as data: a search takes both from here."""
