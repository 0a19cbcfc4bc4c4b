"""One notice for many promises of a kind, which waits for its reader as long as any of them runs."""
