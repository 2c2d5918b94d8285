"""Tables that sort and filter in the page."""
