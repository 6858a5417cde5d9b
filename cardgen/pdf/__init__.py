"""PDF: pages of boxes to operators, boxes and metadata to a file."""
