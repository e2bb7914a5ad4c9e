# What decides which worker runs which test: pytest-xdist brings no types.
