"""What is claimed of a run's journal, and whether it holds."""

__all__: list[str] = []
