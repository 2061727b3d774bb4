"""What the pages of the account say: the messages of Flask-Security in our words, and who each role is.

The library looks its own messages up in our catalogues; every one that its flows can show stands here, so that none
appears in English on a Kazakh page (a test reads them out of the library's source).
"""

from __future__ import annotations

from app.access import Role
from app.messages import N_

MESSAGES = {  # name → words, kind
    "ALREADY_CONFIRMED": (N_("This e-mail address is confirmed already. You can sign in."), "info"),
    "ANONYMOUS_USER_REQUIRED": (N_("You are signed in already."), "info"),
    "API_ERROR": (N_("Something in the form could not be understood. Please fill it in again."), "error"),
    "CONFIRMATION_EXPIRED": (
        N_("The link of that letter was good for %(within)s only. Let us send a new one."),
        "error",
    ),
    "CONFIRMATION_REQUEST": (
        N_("If there is an account of %(email)s that is not confirmed, a letter with a new link goes there."),
        "info",
    ),
    "CONFIRMATION_REQUIRED": (
        N_("Your e-mail address is not confirmed yet. Open the link in our letter, or let us send it again."),
        "error",
    ),
    "CONFIRM_REGISTRATION": (
        N_("Thank you. A letter goes to %(email)s: open the link in it to confirm that the address is yours."),
        "success",
    ),
    "DISABLED_ACCOUNT": (N_("This account is closed. Please write to those who run this service."), "error"),
    "EMAIL_ALREADY_ASSOCIATED": (N_("Please give another e-mail address."), "error"),
    "EMAIL_CONFIRMED": (N_("Thank you, your e-mail address is confirmed. You can sign in now."), "success"),
    "EMAIL_NOT_PROVIDED": (N_("Please give an e-mail address."), "error"),
    "FORGOT_PASSWORD": (N_("Forgotten the password?"), "info"),
    "GENERIC_AUTHN_FAILED": (N_("The e-mail address or the password is not right."), "error"),
    "INVALID_CODE": (N_("This code is not right. Codes change every half minute: take the newest one."), "error"),
    "INVALID_CONFIRMATION_TOKEN": (N_("This link is not valid. Let us send a new one."), "error"),
    "INVALID_EMAIL_ADDRESS": (N_("This is no e-mail address; it looks like name@example.org."), "error"),
    "INVALID_INPUT": (N_("Something in the form could not be understood. Please fill it in again."), "error"),
    "INVALID_PASSWORD": (N_("This is not your password."), "error"),
    "INVALID_RECOVERY_CODE": (N_("This recovery code is not right, or was used before."), "error"),
    "INVALID_REDIRECT": (N_("That address is not on this site."), "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (N_("This link is not valid, or was used before. Let us send a new one."), "error"),
    "LOGIN": (N_("Please sign in to see this page."), "info"),
    "NO_RECOVERY_CODES_SETUP": (N_("There are no recovery codes yet."), "info"),
    "PASSWORD_CHANGE": (N_("Your password is changed. You were signed out in all other browsers."), "success"),
    "PASSWORD_INVALID_LENGTH": (N_("A password has at least %(length)s characters."), "error"),
    "PASSWORD_IS_THE_SAME": (N_("This is the password that you have already."), "error"),
    "PASSWORD_MISMATCH": (N_("The two passwords are not the same."), "error"),
    "PASSWORD_NOT_PROVIDED": (N_("Please give a password."), "error"),
    "PASSWORD_RESET_EXPIRED": (
        N_("The link of that letter was good for %(within)s only. Let us send a new one."),
        "error",
    ),
    "PASSWORD_RESET_NO_LOGIN": (N_("Your password is changed. Please sign in with the new one."), "success"),
    "PASSWORD_RESET_REQUEST": (
        N_("If there is an account of %(email)s, a letter with a link goes there: it leads to a new password."),
        "info",
    ),
    "PASSWORD_TOO_LONG": (N_("A password has at most %(length)s characters."), "error"),
    "PASSWORD_TOO_SIMPLE": (
        N_("This password is among the first that guessers try. Take three or four words that do not belong together."),
        "error",
    ),
    "REAUTHENTICATION_REQUIRED": (N_("Please give your password once more before you go on."), "info"),
    "REAUTHENTICATION_SUCCESSFUL": (N_("Thank you. Please go on."), "info"),
    "REFRESH": (N_("Please give your password once more before you go on."), "info"),
    "RETYPE_PASSWORD_MISMATCH": (N_("The two passwords are not the same."), "error"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (N_("The second factor is set up."), "success"),
    "TWO_FACTOR_DISABLED": (N_("The second factor is switched off."), "success"),
    "TWO_FACTOR_INVALID_TOKEN": (
        N_("This code is not right. Codes change every half minute: take the newest one."),
        "error",
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (N_("You are signed in."), "success"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (
        N_("Something in the form could not be understood. Please fill it in again."),
        "error",
    ),
    "TWO_FACTOR_PERMISSION_DENIED": (N_("Please sign in from the beginning."), "error"),
    "TWO_FACTOR_SETUP_EXPIRED": (N_("This took longer than %(within)s. Please begin again."), "error"),
    "UNAUTHENTICATED": (N_("Please sign in to see this page."), "info"),
    "UNAUTHORIZED": (N_("This page is not open to you"), "error"),
    "USER_DOES_NOT_EXIST": (N_("The e-mail address or the password is not right."), "error"),
}
SUBJECTS = {  # letter → what stands above it
    "welcome": N_("Please confirm your e-mail address"),
    "welcome_again": N_("You have an account already"),
    "confirm": N_("Please confirm your e-mail address"),
    "reset": N_("A new password"),
    "reset_done": N_("Your password was changed"),
    "password_changed": N_("Your password was changed"),
    "second_factor": N_("Your second factor was changed"),
    "invitation": N_("You are invited to work on Esimder"),
    "closed": N_("Your account is closed"),
}
ROLES = {
    Role.READER: N_("reader"),
    Role.VOLUNTEER: N_("volunteer"),
    Role.ARCHIVIST: N_("archivist"),
    Role.ADMIN: N_("admin"),
}
FAULTS = {
    "no_email": N_("This is no e-mail address; it looks like name@example.org."),
    "known": N_("There is an account of this e-mail address already."),
    "last_admin": N_("This is the only admin. Make somebody else an admin first."),
    "no_role": N_("Please choose a role."),
}
TOO_LONG = N_("Please write less than %(length)s characters.")
MISMATCH = N_("The two passwords are not the same.")
