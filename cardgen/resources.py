"""Where the shipped templates and assets stand, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path


def data_root() -> Path:
    """Return the folder that holds ``templates/`` and ``assets/``.

    In a wheel both are inside the package (``cardgen/_data``); in a checkout or an editable install they
    stand beside it.

    Returns:
        An absolute path.
    """
    package = Path(__file__).resolve().parent
    bundled = package / "_data"
    return bundled if bundled.is_dir() else package.parent
