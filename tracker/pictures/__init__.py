"""Pictures of where a document stands, drawn by the server: values in units of the drawing, which
templates write as SVG, each with the same numbers in words beside it."""
