"""A team's real configuration: read as far as it can be, with file and line of everything, and changed losslessly."""

from callbook.configuration.environment.changing import Change
from callbook.configuration.environment.environment import Doubled, Environment, read_environment

__all__ = ["Change", "Doubled", "Environment", "read_environment"]
