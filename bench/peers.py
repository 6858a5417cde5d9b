"""The peers from PyPI, each behind one function: plain values in, a PDF out."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ttf_opensans
import typst as typst_engine
import weasyprint as weasyprint_engine
from weasyprint.text.fonts import FontConfiguration

Maker = Callable[[Mapping[str, Any]], bytes]

FONTS = Path(ttf_opensans.__file__).parent


def typst(folder: Path, figures: Mapping[str, str]) -> Maker:
    """Return a maker that reuses one Typst compiler: its steady rate.

    Args:
        folder: An empty folder, for the template and the figures.
        figures: SVG by name.
    """
    (folder / "figures").mkdir()
    for name, drawing in figures.items():
        (folder / "figures" / f"{name}.svg").write_text(drawing)
    template = folder / "card.typ"
    template.write_text(Path(__file__).with_name("card.typ").read_text())
    compiler = typst_engine.Compiler(
        str(template), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs={"card": "{}"}
    )

    def make(card: Mapping[str, Any]) -> bytes:
        made = compiler.compile(format="pdf", sys_inputs={"card": json.dumps(card)})
        assert isinstance(made, bytes)
        return made

    return make


def weasyprint(_folder: Path, figures: Mapping[str, str]) -> Maker:
    """Return a maker with WeasyPrint, tagged (``pdf/ua-1``), one font configuration for all."""
    fonts = FontConfiguration()
    style = weasyprint_engine.CSS(
        string="@page { size: 148mm 210mm; margin: 7mm } body { font: 10.5pt 'Open Sans'; } h1 { background: #0f454d; "
        "color: white; margin: 0; padding: 3mm; font-size: 20pt } .step { display: flex; gap: 3mm } svg { width: 20mm; "
        "height: 20mm } .page { page-break-after: always } .panel { border: .35mm solid }",
        font_config=fonts,
    )

    def make(card: Mapping[str, Any]) -> bytes:
        return weasyprint_engine.HTML(string=_html(card, figures)).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )

    return make


def _html(card: Mapping[str, Any], figures: Mapping[str, str]) -> str:
    e = html.escape  # as short as it is frequent
    steps = "".join(
        f'<div class="step"><div role="img" aria-label="{e(s["alt"])}">{figures[s["figure"]]}</div>'
        f"<div><h2>{e(s['name'])} <i>{e(s['term'])}</i> {e(s['badge'])}</h2>"
        f"<p>{e(s['hands'])} {e(s['pressure'])}</p><p>{e(s['text'])}</p></div></div>"
        for s in card["steps"]
    )
    core = "".join(
        f'<div class="panel"><h2>{e(p["title"])}</h2><p>{e(p["lead"])}</p><ul>'
        + "".join(f"<li>{e(phrase)}</li>" for phrase in p["phrases"])
        + f"</ul><p>{e(p['sentences'])}</p></div>"
        for p in card["core"]
    )
    rules = "".join(f"<p><b>{e(r['steps'])}</b> {e(r['text'])}</p>" for r in card["rules"])
    pain = "".join(f"<tr><td>{e(a)}</td><td>{e(b)}</td></tr>" for a, b in card["pain"])
    rest = "".join(f"<p>☐ {e(line)}</p>" for line in card["checklist"])
    fields = "".join(f'<div class="panel">{e(f["label"])}<br>{e(f["value"])}</div>' for f in card["fields"])
    words = "".join(f"<p><b>{e(term)}</b> {e(meaning)}</p>" for term, meaning in card["glossary"])
    sources = "".join(f"<p><small>{e(line)}</small></p>" for line in card["sources"])
    return (
        f'<html lang="en"><head><title>{e(card["title"])}</title></head><body>'
        f'<div class="page"><h1>{e(card["title"])}</h1><p>{e(card["subtitle"])} {e(card["client"])}</p>{steps}'
        f"<p><b>{e(card['spine'])} {e(card['stop'])}</b></p></div>"
        f'<div class="page"><h1>{e(card["safety"])}</h1>{core}{rules}</div>'
        f"<div><h1>{e(card['record'])}</h1><table>{pain}</table>{rest}{fields}{words}{sources}</div></body></html>"
    )
