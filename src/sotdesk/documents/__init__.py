"""Documents out: plain data of domain/ becomes Markdown, DOCX or ICS. No SQL, no screen."""
