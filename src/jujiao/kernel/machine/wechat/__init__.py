"""The official account of WeChat (微信公众号): what its platform tells us, and what we ask of it.

The platform posts what followers do to our callback (消息推送), in safe mode (安全模式): signed by the account's Token
and encrypted by its EncodingAESKey. We ask with an access token (access_token), which stands for account and AppSecret.
A follower is known by an openid, which is theirs for this account alone."""
