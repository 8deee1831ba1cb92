"""Writing for the programs of staff: the actions, rules and refusals of the pages."""
