"""The papers of a case: HTML and the act's JSON, from plain facts. Nothing here reads the database."""
