"""What was found before: kept in the user's cache, so that only what is new is worked out.

``store`` keeps values by key in a file, ``program`` says what they rest on, ``results`` which of
them still stand. Without a file, or with a damaged one, all is worked out as if there were none.
"""
