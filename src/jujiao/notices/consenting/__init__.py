"""Marketing reaches only who has said yes to it, and nobody any more who has taken that back."""
