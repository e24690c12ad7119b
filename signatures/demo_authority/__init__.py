"""A demonstration authority: root, intermediate, time stamps, one certificate per function.

For trials only. Each subject says DEMONSTRATION, and the verifier repeats it.
Layout under SIGNING_DIR: ``trust/*.pem`` roots that are believed, ``trust/chain/*.pem`` the
authorities between, ``trust/crl/*.crl`` lists of revocation, ``authority/`` the private keys of the
demonstration, ``tsa/`` its time stamps, ``<office>/<function>.p12`` with its passphrase in ``.pass``.
"""

from signatures.demo_authority.authority import ensure_authority, renew_revocation_lists, revoke
from signatures.demo_authority.functions import ensure_function_certificate

__all__ = ["ensure_authority", "ensure_function_certificate", "renew_revocation_lists", "revoke"]
