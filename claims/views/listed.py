"""What the page from which a request came shows of its list of claims."""

from __future__ import annotations

from claims.selectors.list_filter import ListFilter, read_filter
from claims.views.types import AuthedRequest


def listed(request: AuthedRequest) -> ListFilter:
    """Of the address; a form carries it on in one hidden field."""
    return read_filter(request.POST.get("list", "") if request.method == "POST" else request.GET.urlencode())
