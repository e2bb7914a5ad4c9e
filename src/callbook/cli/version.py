"""The version, in a module that costs nothing to import: the metadata of an installed package take longer to read."""

VERSION = "0.1.0"
