"""Ours: spylls brings a top-level package of this name, which would be found instead."""
