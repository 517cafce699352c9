"""Notebooks, written as text that a person reviews and made into the file that Jupyter opens."""

from __future__ import annotations

from pathlib import Path

#: Where the notebooks lie, in a checkout of the project. Those with solutions stand apart.
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def sources() -> list[Path]:
    """Texts of all notebooks, solutions last."""
    return [*sorted(NOTEBOOKS.glob("*.py")), *sorted(NOTEBOOKS.glob("solutions/*.py"))]


def made(source: Path) -> str:
    """The notebook of a text in percent format, without outputs; the same text, the same bytes.

    Parameters
    ----------
    source : Path
        Text with `# %%` before each cell.
    """
    import jupytext
    import nbformat

    notebook = jupytext.read(source, fmt="py:percent")
    notebook.metadata = {"kernelspec": _KERNEL, "jupytext": {"formats": "ipynb,py:percent"}}
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"{source.stem[:2]}-{place}"
        if cell.cell_type == "code":
            cell["outputs"], cell["execution_count"] = [], None
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def write() -> list[Path]:
    """Write every notebook beside its text."""
    written = []
    for source in sources():
        target = source.with_suffix(".ipynb")
        target.write_text(made(source), encoding="utf-8")
        written.append(target)
    return written
