"""A small agent desktop for the Web Callback channel, served over HTTP.

The desktop is everything but ``adapter`` and what that one is made of (``conversation``, ``process``, ``translation``,
``refusals``, ``phrases``): it knows nothing of Callbook. ``python -m sample_desktop`` starts it.
"""
