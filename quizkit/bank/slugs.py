"""What the names of questions, checks and references look like."""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""A topic, a question's file, a claim: lower case words joined by hyphens."""
CHECK_SLUG = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
"""A check's file, which is a Python module."""
REFERENCE = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""A key of references.yaml."""
