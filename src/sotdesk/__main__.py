"""`python -m sotdesk` is the same as `sotdesk`."""

from sotdesk.cli import main

if __name__ == "__main__":
    main()
