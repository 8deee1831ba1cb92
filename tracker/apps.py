from importlib import import_module

from django.apps import AppConfig

#: Where functions stand that are called with what happened (``catching_up.follower``).
FOLLOWERS = (
    "tracker.search.follower",
    "tracker.webhooks.follower",
    "tracker.following.follower",
)


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "Pages, API and commands"

    def ready(self) -> None:
        """Listen to what happens."""
        from negotiation.signals import announced
        from tracker import catching_up, live

        for module in FOLLOWERS:
            import_module(module)
        # The room waits for the screen, nobody for what is derived.
        announced.connect(live.wake)
        announced.connect(catching_up.wake)
