"""Which commit of the user's repository a series is meant for.

``named`` reads what its mails say, ``files`` what they start from; ``candidates`` are commits it
may be on top of, and ``fit`` chooses among them.
"""
