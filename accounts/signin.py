"""The forms of sign-in in our own words; what they do is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm, SignupForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
CODE = _("Code")


class SignIn(LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = ADDRESS
        self.fields["password"].label = PASSWORD
        self.fields["password"].help_text = ""
        if "remember" in self.fields:
            del self.fields["remember"]


class SignUp(SignupForm):
    """A new account; who the person is comes from ``accounts.signup``."""

    field_order = ("profession", "order_number", "name_fr", "name_ar", "phone", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = ADDRESS
        self.fields["email"].help_text = _("Messages about your files go there. You confirm it in a moment.")
        self.fields["password1"].label = PASSWORD
        self.fields["password1"].help_text = _("At least 12 characters; three or four words are good.")


class PasswordAgain(ReauthenticateForm):
    """The password, before something that concerns the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = PASSWORD
        self.fields["password"].help_text = ""


class Reset(ResetPasswordForm):
    """The address of an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = ADDRESS


def _one_code(field: forms.Field) -> None:
    """A code of an application or of the recovery list, as keyboards of phones like it."""
    field.label = CODE
    field.widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"})
    field.widget.attrs["class"] = "short"


class SecondFactor(AuthenticateForm):
    """The code, at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _one_code(self.fields["code"])


class SecondFactorAgain(CodeAgainForm):
    """The code, before something that concerns the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _one_code(self.fields["code"])


class NewApplication(ActivateTOTPForm):
    """The first code of a new application."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _one_code(self.fields["code"])
