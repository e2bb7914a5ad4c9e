"""The mock servers behind real HTTP: thin modules that translate; ``callbook.service`` does what they say."""
