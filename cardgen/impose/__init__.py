"""Imposition: arithmetic first (which side of which card stands where on a sheet), then drawing onto sheets."""
