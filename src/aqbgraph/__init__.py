"""Hessian target agreements (Zielvereinbarungen) on the Ausbildungs- und Qualifizierungsbudget as linked open data."""

from importlib.metadata import version

__version__ = version("aqbgraph")
