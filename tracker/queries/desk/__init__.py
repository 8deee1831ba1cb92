"""What the desk shows and reads: the provision being written, and all around it."""
