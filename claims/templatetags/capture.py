"""Kept copies of evidence, for templates."""

from __future__ import annotations

from django import template

from claims.models import Capture
from claims.selectors.captures import CaptureShown, capture_shown

register = template.Library()


@register.filter
def as_shown(capture: Capture) -> CaptureShown:
    """What its line shows."""
    return capture_shown(capture)
