"""Writers of files: frozen values in, text or bytes out; they ask nobody anything."""
