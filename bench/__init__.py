"""What is measured, side by side with its peer, in one run; and what the docs are made with."""
