"""Read XML safely, as a stream. A DOCTYPE is refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from netcli.errors import BadInput
from netcli.importers.source import Source
from netcli.language import say

CAP: Final = 1 << 30
"""Maximum size of an XML file, in bytes. No address book is as large."""
TREE_CAP: Final = 64 << 20
"""Maximum size, in bytes, of an XML file that is read whole."""
DEPTH: Final = 100
"""Maximum depth to which elements are nested; exports have about ten levels."""
TEXT: Final = 1 << 16
"""Approximate maximum length, in characters, of an element's own text. Longer texts are cut."""
CHUNK: Final = 1 << 16
UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_ROOT: Final = re.compile(
    r"\s*(?>(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*)<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]",
    re.DOTALL,
)


@dataclass(slots=True)
class Element:
    """An element of XML, with its line, text and children.

    The tag and the attributes have no namespaces.
    """

    tag: str
    space: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def first(self, tag: str) -> Element | None:
        """Return the first element called *tag* inside this element, at any depth."""
        return next((element for element in self.walk() if element.tag == tag), None)

    @property
    def raw(self) -> str:
        """Return the element's start tag, which represents the element in a report."""
        return f"<{self.tag}{''.join(f' {name}={value!r}' for name, value in self.attributes.items())}>"

    def walk(self) -> Iterator[Element]:
        """Yield this element and all elements inside it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()


def root(source: Source) -> str:
    """Return the root element's name, in lower case and without a namespace.

    If the file is not XML, the name is empty.
    """
    return source.once(_root)


def _root(source: Source) -> str:
    found = _ROOT.match(source.text)
    return found[1].casefold() if found else ""


def elements(source: Source, tags: Collection[str]) -> Iterator[Element]:
    """Yield each element whose tag is in *tags* as soon as the element ends.

    Then yield the root. An element that was yielded is not among its parent's `children`. If *tags* is empty, only the
    whole root is yielded.

    Raises BadInput for a DOCTYPE, or if the XML is broken, too deep or too large.
    """
    file = source.name  # the handlers lead to the parser, and the parser to them: they must not keep an archive open
    parser = expat.ParserCreate(_undeclared(source), namespace_separator="\n")
    parser.buffer_text = True
    open_elements: list[Element] = []
    done: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) >= DEPTH:
            raise BadInput(say("{name}: nested too deeply", name=file), say("export it again"), code="damaged")
        space, _, tag = name.rpartition("\n")
        local = {key.rpartition("\n")[2]: value for key, value in attributes.items()}
        open_elements.append(Element(tag, space, local, parser.CurrentLineNumber))

    def end(_: str) -> None:
        element = open_elements.pop()
        if element.tag in tags or not open_elements:
            done.append(element)
        elif not tags or any(outer.tag in tags for outer in open_elements):  # no other element is needed
            open_elements[-1].children.append(element)

    def characters(data: str) -> None:
        if open_elements and len(open_elements[-1].text) < TEXT:
            open_elements[-1].text += data

    def doctype(*_: object) -> None:
        raise BadInput(
            say("{name}: XML with a DOCTYPE is refused", name=file),
            say("remove that line if you trust the file"),
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    size = 0
    with source.open() as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > CAP:
                raise BadInput(say("{name}: more than {cap} MB of XML", name=file, cap=CAP >> 20), say("split it"))
            _feed(parser, chunk, file, final=False)
            yield from done
            done.clear()
    _feed(parser, b"", file, final=True)
    yield from done


def _undeclared(source: Source) -> str | None:
    """Return the detected encoding, or None if the XML parser can find the encoding."""
    if b"encoding" in source.head.partition(b"?>")[0] or source.head.startswith(UTF16):
        return None
    encoding = source.encoding.name
    return None if encoding.startswith("utf") else encoding


def tree(source: Source) -> Element:
    """Return the root element of a file, with everything in it.

    Raises BadInput if the file exceeds `TREE_CAP`, or if the function `elements` rejects the file.
    """
    with source.open() as stream:
        if len(stream.read(TREE_CAP + 1)) > TREE_CAP:
            raise BadInput(
                say("{name}: more than {tree_cap} MB of XML", name=source.name, tree_cap=TREE_CAP >> 20),
                say("split it"),
            )
    *_, whole = elements(source, ())
    return whole


def _feed(parser: expat.XMLParserType, chunk: bytes, name: str, *, final: bool) -> None:
    try:
        parser.Parse(chunk, final)
    except expat.ExpatError as error:
        raise BadInput(
            say("{name}: not valid XML ({error})", name=name, error=error), say("export it again"), code="damaged"
        ) from error
    except (ValueError, LookupError) as error:  # the encoding is unknown, or has several bytes per character
        raise BadInput(
            say("{name}: XML in an encoding that cannot be read ({error})", name=name, error=error),
            say("save the file as UTF-8"),
        ) from error
