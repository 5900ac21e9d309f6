"""Charts and maps as SVG, drawn when a page is made: facts in, markup out, with a table and two files each."""
