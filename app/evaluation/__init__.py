"""How good the search is, measured on attested spellings: for the command ``evaluate`` and the accuracy page."""
