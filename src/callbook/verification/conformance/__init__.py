"""Real runs judged clause by clause: what a desktop asked of its servers, against what the model would have asked."""
