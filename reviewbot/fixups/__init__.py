"""Fix-ups: patches on top of a patch that do what a remark asks for, tried before anybody sees them.

A check says how a line should be (``Remark.fix``). ``fold`` makes the patch as it would be with
that, ``diff`` what leads there, and ``mend`` keeps it where the check then is silent and nothing
else is said than before.
"""
