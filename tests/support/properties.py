"""How Hypothesis runs here: no clock decides whether a test passes."""

from hypothesis import HealthCheck, settings

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
