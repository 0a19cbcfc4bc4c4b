"""What all tests share."""

pytest_plugins = [
    "jujiao.testing.template",
    "jujiao.testing.transactional",
    "jujiao.testing.statements",
    "jujiao.testing.fixtures",
    "jujiao.testing.browser",
]
