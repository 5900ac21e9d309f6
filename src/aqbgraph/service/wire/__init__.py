"""Connections, and what goes over them: heads in, answers out, each when its turn has come."""
