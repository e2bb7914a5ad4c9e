"""Makes recordings of logs anonymous: consistent pseudonyms by a key, and a search that finds whatever is left."""
