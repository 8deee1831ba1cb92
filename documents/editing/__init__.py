"""The rolling text as it is edited: values and plans, without the database."""
