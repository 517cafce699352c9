"""How the site is built: `make site`, or `sphinx-build -W --keep-going docs out/site`."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "extensions"), str(Path(__file__).parents[1])]

from sim import __version__  # noqa: E402

project = "coalition-lab"
author = "The coalition-lab contributors"
project_copyright = f"{author}. BSD-3-Clause"
release = version = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "docstrings",
    "repository",
]
exclude_patterns = ["templates", "Thumbs.db", ".DS_Store"]
suppress_warnings: list[str] = []  # with -W nothing is passed over

# Headings are linked as GitHub names them, so that one link works in the file and on the site.
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "deflist"]

autodoc_typehints = "none"  # the docstrings say shape, unit and range, which a type cannot
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_param = False
napoleon_use_rtype = False
napoleon_custom_sections = [("Attributes", "params_style")]  # names may share a line
napoleon_preprocess_types = False  # "(...)" is a shape

html_theme = "furo"
html_title = "coalition-lab"
html_favicon = "style/mark.svg"
html_static_path = ["style"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
pygments_style = "tango"
pygments_dark_style = "monokai"
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"color-brand-primary": "#1f4e79", "color-brand-content": "#1f4e79"},
    "dark_css_variables": {"color-brand-primary": "#8ab8e6", "color-brand-content": "#8ab8e6"},
}
