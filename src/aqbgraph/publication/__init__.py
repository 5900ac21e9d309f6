"""From a graph to files: data in every format, pages, dumps; written beside the old publication, then switched."""
