"""The OpenAPI description as a page to read: what programs can ask, for whoever writes one or gives out tokens."""

from typing import Any

from tracker.domain.wording import join_words
from tracker.web.api.description import description

TITLES = {
    "meetings": "Meetings",
    "actions": "Actions, updates and evidence",
    "measures": "Measures and readings",
    "openapi.json": "The description",
    "problems": "Problems",
}
WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "object": "an object",
}
FORMATS = {"date": "a day", "date-time": "a time", "binary": "a file", "uri": "an address"}

Said = dict[str, Any]


def page() -> Said:
    """The context of api_tokens/reference.html."""
    told = description()
    groups: dict[str, list[Said]] = {}
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            groups.setdefault(one["tags"][0], []).append(_operation(path, method, one))
    return {
        "groups": [
            {"title": title, "id": f"part-{tag.partition('.')[0]}", "operations": groups[tag]}
            for tag, title in TITLES.items()
        ],
        "models": [_model(name, schema) for name, schema in told["components"]["schemas"].items()],
    }


def _operation(path: str, method: str, one: Said) -> Said:
    good = next(code for code in one["responses"] if code.startswith("2"))
    content = one["responses"][good].get("content", {})
    sent = one.get("requestBody", {}).get("content", {})
    return {
        "id": one["operationId"].replace("_", "-"),
        "method": method.upper(),
        "path": path,
        "summary": one["summary"],
        "more": one["description"].replace("`", ""),
        "parameters": [
            _field(row["name"], row["schema"] | _about(row), row["required"]) for row in one["parameters"]
        ],
        "sent": type_of(next(iter(sent.values()))["schema"]) if sent else None,
        "status": good,
        "gives": type_of(next(iter(content.values()))["schema"]),
        "refusals": join_words([code for code in one["responses"] if code >= "400"], "or"),
    }


def _about(row: Said) -> Said:
    return {"description": row["description"]} if "description" in row else {}


def _model(name: str, schema: Said) -> Said:
    needed = schema.get("required", [])
    fields = [_field(key, said, key in needed) for key, said in schema.get("properties", {}).items()]
    if "enum" in schema:
        return {"name": name, "about": f"One of {', '.join(schema['enum'])}.", "fields": [], "choices": []}
    choices = [type_of(one) for one in schema.get("anyOf", [])]
    return {"name": name, "about": schema.get("description", ""), "fields": fields, "choices": choices}


def _field(name: str, schema: Said, needed: bool) -> Said:
    return {"name": name, "type": type_of(schema), "needed": needed, "about": schema.get("description", "")}


def type_of(schema: Said) -> Said:
    """What a schema takes, in words, and the model that it names, if it names one."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return {"words": name, "model": name}
    if "anyOf" in schema:
        found = [type_of(one) for one in schema["anyOf"]]
        model = next((one["model"] for one in found if one["model"]), "")
        return {"words": join_words([one["words"] for one in found], "or"), "model": model}
    if "enum" in schema:
        values = schema["enum"]
        return {
            "words": "one of " + ", ".join(map(str, values)) if len(values) < 12 else "a kind",
            "model": "",
        }
    if schema.get("type") == "array":
        inner = type_of(schema["items"])
        return {"words": f"a list of {inner['words']}", "model": inner["model"]}
    words = FORMATS.get(schema.get("format", "")) or WORDS.get(schema.get("type", ""), "anything")
    if "properties" in schema:
        words = "a form with a file"
    return {"words": words, "model": ""}
