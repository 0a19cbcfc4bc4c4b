"""What a request can be that is no message of WeChat's."""


class GarbageError(ValueError):
    """It cannot be read, signed or not. The sentence quotes nothing of it."""


class NotFromWeChat(GarbageError):
    """It bears no signature of ours, is meant for another account, or is not of these minutes."""
