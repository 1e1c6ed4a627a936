"""The fields of a form: one widget for each kind of value a record holds.

All keep one contract, that of `base.FieldWidget`.
"""
