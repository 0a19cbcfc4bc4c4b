"""A WeChat of our own, on the loopback: an official account's platform with its tokens, windows, quotas, media and
return codes, and owners who write, follow and choose. For tests and the demonstration, where there is no account."""
