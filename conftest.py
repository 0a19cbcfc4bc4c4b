"""What all tests share."""

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "jujiao.testing.template",
    "jujiao.testing.transactional",
    "jujiao.testing.statements",
    "jujiao.testing.fixtures",
    "jujiao.testing.browser",
]

# How long examples take says how busy the machine is.
settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")
