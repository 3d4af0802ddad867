"""Forms that stand in a list, where no view has made them."""

from __future__ import annotations

from django import template
from django.template import Context

from claims.forms.mend_forms import AddForm

register = template.Library()


@register.simple_tag(takes_context=True)
def claim_add_form(context: Context) -> AddForm:
    """An empty form for a claim that the machine hasn't found."""
    return AddForm(speakers=context["page"].speakers)
