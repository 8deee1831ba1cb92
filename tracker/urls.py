"""The addresses of the pages."""

from django.urls import URLPattern, URLResolver, path

from tracker.pages.appearance import appearance
from tracker.pages.assign import give_out
from tracker.pages.chart import chart
from tracker.pages.comparison import comparison
from tracker.pages.comparison import print_head as redline_head
from tracker.pages.concordance import concordance
from tracker.pages.desk.apart import history, merging, moving
from tracker.pages.desk.controls import controls
from tracker.pages.desk.decisions import decide, take_back
from tracker.pages.desk.presence import here, screen_here
from tracker.pages.desk.provisions import change
from tracker.pages.desk.text import attempt, desk, read, save
from tracker.pages.document import document, print_head
from tracker.pages.following import add_watch, following, remove_watch, unsubscribe
from tracker.pages.following import choose as choose_mail
from tracker.pages.following import read as mark_read
from tracker.pages.following_address import ask as ask_address
from tracker.pages.following_address import confirm as confirm_address
from tracker.pages.following_feeds import document_feed, own_feed, provision_feed, renew_feed
from tracker.pages.home import home, process
from tracker.pages.imports import review, start
from tracker.pages.language import language
from tracker.pages.lines import line, lines
from tracker.pages.links import cancel, link
from tracker.pages.matrix import entry, matrix
from tracker.pages.meeting import meeting
from tracker.pages.notes import add as add_note
from tracker.pages.notes import note, notes
from tracker.pages.notes import remove as remove_note
from tracker.pages.open import outstanding
from tracker.pages.open import print_head as outstanding_head
from tracker.pages.permanent import draft as permanent_draft
from tracker.pages.permanent import label as permanent_label
from tracker.pages.permanent import provision as permanent_provision
from tracker.pages.permanent import wording as permanent_wording
from tracker.pages.problems import problems
from tracker.pages.provision import provision
from tracker.pages.reading_labels import paragraph
from tracker.pages.resolve import resolve
from tracker.pages.screen import screen, screen_stream
from tracker.pages.screen_turning import turn
from tracker.pages.search import search
from tracker.pages.signs import colours, signs
from tracker.pages.since import since
from tracker.pages.tokens import revoke, tokens
from tracker.pages.webhooks import enable as enable_webhook
from tracker.pages.webhooks import remove as remove_webhook
from tracker.pages.webhooks import renew as renew_webhook
from tracker.pages.webhooks import replay as replay_webhook
from tracker.pages.webhooks import switch_off as switch_webhook_off
from tracker.pages.webhooks import webhook, webhooks

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("processes/<slug:process_slug>/", process, name="process"),
    path("processes/<slug:process_slug>/signs/", signs, name="signs"),
    path("processes/<slug:process_slug>/signs.css", colours, name="signs-sheet"),
    path("documents/<slug:document_slug>/", document, name="document"),
    path("documents/<slug:document_slug>/print.css", print_head, name="print-head"),
    path("documents/<slug:document_slug>/p/<path:label>/", paragraph, name="paragraph"),
    path("documents/<slug:document_slug>/status/", matrix, name="matrix"),
    path(
        "documents/<slug:document_slug>/status/<slug:public_id>/<slug:meeting_slug>/",
        entry,
        name="matrix-entry",
    ),
    path("documents/<slug:document_slug>/open/", outstanding, name="outstanding"),
    path(
        "documents/<slug:document_slug>/open/print.css",
        outstanding_head,
        name="outstanding-head",
    ),
    path("documents/<slug:document_slug>/compare/", comparison, name="comparison"),
    path("documents/<slug:document_slug>/compare/link/", link, name="link"),
    path("documents/<slug:document_slug>/compare/cancel/", cancel, name="cancel"),
    path("documents/<slug:document_slug>/compare/print.css", redline_head, name="redline-head"),
    path("documents/<slug:document_slug>/since/", since, name="since"),
    path("documents/<slug:document_slug>/feed/", document_feed, name="document-feed"),
    path("documents/<slug:document_slug>/concordance/", concordance, name="concordance"),
    path("documents/<slug:document_slug>/chart/", chart, name="chart"),
    path("documents/<slug:document_slug>/import/", start, name="imports"),
    path("documents/<slug:document_slug>/import/<slug:public_id>/", review, name="import-review"),
    path("documents/<slug:document_slug>/problems/", problems, name="problems"),
    path("provisions/<slug:public_id>/", provision, name="provision"),
    path("provisions/<slug:public_id>/feed/", provision_feed, name="provision-feed"),
    path("provisions/<slug:public_id>/try/", resolve, name="try"),
    path("provisions/<slug:public_id>/assign/", give_out, name="assign"),
    path("meetings/<slug:meeting_slug>/", meeting, name="meeting"),
    path("screen/<slug:meeting_slug>/", screen, name="screen"),
    path("screen/<slug:meeting_slug>/turn/", turn, name="screen-turn"),
    path("screen/<slug:meeting_slug>/stream/", screen_stream, name="screen-stream"),
    path("action-lines/", lines, name="lines"),
    path("action-lines/<str:code>/", line, name="line"),
    path("desk/<slug:document_slug>/", desk, name="desk"),
    path("desk/<slug:document_slug>/read/", read, name="desk-read"),
    path("desk/<slug:document_slug>/try/", attempt, name="desk-try"),
    path("desk/<slug:document_slug>/save/", save, name="desk-save"),
    path("desk/<slug:document_slug>/provision/", change, name="desk-provision"),
    path("desk/<slug:document_slug>/merge/", merging, name="desk-merge"),
    path("desk/<slug:document_slug>/move/", moving, name="desk-move"),
    path("desk/<slug:document_slug>/decide/", decide, name="desk-decide"),
    path("desk/<slug:document_slug>/take-back/", take_back, name="desk-take-back"),
    path("desk/<slug:document_slug>/here/", here, name="desk-here"),
    path("desk/<slug:document_slug>/screen/", screen_here, name="desk-screen"),
    path("desk/<slug:document_slug>/history/", history, name="desk-history"),
    path("desk/<slug:document_slug>/draft/", controls, name="desk-draft"),
    path("search/", search, name="search"),
    path("notes/", notes, name="notes"),
    path("notes/add/<slug:provision_id>/", add_note, name="add-note"),
    path("notes/<slug:public_id>/", note, name="note"),
    path("notes/<slug:public_id>/remove/", remove_note, name="remove-note"),
    path("appearance/", appearance, name="appearance"),
    path("language/", language, name="language"),
    path("following/", following, name="following"),
    path("following/read/", mark_read, name="mark-read"),
    path("following/watch/", add_watch, name="add-watch"),
    path("following/address/", ask_address, name="ask-address"),
    path("following/address/<str:signed>/", confirm_address, name="confirm-address"),
    path("following/mail/", choose_mail, name="choose-mail"),
    path("following/mail/<str:signed>/", unsubscribe, name="unsubscribe"),
    path("following/feed/", renew_feed, name="renew-feed"),
    path("following/feed/<str:secret>/", own_feed, name="own-feed"),
    path("following/<slug:public_id>/remove/", remove_watch, name="remove-watch"),
    path("account/tokens/", tokens, name="tokens"),
    path("account/tokens/<slug:public_id>/revoke/", revoke, name="revoke-token"),
    path("account/webhooks/", webhooks, name="webhooks"),
    path("account/webhooks/<slug:public_id>/", webhook, name="webhook"),
    path("account/webhooks/<slug:public_id>/secret/", renew_webhook, name="renew-webhook"),
    path("account/webhooks/<slug:public_id>/enable/", enable_webhook, name="enable-webhook"),
    path("account/webhooks/<slug:public_id>/off/", switch_webhook_off, name="switch-webhook-off"),
    path("account/webhooks/<slug:public_id>/remove/", remove_webhook, name="remove-webhook"),
    path("account/webhooks/<slug:public_id>/replay/", replay_webhook, name="replay-webhook"),
    path("id/draft/<slug:draft_id>", permanent_draft),
    path("id/provision/<slug:provision_id>", permanent_provision),
    path("id/draft/<slug:draft_id>/provision/<slug:provision_id>", permanent_wording),
    path("id/draft/<slug:draft_id>/label/<path:label>", permanent_label),
]
