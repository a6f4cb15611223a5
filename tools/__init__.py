"""Small programs of the workshop; nothing in pstdesk imports them."""
