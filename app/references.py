"""The references that people write down and read out on the telephone: «S-7K3F-M2QX»."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are taken for one another: no 0 O, 1 I L, U


def reference(kind: str) -> str:
    """A new reference of that kind of thing («S» a submission, «B» a batch); 39 bits that nobody can guess in order."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{kind}-{letters[:4]}-{letters[4:]}"


def token() -> str:
    """A new secret for a form: sent twice, it is one submission."""
    return secrets.token_urlsafe(32)
