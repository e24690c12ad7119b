"""The forms of sign-in in our own words; what they do is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
CODE = _("Code")
STRONG = _("At least 12 characters; three or four words are good.")


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
        self.fields["password1"].help_text = STRONG


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


def _new_password(fields: dict[str, forms.Field]) -> None:
    """A new password, twice."""
    fields["password1"].label, fields["password1"].help_text = _("New password"), STRONG
    fields["password2"].label = _("New password, once more")


class ChangePassword(ChangePasswordForm):
    """The old password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Present password")
        self.fields["oldpassword"].help_text = ""
        _new_password(self.fields)


class SetPassword(SetPasswordForm):
    """The first password of somebody who came with another identity."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self.fields)


class ResetPassword(ResetPasswordKeyForm):
    """A new password, by the link of a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self.fields)


class NewAddress(AddEmailForm):
    """Another e-mail address, to be confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class NewKey(AddWebAuthnForm):
    """A key or passkey, and its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Sign in with it alone, without the password")
            self.fields["passwordless"].help_text = _("It then asks for your fingerprint, face or PIN.")


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
