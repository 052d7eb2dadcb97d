"""Programs of the kernel's own tree, asked about a patch: what they know is not written again.

They are run only if the user says so, and only as HEAD of the user's own repository has them. What is
not of the tree and only reads it, in ``dt``, is asked where it is installed.
"""
