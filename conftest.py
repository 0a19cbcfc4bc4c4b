"""What all tests share."""

pytest_plugins = ["jujiao.testing.transactional", "jujiao.testing.fixtures", "jujiao.testing.browser"]
