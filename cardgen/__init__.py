"""cardgen composes massage techniques, durations and safety warnings into laminated-style PDF cards."""

__all__ = ["__version__"]

__version__ = "0.1.0"
