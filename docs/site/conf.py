"""Sphinx reads this beside the pages that build.py has gathered."""

import reviewbot

project = "reviewbot"
author = "the authors of reviewbot"
version = release = reviewbot.__version__
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "reviewbot"
html_show_copyright = False
html_show_sourcelink = False
highlight_language = "none"
myst_heading_anchors = 4
myst_enable_extensions = ["strikethrough"]
nitpicky = True
