"""What all tests share."""

pytest_plugins = ["jujiao.testing.fixtures"]
