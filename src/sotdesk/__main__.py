"""`python -m sotdesk` is the same as `sotdesk`."""

from sotdesk.start import main

if __name__ == "__main__":
    main()
