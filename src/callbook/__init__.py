"""Callbook: a test harness and scenario notebook kit for the Web Callback channel of Workspace Desktop Edition."""
