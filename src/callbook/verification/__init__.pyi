from .everywhere.outcome import Outcome as Outcome
from .everywhere.outcome import Played as Played
from .everywhere.space import Assignment as Assignment
from .everywhere.space import Space as Space
