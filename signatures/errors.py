"""What can go wrong when signing or stamping, each said in one sentence to a person."""

from __future__ import annotations

import errno


class SignatureError(Exception):
    """Signing or stamping cannot go on. The text says why and what to do."""


class NoCertificate(SignatureError):
    """No usable certificate for this function of this office."""


class TimestampUnavailable(SignatureError):
    """The time stamp authority gave no token."""


class Refused(SignatureError):
    """The file cannot be signed or stamped as it is."""


class ChainBroken(SignatureError):
    """A signature of the chain comes before its turn, or on the wrong file."""


class SigningUnderway(SignatureError):
    """Another process is signing this session: ask again in a moment."""


class SessionClosed(SignatureError):
    """The session was discarded: nothing more can be signed in it."""


def is_of_the_machine(error: BaseException) -> bool:
    """Whether memory, disk or network failed, rather than the file that is read.

    A reader sent to an impossible place in a broken file raises OSError too: "invalid argument".
    """
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno != errno.EINVAL)
