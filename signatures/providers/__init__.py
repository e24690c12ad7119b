"""Where the key is: a file (PKCS#12) or a token (PKCS#11)."""
