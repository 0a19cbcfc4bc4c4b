"""How quick the product is, measured against targets that are written down; `./jujiao bench` runs the parts."""
