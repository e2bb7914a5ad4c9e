"""What a run leaves: recordings, pictures of them, the event stream of the scenarios, and the report."""
