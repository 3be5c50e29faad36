"""How long tests wait for what comes sooner or later, before they say that it never does."""

# Seconds: for machines slower, and busier, than any that matters.
PATIENCE = 600
