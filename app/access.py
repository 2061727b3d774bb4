"""Who may do what: roles as growing sets, and the permission that each address asks for. What is not listed is closed.

Pages know a permission by the endpoint only (ROUTES); a view needs no word about it, and none can be forgotten: the
guard refuses an endpoint that stands in no row, and a test tries every route with every role.
"""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What an address asks for."""

    READ = "read"  # search and pages: everybody, no account needed
    OWN = "own"  # one's own account
    SUBMIT = "submit"
    ACCEPT = "accept"
    MANAGE = "manage"


class Role(StrEnum):
    """Each holds what the one before may do."""

    READER = "reader"  # everybody who is not signed in
    VOLUNTEER = "volunteer"
    ARCHIVIST = "archivist"
    ADMIN = "admin"


GRANTS = {
    Role.READER: frozenset({Permission.READ}),
    Role.VOLUNTEER: frozenset({Permission.READ, Permission.OWN, Permission.SUBMIT}),
    Role.ARCHIVIST: frozenset({Permission.READ, Permission.OWN, Permission.SUBMIT, Permission.ACCEPT}),
    Role.ADMIN: frozenset(Permission),
}
NEED_SECOND_FACTOR = frozenset({Role.ARCHIVIST, Role.ADMIN})


def may(role: Role, permission: Permission) -> bool:
    """Whether the role grants it."""
    return permission in GRANTS[role]
