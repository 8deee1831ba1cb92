"""What is taken away: a text or a comparison as a file, composed here and written below."""
