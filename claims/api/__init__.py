"""The JSON API for other systems: thin doors to the same permissions, services and selectors as the pages."""
