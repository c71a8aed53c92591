"""Measurements for scripts/bench; each runs inside Odoo, one subject a module.

A subject has `measure(lab)`, which fills the databases and yields rows of the table.
"""
