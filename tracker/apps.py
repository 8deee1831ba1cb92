from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "Pages, API and commands"

    def ready(self) -> None:
        """Listen to what happens."""
        from negotiation.signals import announced
        from tracker import catching_up, live

        announced.connect(catching_up.wake)
        announced.connect(live.wake)
