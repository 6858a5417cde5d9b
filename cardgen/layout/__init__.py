"""Layout: a document and a theme become frozen pages of boxes; nothing here draws."""
