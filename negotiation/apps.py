from django.apps import AppConfig


class NegotiationConfig(AppConfig):
    name = "negotiation"
    verbose_name = "Who decided what, and when"

    def ready(self) -> None:
        from documents.freezing import register
        from negotiation.freezing import room_guards

        register(*room_guards())
