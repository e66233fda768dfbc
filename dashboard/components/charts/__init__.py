"""Figures as plain dicts that name the design's tokens; the browser puts the theme's colours in."""
