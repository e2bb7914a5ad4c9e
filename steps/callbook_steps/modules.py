"""The modules of the step language, in the order in which they are loaded, and what the plugin looks for in them."""

STEP_MODULES: tuple[str, ...] = (
    "callbook_steps.stage",
    "callbook_steps.configuration_steps",
    "callbook_steps.agent_steps",
    "callbook_steps.contact_steps",
    "callbook_steps.capture_point_steps",
    "callbook_steps.place_steps",
    "callbook_steps.callback_steps",
    "callbook_steps.call_steps",
    "callbook_steps.telephone_steps",
    "callbook_steps.other_media_steps",
    "callbook_steps.refusal_steps",
    "callbook_steps.screen_steps",
    "callbook_steps.clock_steps",
    "callbook_steps.fault_steps",
    "callbook_steps.message_steps",
)
"""The modules that hold steps and fixtures; the pytest plugin loads each, so what one builds on stands before it."""

CHECK = "callbook_check"
"""The attribute of a parameter type's reader, or of a step function, that holds what must be so of its texts."""
