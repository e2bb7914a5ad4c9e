"""No steps, on purpose."""
