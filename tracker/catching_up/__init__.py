"""What is derived from what happened (search entries, notifications, webhooks) catches up with
it: a *follower* is called with the events after its own place, in order, until none is left."""

from tracker.catching_up.followers import catch_up, catch_up_all, follower
from tracker.catching_up.waking import wake

__all__ = ["catch_up", "catch_up_all", "follower", "wake"]
