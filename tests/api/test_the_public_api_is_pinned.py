"""What users may import is written down here: whoever adds a name, or takes one away, changes this list as well."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docs._extension.public_api import DISTRIBUTED, public_api
from hatchling.builders.wheel import WheelBuilder
from tests.api.docstrings import documented, lacks

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

# One row for each package, empty where nothing of it is for import from outside, and each module of the ground.
PINNED = {
    "callbook": "Addresses entry message Mocked mocked",
    "callbook.core.assumptions": "Assumptions Row table",
    "callbook.pytest_plugin.catalogue": "",
    "callbook.core.clauses": "Clause CLAUSES CLAUSES_BY_ID",
    "callbook.cli": "main",
    "callbook.core.clock": "Clock DEFAULT_START instant_of MILLISECOND moment_of Spinning Timer",
    "callbook.configuration": (
        "Agent Bell Colour Configuration ContactCenter Denial Explanation Level Moment OPTIONS PRIVILEGES "
        "Queue Snapshot Strategy Transaction"
    ),
    "callbook.record.cucumber": "",
    "callbook.record.diagram": (
        "coverage_svg coverage_text ladder_diff_svg ladder_diff_text ladder_mermaid ladder_svg MermaidPicture "
        "path_of Picture side_by_side state_mermaid state_svg state_text subjects_of text_ladder timeline_svg "
        "timeline_text transitions_taken"
    ),
    "callbook.configuration.documents": "DataPath Position written",
    "callbook.configuration.environment": "Change Doubled Environment read_environment",
    "callbook.core.errors": "BadInput CallbookError Unknown",
    "callbook.core.faults": "Fault Mishap",
    "callbook.network.interception": "",
    "callbook.lab.invariants": "Violated Watcher",
    "callbook.core.journal": "Journal",
    "callbook.lab": "DesktopMaker Lab NotSubmitted OtherDesktop Seat small_center",
    "callbook.configuration.lint": "chosen Finding lint passed_over Rule rule_of RULES Severity",
    "callbook.messages": (
        "from_json from_mapping KVList MalformedMessage Message Protocol protocol_of to_json to_mapping"
    ),
    "callbook.messages.open_media": (
        "RequestAccept RequestAddMedia RequestAgentLogin RequestAgentLogout RequestCancelNotReadyForMedia "
        "RequestChangeMediaStateReason RequestChangeProperties RequestGetWorkbinContent "
        "RequestNotReadyForMedia RequestPlaceInQueue RequestPlaceInWorkbin RequestPull RequestReject "
        "RequestRemoveMedia RequestStopProcessing RequestSubmit RequestTransfer"
    ),
    "callbook.messages.open_media_events": (
        "EventAck EventAgentConnectionClosed EventAgentInvited EventAgentLogin EventAgentLogout "
        "EventCurrentAgentStatus EventError EventForcedAgentStateChange EventInvite EventPartyAdded "
        "EventPartyRemoved EventPlacedInQueue EventProcessingStopped EventPropertiesChanged EventRejected "
        "EventRevoked EventWorkbinContent"
    ),
    "callbook.messages.t_library": (
        "RequestAgentLogin RequestAgentLogout RequestAgentNotReady RequestAgentReady RequestAnswerCall "
        "RequestAttachUserData RequestCompleteTransfer RequestDeletePair RequestHoldCall "
        "RequestInitiateTransfer RequestMakeCall RequestRegisterAddress RequestReleaseCall "
        "RequestRetrieveCall RequestSendUserEvent RequestSingleStepTransfer RequestUnregisterAddress "
        "RequestUpdateUserData"
    ),
    "callbook.messages.t_library_events": (
        "EventAbandoned EventAgentLogin EventAgentLogout EventAgentNotReady EventAgentReady "
        "EventAttachedDataChanged EventDestinationBusy EventDialing EventError EventEstablished EventHeld "
        "EventLinkConnected EventLinkDisconnected EventNetworkReached EventPartyChanged EventRegistered "
        "EventReleased EventRetrieved EventRinging EventUnregistered EventUserEvent"
    ),
    "callbook.core.moments": "ImpossibleMoment moment_text parse_duration parse_moment zone_named zone_names",
    "callbook.notebook": "Action compare desk Lab load_ipython_extension open player whatif",
    "callbook.notebook.desk": "desk Desks DeskWidget",
    "callbook.notebook.export": "export_notebook export_trace",
    "callbook.notebook.playing": "Player",
    "callbook.notebook.testing": "",
    "callbook.pytest_plugin": "DesktopOpener ScenarioFacts",
    "callbook.network.remote": "",
    "callbook.lab.replay": "compare Divergence replay Replayed WhatIf whatif",
    "callbook.record.report": "",
    "callbook.network.service": "",
    "callbook.core.state_file": "",
    "callbook.record.trace": "Difference difference Head head_of How NewerTrace read_trace Trace trace_of write_trace",
    "callbook.network.web": "",
    "callbook.workspace": (
        "Action CallbackInformation CallbackState CallPhase ChannelState Desktop Refusal Refused RULES Rules "
        "Screen Shown"
    ),
    "callbook_mocks": "",
    "callbook_mocks.capture_point": (
        "CAPTURE_ERRORS CaptureCode CapturePoint DefaultValues Fault NAMESPACE NO_OTHERS SoapAnswer"
    ),
    "callbook_mocks.contacts": (
        "behaves Behaviour CallbackProvider Contact is_reserved_for_fiction Kind locales Person PhoneBook"
    ),
    "callbook_mocks.interaction_server": "Code ERRORS InteractionServer Kind Misplaced Place ServerSettings",
    "callbook_mocks.voice_switch": ("Broken ErrorCode ERRORS Kind Settings settings_of table VoiceSwitch WrongNumber"),
    "callbook_mocks.website": "CallbackForm CallbackWish FormRefused FormRules validate Website",
    "callbook_mocks.website.page": "",
    "callbook_steps": "STEP_MODULES",
}


def _public() -> Iterator[tuple[str, str]]:
    for module, names in PINNED.items():
        yield from ((module, name) for name in names.split())


def test_nothing_is_public_by_accident() -> None:
    """Each package lists what is public, and the lists are these."""
    assert PINNED == {module: " ".join(names) for module, names in public_api().items()}


@pytest.mark.parametrize("module", [module for module, names in PINNED.items() if not names])
def test_a_package_without_public_names_says_so(module: str) -> None:
    """Its docstring has a sentence on it, which names the way in where there is one."""
    said = import_module(module).__doc__ or ""
    assert "Nothing here is for import from outside" in said or "nothing is imported from here" in said


@pytest.mark.parametrize(("module", "name"), list(_public()))
def test_a_name_can_be_imported_and_is_described(module: str, name: str) -> None:
    """Its docstring names its numbers and durations, or says their unit, and what it raises."""
    value = getattr(import_module(module), name)
    assert documented(module, name, value)
    assert [] == lacks(value)


def test_every_package_is_typed() -> None:
    """The wheel holds a ``py.typed`` for each package that it distributes."""
    in_wheel = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {f"{package}/py.typed" for package in DISTRIBUTED} <= in_wheel
