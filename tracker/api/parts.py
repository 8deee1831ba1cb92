"""What the schema says of answers of which only some fields were asked for."""

from __future__ import annotations

from typing import Any, Final

from rest_framework.serializers import ListSerializer, Serializer

FIELDS: Final = "fields"
_JSON: Final = "application/json"
_PART: Final = "Part"


def names_in(shape: Any, path: str = "") -> list[str]:
    """Every name that may be asked for: of a field, and of a field inside it with a dot."""
    inside = shape.child if isinstance(shape, ListSerializer) else shape
    if not isinstance(inside, Serializer):
        return []
    found = []
    for name, field in inside.fields.items():
        found += [f"{path}{name}", *names_in(field, f"{path}{name}.")]
    return found


def say_what_parts_are(schema: dict[str, Any]) -> None:
    """Let an operation that takes ``fields`` answer with its shape or with a part of it."""
    components = schema["components"]["schemas"]
    for operations in schema["paths"].values():
        operation = operations.get("get", {})
        if any(one["name"] == FIELDS for one in operation.get("parameters", ())):
            content = operation["responses"]["200"]["content"][_JSON]
            content["schema"] = {"anyOf": [content["schema"], _part(content["schema"], components)]}


def _part(of: Any, components: dict[str, Any]) -> Any:
    """The schema of a part: nothing is required, and nothing else comes in. A page keeps its
    own frame."""
    match of:
        case {"$ref": str(reference)}:
            name = reference.rpartition("/")[2]
            if f"{name}{_PART}" not in components:
                components[f"{name}{_PART}"] = {}
                components[f"{name}{_PART}"] = _part(components[name], components)
                if name.startswith("Paginated"):
                    components[f"{name}{_PART}"]["required"] = components[name]["required"]
            return {"$ref": f"{reference}{_PART}"}
        case dict():
            kept = {name: _part(value, components) for name, value in of.items()}
            if "properties" in of:
                kept.pop("required", None)
                kept["additionalProperties"] = False
            return kept
        case list():
            return [_part(one, components) for one in of]
        case _:
            return of
