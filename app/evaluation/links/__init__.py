"""How well records of one person, and of kin, are told from others: for the command ``evaluate-links``."""
