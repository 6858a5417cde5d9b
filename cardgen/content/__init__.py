"""Content: strict YAML to a frozen catalogue of facts and words, or every problem with its position."""
