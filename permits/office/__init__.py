"""What the pages of officials show, read from the database: no rule of the procedure is decided here."""
