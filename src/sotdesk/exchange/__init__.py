"""Files in: pupil lists from CSV and XLSX become domain objects; nothing is stored or shown here."""
