"""What all pages and all endpoints share: lists, filters, parts, dialogs, words of times."""
