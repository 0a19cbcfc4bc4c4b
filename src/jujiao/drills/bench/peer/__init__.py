"""django-helpdesk as the bench's peer: it runs from an environment of its own, and is no part of the product."""
