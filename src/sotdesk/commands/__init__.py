"""What the verbs of the command line do. Imported inside the verbs: `sotdesk --help` needs none of it."""
