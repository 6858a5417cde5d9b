"""A card's values as HTML, for WeasyPrint: every word and every drawing, arranged more simply than by cardgen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from bench.matter import Values
from bench.words import Pairs


def html(card: Values, look: Values) -> str:
    """Return a card as one HTML document, a section for each side.

    Args:
        card: See ``matter.card``.
        look: See ``matter.look``.
    """
    sides = "".join(_side(side, look) for side in card["sides"])
    head = f'<meta charset="utf-8"><title>{escape(card["title"])}</title>'
    return f'<!DOCTYPE html><html lang="{card["language"]}"><head>{head}</head><body>{sides}</body></html>'


def _side(side: Values, look: Values) -> str:
    band = side["band"]
    lines = "<br>".join(map(escape, band["lines"]))
    body = "".join(_block(block, look) for block in side["blocks"])
    return (
        f'<section class="{side["side"]}"><header><h1>{escape(band["title"])}</h1><p>{lines}</p></header>'
        f"{body}</section>"
    )


def _block(block: Values, look: Values) -> str:
    kind = block["kind"]
    if kind == "phase":
        return _phase(block, look)
    if kind == "foot":
        rows = "".join(f"<div>{_pairs(row)}</div>" for row in block["rows"])
        return f'<footer>{_sign(look["signs"]["no-go"])}<div class="rows">{rows}</div></footer>'
    if kind == "emergency":
        return f'<p class="emergency">{_sign(look["signs"]["flag"])} {_pairs(block["text"])}</p>'
    if kind == "signals":
        panels = "".join(_signal(panel, look) for panel in block["panels"])
        return f'<div class="{"beside" if block["beside"] else "stacked"}">{panels}</div>'
    return _BLOCKS[kind](block)


# ------------------------------------------------------------------ front
def _time(bar: Values) -> str:
    total = sum(cell["minutes"] for cell in bar["cells"])
    cells = "".join(
        f'<td class="{cell["phase"] if cell["lit"] else "unlit"}" style="width: {100 * cell["minutes"] / total:.2f}%">'
        f"{cell['number']}</td>"
        for cell in bar["cells"]
    )
    return (
        f'<div role="img" aria-label="{escape(bar["alt"])}" class="time"><p>{_spread(bar["names"])}</p>'
        f"<table><tr>{cells}</tr></table><p>{_spread(bar['elapsed'])}</p></div>"
    )


def _spread(labels: Iterable[tuple[float, str]]) -> str:
    return " ".join(f"<span>{escape(words)}</span>" for _, words in labels)


def _phase(phase: Values, look: Values) -> str:
    style = look["phases"][phase["phase"]]
    fill, text = look["palette"][style["fill"]], look["palette"][style["text"]]
    steps = "".join(map(_step, phase["steps"]))
    label = f'<div class="strip" style="background: {fill}; color: {text}"><span>{escape(phase["label"])}</span></div>'
    return f'<div class="phase {phase["phase"]}">{label}<div class="steps">{steps}</div></div>'


def _step(step: Values) -> str:
    about = f"<i>{escape(step['about'])}</i> " if step["about"] else ""
    shape = f"{'minutes' if step['minutes'] else 'times'} {'filled' if step['filled'] else 'outlined'}"
    badge = f'<span class="badge {shape}">{_sign(step["icon"])} {escape(step["dose"])}</span>'
    dots = _sign(step["dots"], "" if step["pressure"] else step["says"])
    told = f"{escape(step['pressure'])} {dots}"
    hands = f'<p class="hands"><span>{told}</span>{_sign(step["hand"])} {escape(step["hands"])}</p>'
    return (
        f'<div class="step"><div class="tile" style="width: {step["tile"]}pt">{_picture(step["figure"], step["alt"])}'
        f'<b>{step["number"]}</b></div><div class="said">'
        f'<div class="right">{about}{"" if step["hands"] else dots} {badge}</div>'
        f"<h2>{escape(step['name'])} <i>{escape(step['term'])}</i></h2>"
        f"{hands if step['hands'] else ''}<p>{_pairs(step['text'])}</p></div></div>"
    )


# ------------------------------------------------------------------ other sides
def _person(block: Values) -> str:
    if not block["title"]:
        return f'<p class="barred">{_pairs(block["text"])}</p>'
    status = f"<p>{escape(block['status'])}</p>"
    columns = "".join(
        "<div>" + "".join(f"<b>{escape(part['lead'])}</b>{_list(part['items'])}" for part in parts) + "</div>"
        for parts in block["columns"]
    )
    title = escape(block["title"])
    return f'<div class="panel person"><h2>{title}</h2>{status}<div class="beside">{columns}</div></div>'


def _signal(panel: Values, look: Values) -> str:
    sign = look["signs"].get(panel["word"])
    word = f'<h2 class="{panel["word"].lower()}">{_sign(sign) if sign else ""} {panel["word"]}</h2>'
    if "text" in panel:
        return f'<div class="panel"><div class="word">{word}</div><p>{_pairs(panel["text"])}</p></div>'
    return (
        f'<div class="panel" style="width: {panel["width"]}pt">{word}<b>{escape(panel["lead"])}</b>'
        f'<div class="beside">{"".join(map(_list, panel["columns"]))}</div><p>{escape(panel["after"])}</p></div>'
    )


def _notice(block: Values) -> str:
    word = block["word"]
    return f'<div class="panel side"><h2 class="{word.lower()}">{word}</h2><p>{_pairs(block["text"])}</p></div>'


def _always(block: Values) -> str:
    return f"<p><b>{_pairs(block['text'])}</b></p>"


def _items(block: Values) -> str:
    return _heading(block) + "".join(f"<p>{_pairs(item)}</p>" for item in block["items"])


def _checklist(block: Values) -> str:
    return f'{_heading(block)}<div class="beside ticks">{"".join(map(_list, block["columns"]))}</div>'


def _pain(block: Values) -> str:
    cells = block["cells"]
    header = "".join(f"<th>{escape(cell)}</th>" for cell in block["header"])
    rows = "".join(
        f"<tr><td>{escape(felt)}</td><td><b>{escape(sign)}</b></td></tr>"
        for felt, sign in zip(cells[::2], cells[1::2], strict=True)
    )
    return f'{_heading(block)}<p>{escape(block["lead"])}</p><table class="pain"><tr>{header}</tr>{rows}</table>'


def _fields(block: Values) -> str:
    return "".join(f'<div class="beside">{"".join(map(_field, row))}</div>' for row in block["rows"])


def _field(field: Values) -> str:
    label = f"<small>{escape(field['label'])}</small>"
    return f'<div class="field" style="height: {field["height"] - 4:.1f}pt">{label}<br>{escape(field["value"])}</div>'


def _log(block: Values) -> str:
    cells = [f'<div class="field log"><small>{number}</small></div>' for number in block["numbers"]]
    columns = block["columns"]
    rows = ("".join(cells[start : start + columns]) for start in range(0, len(cells), columns))
    title = f"<p><small>{escape(block['title'])}</small></p>"
    return title + "".join(f'<div class="beside">{row}</div>' for row in rows)


def _sources(block: Values) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in block["lines"])
    return f'<div class="sources">{_heading(block)}{lines}</div>'


_BLOCKS: dict[str, Callable[[Values], str]] = {
    "time bar": _time,
    "person": _person,
    "notice": _notice,
    "always": _always,
    "rules": _items,
    "steps in full": _items,
    "glossary": _items,
    "checklist": _checklist,
    "pain signs": _pain,
    "fields": _fields,
    "session log": _log,
    "notes": _fields,
    "sources": _sources,
}


# ------------------------------------------------------------------ parts
def _heading(block: Values) -> str:
    return f"<h2>{escape(block['title'])}</h2>" if block["title"] else ""


def _pairs(said: Pairs) -> str:
    return "".join((f"<b>{escape(lead)}</b>" if lead else "") + escape(rest) for lead, rest in said)


def _list(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def _picture(name: str, alt: str) -> str:
    return f'<img src="drawings/{name}.svg" alt="{escape(alt)}">'


def _sign(name: str, alt: str = "") -> str:
    return _picture(name, alt) if name else ""
