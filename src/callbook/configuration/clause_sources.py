"""What clauses, options and privileges rest on: public pages about the product, by their names, or an assumption."""

from __future__ import annotations

from typing import Final, Literal

Basis = Literal["documented", "assumed"]

DOCUMENTED: Final[Basis] = "documented"
ASSUMED: Final[Basis] = "assumed"

GUIDE: Final = "Workspace Desktop Edition Deployment Guide, page Web Callback"
NOWHERE: Final = "assumed: no public page says it"

REFERENCE: Final = "the same page in its live form, with the reference texts of four options"
VOICE_PRIVILEGES: Final = "the same page asks for the voice privileges without naming them; names as commonly displayed"
BELL: Final = "Workspace Desktop Edition Deployment Guide, page Outbound Options (the bell of any media type)"
CHANGES: Final = "Workspace Desktop Edition Deployment Guide, page Interaction Options"
DISPOSITIONS: Final = "Workspace Desktop Edition Deployment Guide, page Handling Interactions"
DISPOSITION_DEFAULTS: Final = "Workspace Web Edition guide, page Chat (defaults)"
OVERRIDING: Final = "Workspace Desktop Edition Deployment Guide, page Overriding Interaction Workspace Options"
OVERRIDING_ON_THE_WEB: Final = "Workspace Web Edition guide, page Overriding Interaction Workspace Options"
OVERRIDE_KEY: Final = (
    "Workspace option reference, interaction.override-option-key (default, moment); "
    "the vendor's Agent API Simulator sets the same value"
)
LEVELS: Final = "Workspace Web Edition guide, page Configuration and Administration (which of several wins)"
ROLES: Final = "Workspace Desktop Edition Deployment Guide, page Role Privileges"
HANDLING: Final = "Workspace Desktop Edition User's Guide, page Handle Web Callback Interactions"
PREVIEW: Final = "Workspace Desktop Edition Help, page Interaction Preview"
RESCHEDULE: Final = "Workspace Desktop Edition Help, page Reschedule"
DELIVERY: Final = "Genesys Events and Models, Deliver Interaction to Agent"
FAILOVER: Final = "Genesys Events and Models, Disconnection and Failover"
LIMITS: Final = "Interaction Server Administration Guide, page on timeouts and limits"
VOICE: Final = "Voice Events and Models, Call Handling, Transfer, and Conference Events"
RELEASE: Final = "Voice Events and Models, Release Calls"
