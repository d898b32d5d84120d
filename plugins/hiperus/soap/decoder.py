"""Reads a whole small answer: what PHP's SoapServer sends, in every shape it sends it.

Hostile XML ends in an error: no DTD, no entities, no network, bounded size and depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from hiperus.domain.flags import read_flag
from hiperus.domain.ports import PlatformRow
from hiperus.errors import (
    IncompleteAnswerError,
    RequestRejectedError,
    ResponseFormatError,
    SoapFaultError,
)
from hiperus.soap.bad_bytes import Masker, unmasked
from hiperus.soap.redaction import shown

MAX_BYTES = 128 * 1024 * 1024
MAX_TAGS = 6_000_000
"""Tags of some 25,000 accounts; a tree of so many elements still fits into 1 GB."""
MAX_DEPTH = 32
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_ENVELOPE_END = b"Envelope>"
_IS_UTF8 = re.compile(
    rb"(?:\xef\xbb\xbf)?<(?!\?)|<\?xml [^>]*encoding=[\"']utf-8[\"']", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One successful answer.

    Attributes:
        rows: the records of `result_set`.
        session_id: what the answer's `sessid` holds; the new session after `Login`.
    """

    rows: list[PlatformRow]
    session_id: str | None = field(repr=False)


def joined(chunks: Iterable[bytes], action: str) -> bytes:
    """Put a small answer together.

    Raises:
        ResponseFormatError: it is larger than `MAX_BYTES`, or holds more than `MAX_TAGS`.
    """
    parts, size, tags = [], 0, 0
    for chunk in chunks:
        size += len(chunk)
        tags += chunk.count(b"<")
        if size > MAX_BYTES or tags > MAX_TAGS:
            raise ResponseFormatError(
                f"The answer to {action} is larger than {MAX_BYTES >> 20} MB or {MAX_TAGS} tags.",
                action=action,
            )
        parts.append(chunk)
    return b"".join(parts)


def decode_answer(body: bytes, action: str) -> Answer:
    """Read one answer.

    A bad byte in one record's text does not keep the others from being read: it stays in its text,
    a control character as it is, an invalid byte as a surrogate.

    Raises:
        RequestRejectedError: `success` is false; with the platform's words.
        SoapFaultError: a Fault.
        IncompleteAnswerError: the answer ends early.
        ResponseFormatError: not XML, or not shaped as the platform's answers are.
    """
    root, is_masked = _parsed(body, action)
    content = _body_content(root, action)
    if _local(content) == "Fault":
        raise fault_error(_fields_of(content), action)
    returned = next(iter(content), None)
    if returned is None:
        raise ResponseFormatError(f"The answer to {action} holds nothing.", action=action)
    fields = {_local(child): child for child in returned}
    texts = {name: _text(child) for name, child in fields.items() if name != "result_set"}
    check_success(texts.get("success"), texts.get("error_message"), action)
    targets = _targets(returned)
    rows = [_row(item, targets, action) for item in fields.get("result_set", ())]
    return Answer([_as_it_came(row) for row in rows] if is_masked else rows, texts.get("sessid"))


_ADVICE = {"GetBilling": "Where it names a period that is too long, ask for less at once. "}
"""What else helps where an action is refused."""


def check_success(success: str | None, message: str | None, action: str) -> None:
    """Let a successful answer pass.

    Raises:
        RequestRejectedError: the platform said no.
        ResponseFormatError: it said neither yes nor no.
    """
    known = read_flag(success)
    if known:
        return
    if known is None:
        raise ResponseFormatError(
            f"The answer to {action} does not say whether it succeeded.", action=action
        )
    words = shown(message or "").rstrip(".")
    raise RequestRejectedError(
        f"The platform refused {action}: {words or 'it gave no reason'}. {_ADVICE.get(action, '')}"
        "Mend what it names, then run this again.",
        action=action,
        platform_message=words,
    )


def fault_error(fields: Mapping[str, str | None], action: str) -> SoapFaultError:
    """Return the error for a SOAP Fault with these fields."""
    code, words = (
        shown(fields.get("faultcode") or ""),
        shown(fields.get("faultstring") or "").rstrip("."),
    )
    return SoapFaultError(
        f"The platform answered {action} with a SOAP Fault ({code}): {words}.",
        action=action,
        code=code,
    )


