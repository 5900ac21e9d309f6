"""Who does the work of a build: processes of this machine, or the workers of a scheduler."""
