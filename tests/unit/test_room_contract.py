"""The import contract of a room: what it lets through, and what it names."""

from grimp import ImportGraph

from script.room_contract import RoomContract


def _graph(*imports: tuple[str, str, str]) -> ImportGraph:
    graph = ImportGraph()
    for importer, imported, line in imports:
        graph.add_import(importer=importer, imported=imported, line_number=3, line_contents=line)
    return graph


def _broken(graph: ImportGraph, **options: list[str]) -> list[str]:
    contract = RoomContract(
        name="a room",
        session_options={},
        contract_options={
            "room": ["tracker.store"],
            "may_import": ["tracker.domain"],
            "outside": [],
            **options,
        },
    )
    return list(contract.check(graph, verbose=False).metadata["broken"])


def test_a_room_imports_itself_the_standard_library_and_the_rooms_it_was_given() -> None:
    graph = _graph(
        ("tracker.store.posts", "tracker.store.session", "from tracker.store.session import Database"),
        ("tracker.store.posts", "tracker.domain.posts", "from tracker.domain.posts import Post"),
        ("tracker.store.posts", "datetime", "import datetime"),
    )
    assert _broken(graph) == []


def test_any_other_room_is_named_with_its_line() -> None:
    graph = _graph(("tracker.store.posts", "tracker.web.posts", "from tracker.web import posts"))
    assert _broken(graph) == ["tracker.store.posts imports tracker.web.posts (line 3)"]


def test_a_room_whose_name_begins_alike_is_another_room() -> None:
    graph = _graph(("tracker.store.posts", "tracker.domains", "import tracker.domains"))
    assert _broken(graph) == ["tracker.store.posts imports tracker.domains (line 3)"]


def test_a_package_from_elsewhere_needs_to_be_listed() -> None:
    graph = _graph(("tracker.store.posts", "sqlmodel", "from sqlmodel import select"))
    assert _broken(graph) == ["tracker.store.posts imports sqlmodel (line 3)"]
    assert _broken(graph, outside=["sqlmodel"]) == []
    assert _broken(graph, outside=["any"]) == []
    assert _broken(graph, exceptions=["tracker.store.posts -> sqlmodel"]) == []
    assert _broken(graph, exceptions=["tracker.store.actions -> sqlmodel"]) != []
    assert _broken(graph, lines=["from sqlmodel import select"]) == []
    assert _broken(graph, lines=["from sqlmodel import Session"]) != []


def test_an_adapter_has_one_outside_library() -> None:
    one = ("tracker.store.pdf", "weasyprint", "import weasyprint")
    assert _broken(_graph(one), outside=["one"]) == []
    both = _graph(one, ("tracker.store.pdf", "pikepdf", "import pikepdf"))
    assert _broken(both, outside=["one"]) == [
        "tracker.store.pdf imports more than one outside library: pikepdf, weasyprint"
    ]
