"""How each language writes days and times: the day before the month where it does so, and
hours from 0 to 23; a package for each, as Django looks for them."""
