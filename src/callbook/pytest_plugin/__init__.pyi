from .catalogue.definition import Definition as Definition
from .catalogue.editor import editor_definitions as editor_definitions
from .catalogue.entry import CatalogueEntry as CatalogueEntry
from .catalogue.listed import StepText as StepText
from .catalogue.listed import kit_steps as kit_steps
from .catalogue.listed import takes as takes
from .catalogue.listed import text_of as text_of
from .catalogue.markdown import as_markdown as as_markdown
from .catalogue.search import nearest_steps as nearest_steps
from .catalogue.search import search as search
from .catalogue.snippet import definitions_to_paste as definitions_to_paste
from .collect.dry_run import DryRun as DryRun
from .collect.dry_run import dry_run as dry_run
from .collect.problems import DEFINE_MISSING_STEPS as DEFINE_MISSING_STEPS
from .collect.scenario_facts import ScenarioFacts as ScenarioFacts
from .judging.red_twins import PASSES as PASSES
from .judging.red_twins import RedTwin as RedTwin
from .judging.red_twins import write_texts as write_texts
from .judging.trial import JudgementVerdict as JudgementVerdict
from .judging.trial import Trial as Trial
from .judging.trial import try_judgements as try_judgements
from .own.desktops import DesktopOpener as DesktopOpener

def pytest_plugin_registered(plugin: object, manager: object) -> None: ...
