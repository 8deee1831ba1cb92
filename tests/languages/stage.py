"""Every page there is, with something on it: the corpus, and a desk with all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from config.urls import urlpatterns as of_config
from documents.models import Comparison, Draft, Edit
from documents.public_ids import public_id_for
from negotiation import actions
from negotiation.actions import desk as at_desk
from negotiation.codes import Code
from negotiation.models import Member
from tests.pages.conftest import Element, read
from tests.pages.desk_table import Table
from tracker.catching_up import catch_up_all
from tracker.following.mailing import ending_address
from tracker.following.watching import watch
from tracker.models import Delivery, Following, Notification, Token, Upload
from tracker.notes import write_note
from tracker.tokens import make_token
from tracker.urls import urlpatterns as of_tracker
from tracker.webhooks.keeping import make_webhook

FILE = "Preamble\n\n1. Reinforce the promotion of youth. [agreed]\n\n2. [Encourage nobody.\n"
VISION, STATEMENT = "/documents/vision/", "/documents/statement/"
#: Pages that are not written in words of ours: style sheets, feeds and streams are looked at by
#: themselves, and what only answers a form shows the page that it leads to.
APART = {
    "healthz": "it says ok to machines",
    "print-head": "a style sheet",
    "outstanding-head": "a style sheet",
    "redline-head": "a style sheet",
    "signs-sheet": "a style sheet",
    "document-feed": "a feed",
    "provision-feed": "a feed",
    "own-feed": "a feed",
    "screen-stream": "a stream",
    "screen-turn": "a form",
    "cancel": "a form",
    "logout": "a form",
    "login": "shown to who is not signed in",
    "confirm-address": "a link in a mail",
    "ask-address": "a form",
    "desk-read": "for a script",
    "desk-try": "a form",
    "desk-save": "a form",
    "desk-provision": "a form",
    "desk-decide": "a form",
    "desk-take-back": "a form",
    "desk-here": "for a script",
    "desk-screen": "for a script",
    "remove-note": "a form",
    "appearance": "a form",
    "language": "a form",
    "mark-read": "a form",
    "choose-mail": "a form",
    "renew-feed": "a form",
    "remove-watch": "a form",
    "revoke-token": "a form",
    "renew-webhook": "a form",
    "enable-webhook": "a form",
    "switch-webhook-off": "a form",
    "remove-webhook": "a form",
    "replay-webhook": "a form",
}


@dataclass
class Stage:
    """The corpus with its comparisons, a rolling text at a desk, and a person who may see all and
    has something of everything."""

    client: Client
    table: Table = field(init=False)
    person: User = field(init=False)
    addresses: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.table = Table(self.client)
        self.person = self.table.talks.clerk
        self.person.is_superuser = True
        self.person.email = "clerk@example.org"
        self.person.save()
        self._fill_the_desk()
        self._compare()
        self._name_pages()
        self._name_own_pages()

    def _fill_the_desk(self) -> None:
        table, now = self.table, timezone.now()
        self.webhook, _secret = make_webhook(
            self.person,
            address="https://example.org/hook",
            process=table.talks.process,
            document=None,
            kinds=["edited"],
        )
        watch(self.person, document=table.talks.document)
        watch(self.person, word="media")
        colleague = table.talks.member(Member.Role.SECRETARIAT)
        provision = table.talks.provision
        row = table.row("1")
        at_desk.save_wording(
            table.draft,
            row.provision,
            "Reinforce [and [widen] implement] the promotion of youth.",
            base=row.version,
            operation=Edit.Operation.REWORD,
            reason="as asked",
            by=colleague,
        )
        table.talks.gavel("3", Code.AGREED_AD_REF, table.meeting)
        at_desk.turn_screen(
            table.meeting,
            draft=table.draft,
            first=provision("1"),
            run=2,
            view="changes",
            by=self.person,
        )
        actions.add_party(table.talks.process, name="Utopia", by=self.person)
        note = write_note(
            table.draft, provision("2"), quote="Encourage", text="Ask.", party=None,
            by=self.person, at=now,
        )  # fmt: skip
        self.note = note.public_id
        make_token(self.person, name="a script", scopes=[Token.Scope.READ], days=30)
        table.talks.decide("2", Code.OPEN, table.meeting, note="waits for Utopia")
        catch_up_all()

    def _compare(self) -> None:
        for document in ("statement", "ga-outcome-2015"):
            drafts = list(
                Draft.objects.filter(document__slug=document)
                .exclude(extent=Draft.Extent.OUTLINE)
                .order_by("number")
            )[:2]
            if len(drafts) == 2:
                pair = {"earlier": drafts[0].public_id, "later": drafts[1].public_id}
                self.client.post(f"/documents/{document}/compare/", pair)

    def _name_pages(self) -> None:
        pair = Comparison.objects.filter(earlier__document__slug="statement").latest("pk")
        drafts = f"earlier={pair.earlier.public_id}&later={pair.later.public_id}"
        compared = f"{STATEMENT}compare/?{drafts}"
        linked = f"{STATEMENT}compare/link/?comparison={pair.public_id}&side=earlier&of="
        of = pair.earlier.wordings.filter(kind="paragraph").first()
        assert of is not None
        c5 = public_id_for("vision/C5")
        self.addresses |= {
            "home": ["/"],
            "process": ["/processes/wsis10/", "/processes/review/"],
            "signs": ["/processes/wsis10/signs/"],
            "document": [
                VISION,
                STATEMENT,
                f"{VISION}?meeting=mpp-4",
                f"{VISION}?find=media",
                f"{VISION}?find=unheard",
                f"{VISION}?show=agreed",
                "/documents/ga-outcome-2015/",
                "/documents/review-text/",
                "/documents/nowhere/",
                f"{VISION}?draft=1",
            ],
            "paragraph": [f"{VISION}p/C5.7/", f"{VISION}p/99/"],
            "matrix": [
                f"{VISION}status/?fold=nothing&rows=all",
                f"{VISION}status/",
                f"{VISION}status/?text=nowhere",
                f"{VISION}status/?chapter={c5}&status=agreed",
                "/documents/ga-outcome-2015/status/?show=contradictions",
                "/documents/review-text/status/",
            ],
            "matrix-entry": [
                f"{VISION}status/{public_id_for('vision/C5/7')}/mpp-5/",
                f"{VISION}status/{c5}/mpp-4/",
                f"/documents/review-text/status/{self.table.talks.id_of('2')}/review-0/",
            ],
            "outstanding": [f"{VISION}open/", f"{VISION}open/?by=line", f"{VISION}open/?by=holder"],
            "comparison": [
                f"{STATEMENT}compare/",
                compared,
                f"{compared}&view=inline",
                f"{compared}&show=all",
                f"{VISION}compare/",
                "/documents/ga-outcome-2015/compare/",
            ],
            "link": [f"{linked}{of.provision.public_id}"],
            "since": [f"{VISION}since/", f"{VISION}since/?since=mpp-4", f"{STATEMENT}since/"],
            "concordance": [f"{STATEMENT}concordance/?{drafts}", f"{VISION}concordance/"],
            "chart": [f"{VISION}chart/", f"{STATEMENT}chart/"],
            "problems": [f"{VISION}problems/"],
            "provision": [
                f"/provisions/{public_id_for('vision/C5/7')}/",
                f"/provisions/{c5}/",
                f"/provisions/{of.provision.public_id}/",
                f"/provisions/{self.table.talks.id_of('1')}/",
            ],
            "assign": [f"/provisions/{public_id_for('vision/C5/7')}/assign/"],
            "try": [f"/provisions/{public_id_for('vision/C5/7')}/try/"],
            "meeting": [f"/meetings/mpp-{number}/" for number in range(1, 6)],
            "screen": ["/screen/review-0/", "/screen/mpp-5/"],
            "lines": ["/action-lines/"],
            "line": ["/action-lines/C5/", "/action-lines/C7-e-health/"],
            "search": [
                "/search/",
                "/search/?q=media",
                "/search/?q=media&in=brackets",
                "/search/?q=unheard",
                "/search/?q=media&status=agreed",
            ],
        }

    def _name_own_pages(self) -> None:
        desk = "/desk/review-text/"
        at = f"at={self.table.talks.id_of('1')}"
        answer = self.client.post(
            "/documents/review-text/import/",
            {"file": SimpleUploadedFile("text.txt", FILE.encode())},
        )
        assert answer.status_code == 302
        following, _is_new = Following.objects.get_or_create(person=self.person)
        upload = Upload.objects.latest("pk")
        self.addresses |= {
            "imports": ["/documents/review-text/import/"],
            "import-review": [f"/documents/review-text/import/{upload.public_id}/"],
            "desk": [desk, f"{desk}?{at}", f"{desk}?at={self.table.talks.id_of('A')}"],
            "desk-merge": [f"{desk}merge/?{at}&with={self.table.talks.id_of('2')}"],
            "desk-move": [f"{desk}move/?{at}"],
            "desk-history": [f"{desk}history/?{at}", f"{desk}history/?{at}&earlier=0&later=1"],
            "desk-draft": [f"{desk}draft/", f"{desk}draft/?act=relabel"],
            "notes": ["/notes/"],
            "add-note": [
                f"/notes/add/{self.table.talks.id_of('1')}/?draft={self.table.draft.public_id}"
            ],
            "note": [f"/notes/{self.note}/"],
            "following": ["/following/"],
            "add-watch": ["/following/watch/?document=vision", "/following/watch/?word=media"],
            "unsubscribe": [ending_address(following).partition("8000")[2]],
            "tokens": ["/account/tokens/"],
            "webhooks": ["/account/webhooks/"],
            "webhook": [f"/account/webhooks/{self.webhook.public_id}/"],
        }
        assert Notification.objects.exists()
        assert Delivery.objects.exists()

    def unnamed(self) -> set[str]:
        """Pages of which nobody said how to open one."""
        patterns = [one for one in (*of_config, *of_tracker) if isinstance(one, URLPattern)]
        return {one.name or "" for one in patterns} - {"", *self.addresses, *APART}

    def every_address(self) -> list[str]:
        """All that can be opened."""
        return [one for addresses in self.addresses.values() for one in addresses]

    def drawn(self) -> list[str]:
        """Pages with drawings on them."""
        return [*self.addresses["chart"], self.addresses["provision"][2], "/processes/wsis10/"]

    def open(self, address: str, language: str) -> Element:
        """The page as the person sees it, in a language."""
        answer = self.client.get(address, headers={"accept-language": language})
        assert answer.status_code in {200, 400, 404}, (address, answer.status_code)
        return read(answer.content.decode())
