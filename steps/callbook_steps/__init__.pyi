from .callback_steps import in_hand as in_hand
from .in_words import InWords as InWords
from .modules import CHECK as CHECK
from .modules import STEP_MODULES as STEP_MODULES
from .phrases import phrase as phrase
from .spoken import CenterNames as CenterNames
from .spoken import Spoken as Spoken
from .stage import Stage as Stage
