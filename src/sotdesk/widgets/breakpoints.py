"""The widths and heights (cells) at which screens and dialogs change, as classes set on the screen.

Only the highest class that fits is set, so a rule names every class it is for.
"""

WIDTHS = [(0, "-narrow"), (100, "-medium"), (120, "-wide"), (150, "-huge")]
HEIGHTS = [(0, "-low"), (30, "-normal"), (40, "-tall")]
