"""Figures: the outline of a back and the motion on it, from a technique's own data; hands, icons and alt text."""
