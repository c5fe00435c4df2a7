#include "report/claims/markup.hpp"

namespace bowlby::report {

// The colours are those of the report and the studio; text keeps 4.5:1, marks 3:1.
std::string_view claims_style() {
  return R"css(
:root{color-scheme:light dark;--paper:#faf9f6;--surface:#fff;--ink:#1c2230;--soft:#565e6d;--line:#dedcd5;--with:#2a5d8f;
--without:#b4520f;--good:#17786a;--bad:#b4520f;--plain:#565e6d;--ghost:#868b95;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4","Noto Serif","Liberation Serif",Georgia,serif;
--mono:ui-monospace,"SF Mono","Cascadia Mono","Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{--paper:#13161b;--surface:#1a1e25;--ink:#e9e8e4;--soft:#a7aebb;--line:#343a45;
--with:#82b4e4;--without:#f0a164;--good:#5fc4b1;--bad:#f0a164;--plain:#a7aebb;--ghost:#6a7281}}
@media print{:root{color-scheme:light;--paper:#fff;--surface:#fff;--ink:#101318;--soft:#474d59;--line:#d0cec8;--with:#2a5d8f;
--without:#b4520f;--good:#17786a;--bad:#b4520f;--plain:#474d59;--ghost:#868b95}}
*,*::before,*::after{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:400 1rem/1.55 var(--sans);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0}
main{max-width:72rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1,h2,h3,h4{font-family:var(--serif);font-weight:600;line-height:1.25;margin:0}
h1{font-size:2.2rem}h2{font-size:1.5rem;margin:3rem 0 .75rem}h3{font-size:1.2rem}h4{font-size:1rem}
p{margin:.4rem 0}
a{color:var(--with)}
:focus-visible{outline:2px solid var(--with);outline-offset:3px;border-radius:2px}
.lead{font-family:var(--serif);font-size:1.3rem;line-height:1.4;max-width:44rem;margin:.75rem 0 1rem}
.soft,.facts dt,figcaption,caption{color:var(--soft)}
nav{border-block:1px solid var(--line);margin:1.5rem 0;padding:.6rem 0}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0;padding:0}
.shares{display:flex;height:1.1rem;gap:2px;margin:1rem 0 .5rem}
.shares span{display:block;min-width:3px}
table{border-collapse:collapse;width:100%;font-size:.95rem}caption{text-align:left}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600}caption{text-align:left}td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}#headlines table{min-width:34rem}#headlines td a{display:inline-block}
.verdict{font-size:.85rem;font-weight:600;white-space:nowrap}
.verdict::before{content:"";display:inline-block;width:.62rem;height:.62rem;margin-right:.4rem;border-radius:50%;
background:currentColor}
.verdict.open::before{background:none;border:2px solid currentColor}
.good{color:var(--good)}.bad{color:var(--bad)}.plain{color:var(--plain)}
.fill-good{background:var(--good)}.fill-bad{background:var(--bad)}.fill-plain{background:var(--ghost)}
article{background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:1.25rem 1.4rem;margin:1rem 0;
break-inside:avoid;scroll-margin-top:1rem}
article header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline;justify-content:space-between}
.id{font:600 .85rem var(--mono);color:var(--soft)}
.part{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,27rem);gap:.5rem 2rem;margin-top:1rem;padding-top:1rem;
border-top:1px solid var(--line)}
article header+.words+.part{border-top:0;padding-top:0}
@media (max-width:56rem){.part{grid-template-columns:minmax(0,1fr)}}
figure{margin:0}figcaption{font-size:.85rem}
figcaption p{margin:.2rem 0 0}
svg{display:block;width:100%;height:auto;max-width:27rem;font-family:var(--sans)}
svg text{fill:var(--soft);font-size:11.5px;paint-order:stroke;stroke:var(--surface);stroke-width:4px}
svg .number{text-anchor:middle}
svg .axis,svg .tick{stroke:var(--ghost);stroke-width:1}
svg .zero{stroke:var(--ink);stroke-width:1;stroke-dasharray:3 3}
svg .with{fill:var(--with);stroke:var(--with)}svg .without{fill:var(--without);stroke:var(--without)}
svg circle{fill-opacity:.35;stroke-width:1}
svg .without circle{fill:none}
svg .interval{stroke-width:5;stroke-opacity:.55}svg .mean{stroke-width:2.5}
.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1rem;margin:.6rem 0;font-size:.95rem}
.facts dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
code,pre{font-family:var(--mono);font-size:.82rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--paper);border:1px solid var(--line);border-radius:4px;
padding:.6rem .75rem;margin:.5rem 0}
details{margin-top:.5rem;font-size:.92rem}summary{cursor:pointer;color:var(--soft)}
.rows li{margin:.25rem 0}.rows{padding-left:1.2rem}
@media (max-width:30rem){main{padding:1.5rem .9rem 3rem}h1{font-size:1.7rem}.meaning{display:none}.lead{font-size:1.15rem}article{padding:1rem}
.facts{grid-template-columns:minmax(0,1fr);gap:0}.facts dt{margin-top:.4rem;font-size:.85rem}}
@media print{*{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{zoom:.66}main{max-width:none;padding:0}nav,details{display:none}article{border-color:#999}
.part{grid-template-columns:minmax(0,1fr) minmax(0,24rem)}}
)css";
}

std::string page_top(std::string_view title, std::string_view more_style) {
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\"><title>" +
         escaped(title) + "</title><style>" + std::string(claims_style()) + std::string(more_style) +
         "</style></head><body><main>\n";
}

}  // namespace bowlby::report