def _parsed(body: bytes, action: str) -> tuple[etree._Element, bool]:
    """Return the answer's root, and whether its texts hold substitutes for bad bytes."""
    is_masked = False
    try:
        root = _root(body)
    except (etree.XMLSyntaxError, ValueError) as error:
        masker = Masker()
        masked = masker.mask(body, is_last=True)
        is_masked = masker.found and _IS_UTF8.match(body) is not None
        if not is_masked:
            raise _unreadable(body, action, error) from None
        try:
            root = _root(masked)
        except (etree.XMLSyntaxError, ValueError) as other:
            raise _unreadable(body, action, other) from None
    if _has_doctype(root):
        raise ResponseFormatError(
            f"The answer to {action} holds a document type, which is refused.", action=action
        )
    return root, is_masked


def _root(body: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    return etree.fromstring(body, parser)


def _as_it_came(row: PlatformRow) -> PlatformRow:
    """Put bad bytes back: control characters as they are, others as surrogates (PEP 383)."""
    return {
        name: value and unmasked(value).decode("utf-8", "surrogateescape")
        for name, value in row.items()
    }


def _has_doctype(root: etree._Element) -> bool:
    return bool(getattr(root.getroottree().docinfo, "doctype", ""))


def _unreadable(
    body: bytes, action: str, error: Exception
) -> IncompleteAnswerError | ResponseFormatError:
    """Tell an answer that was cut off from one that never was XML."""
    started = body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if started and _ENVELOPE_END not in body[-200:] and b"<!DOCTYPE" not in body[:1000]:
        return IncompleteAnswerError(f"The answer to {action} ends early.", action=action)
    position = getattr(error, "position", None)
    return ResponseFormatError(
        f"The answer to {action} is not XML (line, column: {position}).", action=action
    )


def _body_content(root: etree._Element, action: str) -> etree._Element:
    for body in root:
        if _local(root) == "Envelope" and _local(body) == "Body" and len(body):
            return body[0]
    raise ResponseFormatError(f"The answer to {action} is no SOAP envelope.", action=action)


def _row(item: etree._Element, targets: dict[str, etree._Element], action: str) -> PlatformRow:
    """Read one record, from a struct or an Apache map."""
    item = _followed(item, targets)
    if len(item) == 0 and _text(item) is not None:
        raise ResponseFormatError(
            f"The answer to {action} holds a text where a record should be.", action=action
        )
    return {name: _deep_text(value, targets, action) for name, value in _entries(item, targets)}


def _entries(
    item: etree._Element, targets: dict[str, etree._Element]
) -> Iterator[tuple[str, etree._Element]]:
    for child in item:
        if _local(child) != "item":
            yield _local(child), child
            continue
        parts = {_local(part): part for part in _followed(child, targets)}
        if "key" in parts and "value" in parts:
            yield _text(parts["key"]) or "", parts["value"]


def _deep_text(
    element: etree._Element, targets: dict[str, etree._Element], action: str, depth: int = 0
) -> str | None:
    """Return a value's text; of a list of values, one a line."""
    element = _followed(element, targets)
    if len(element) == 0:
        return _text(element)
    if depth > MAX_DEPTH:
        raise ResponseFormatError(f"The answer to {action} is nested too deeply.", action=action)
    texts = (_deep_text(child, targets, action, depth + 1) for child in element)
    return "\n".join(text for text in texts if text is not None) or None


def _text(element: etree._Element) -> str | None:
    """Return an element's own text; a real boolean reads t or f, and nothing is None."""
    text = element.text
    if not text:
        return None
    if element.get(_XSI_TYPE, "").rpartition(":")[2] == "boolean":
        return "t" if read_flag(text) else "f"
    return text


def _fields_of(element: etree._Element) -> dict[str, str | None]:
    return {_local(child): _text(child) for child in element}


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _targets(root: etree._Element) -> dict[str, etree._Element]:
    """Map the ids of elements that PHP refers to from elsewhere in the answer."""
    return {identity: e for e in root.iter() if (identity := e.get("id"))}


def _followed(element: etree._Element, targets: dict[str, etree._Element]) -> etree._Element:
    return targets.get(element.get("href", "").lstrip("#"), element)
