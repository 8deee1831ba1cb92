"""What the schema says of every operation alike."""

from __future__ import annotations

from typing import Any

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
_REFUSALS = {
    "400": "A parameter is malformed.",
    "404": "Not there, or not for this reader.",
    "406": "In no such form.",
}


def describe_refusals(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """The schema with the refusals that any operation may answer."""
    result["components"]["schemas"]["ProblemDetails"] = _PROBLEM
    reference = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    for operations in result["paths"].values():
        for operation in operations.values():
            for status, description in _REFUSALS.items():
                operation["responses"][status] = {
                    "description": description,
                    "content": {"application/problem+json": reference},
                }
    return result
