"""The pages: each view translates the address in, makes one call, and renders."""
