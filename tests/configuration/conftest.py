"""A contact centre small enough to be read at a glance."""

from __future__ import annotations

import pytest

from callbook.configuration import Configuration
from callbook.configuration.loading import loads

CENTER = """
name = "Small"
time_zone = "Europe/Berlin"

[not_ready_reasons]
lunch = "Lunch"

[dispositions]
DispositionCode = ["Reached", "Not reached"]

[[tenants]]
name = "Acme"

[[roles]]
name = "Callback"
privileges = ["Can Use Web Callback Channel", "Can Decline", "Can Reschedule"]

[[roles]]
name = "Voice"
privileges = ["Can Use Voice Channel", "Can Make Calls"]

[[roles]]
name = "Early"
privileges = ["Can Reschedule Before Call"]

[[agent_groups]]
name = "Alpha"
roles = ["Voice"]

[[agent_groups]]
name = "Omega"

[[virtual_agent_groups]]
name = "Beginners"

[[virtual_agent_groups]]
name = "Veterans"

[[agents]]
id = "anna"
name = "Anna"
tenant = "Acme"
place = "1"
dn = "7001"
agent_groups = ["Omega", "Alpha"]
virtual_agent_groups = ["Veterans", "Beginners"]
roles = ["Callback"]

[[agents]]
id = "ben"
name = "Ben"
tenant = "Acme"
place = "2"
dn = "7002"
agent_groups = ["Alpha"]
roles = ["Early"]

[[queues]]
name = "inbound"
tenant = "Acme"
strategy = "anybody"

[[queues]]
name = "done"
tenant = "Acme"

[[strategies]]
name = "anybody"

[[transactions]]
name = "Gold"

[transactions.options]
"webcallback.callback-information.frame-color" = "#FFFFBA00"

[[transactions]]
name = "Silver"

[transactions.options]
"webcallback.callback-information.frame-color" = "#FF6F7074"

[[transactions]]
name = "Number"
type = "integer"
"""


@pytest.fixture
def center() -> str:
    """The contact centre file as text."""
    return CENTER


@pytest.fixture
def configuration() -> Configuration:
    """The live configuration of the small contact centre."""
    return Configuration(loads(CENTER))
