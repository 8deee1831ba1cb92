"""What the schema says of every operation alike."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from tracker.api.access import BearerAuthentication
from tracker.api.parts import FIELDS, names_in, say_what_parts_are

_KEY: Final = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    description="Sent again with the same key, it is done once and answered alike.",
)


class Described(AutoSchema):
    """What a view declares for itself is what the schema says of it."""

    def get_auth(self) -> list[dict[str, list[str]]]:
        """How one says who one is; what is a person's own takes that for reading, too."""
        ways: list[dict[str, list[str]]] = super().get_auth()
        return [way for way in ways if way or not getattr(self.view, "is_personal", False)]

    def get_override_parameters(self) -> list[Any]:
        """The query it reads, and what goes with every operation of its kind."""
        found = list(super().get_override_parameters())
        view: Any = self.view
        if not hasattr(view, "scope_for"):  # a view of another house
            return found
        if self.method == "POST":
            return [*found, _KEY]
        if self.method == "GET":
            if view.query().fields:
                found.append(view.query)
            if view.serializer_class is not None:
                found.append(_fields(names_in(view.serializer_class())))
        return found


def _fields(names: list[str]) -> OpenApiParameter:
    return OpenApiParameter(
        FIELDS,
        str,
        many=True,
        enum=names,
        style="form",
        explode=False,
        description="Only these of its fields, with commas between: `label,draft.symbol`.",
    )


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The schema's word for it."""

    target_class = BearerAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A bearer token."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of a person, made at /account/tokens/.",
        }


_PROBLEM = {
    "type": "object",
    "description": "A refusal (RFC 9457); `parameters` names what was malformed.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameters": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
    "required": ["type", "title", "status", "detail", "parameters"],
}
_REFUSALS: Final = {
    "400": "A parameter is malformed, or unknown.",
    "401": "The token opens nothing, or none is shown where one is needed.",
    "403": "Not with this token, or not in this role.",
    "404": "Not there, or not for this reader.",
    "406": "In no such form.",
    "429": "Asked too fast; `Retry-After` says when to come back.",
}
_WRITE_REFUSALS: Final = {
    "409": "The state of the negotiation does not allow it, or the same is being done just now.",
    "415": "Sent in a form that is not read.",
    "422": "The key was used for something else before.",
}
_EDIT_REFUSALS: Final = {
    "412": "The words were changed since.",
    "428": "`If-Match` must say which version is meant.",
}


def describe_refusals(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """The schema with the refusals that any operation may answer."""
    result["components"]["schemas"]["ProblemDetails"] = _PROBLEM
    reference = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    say_what_parts_are(result)
    for name, component in result["components"]["schemas"].items():
        if name.endswith("Write"):
            component["additionalProperties"] = False
    for operations in result["paths"].values():
        for method, operation in operations.items():
            refusals = _REFUSALS if method == "get" else _REFUSALS | _WRITE_REFUSALS
            if method != "get":  # who writes says who they are
                operation["security"] = [way for way in operation["security"] if way]
            for status, description in (
                refusals | _EDIT_REFUSALS if method == "put" else refusals
            ).items():
                operation["responses"][status] = {
                    "description": description,
                    "content": {"application/problem+json": reference},
                }
    return result
