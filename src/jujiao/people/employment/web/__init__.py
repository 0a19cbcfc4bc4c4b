"""The pages and dialogs of files and papers."""
