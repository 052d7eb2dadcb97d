"""Git, for all of the package: nothing else starts it.

``start`` runs a command about one repository, which it names; ``place`` finds repositories;
``view`` is a git directory of ours with the objects and refs of somebody's, whose configuration
does not count; ``objects`` reads blobs; ``settings`` is what the user has configured; ``remote``
clones and fetches.
"""
