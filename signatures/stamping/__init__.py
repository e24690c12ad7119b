"""Marks every sheet of a plan « ne varietur » and signs the whole, as one incremental update."""

from signatures.stamping.apply import Stamped, stamp_and_sign
from signatures.stamping.mark import Stamp

__all__ = ["Stamp", "Stamped", "stamp_and_sign"]
