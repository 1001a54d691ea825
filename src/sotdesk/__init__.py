"""sotdesk: het bureau van de ondersteuningscoördinator."""

__version__ = "0.1.0"
