"""`python -m aqbgraph` is the command `aqbgraph`."""

from aqbgraph.cli import main

if __name__ == "__main__":
    main()
