#include "cli/html_page.h"

#include "cli/markup.h"

namespace presave::cli {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --paper: #fff; --card: #f6f8fa; --line: #d0d7de;
  --all: #1a7f37; --some: #9a6700; --none: #cf222e; --all-back: #dafbe1; --some-back: #fff3c4; --none-back: #ffe2e0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --faint: #9da7b1; --paper: #0d1117; --card: #161b22; --line: #3d444d;
  --all: #56d364; --some: #e3b341; --none: #ff8e86; --all-back: #12361f; --some-back: #3d2e00; --none-back: #4c1614; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 64rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; } h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; } .faint { color: var(--faint); } a { color: inherit; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; } caption { text-align: left; color: var(--faint); padding-bottom: .25rem; }
th[scope=row] { font-weight: inherit; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
h2 code, h3 code { font-size: inherit; font-weight: 600; }
pre { tab-size: 4; } code, pre { font: .875rem/1.6 ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", monospace; }
pre { margin: .75rem 0; padding: .75rem 1rem; overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .4rem; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
.bar { display: inline-block; width: 9rem; height: .6rem; border-radius: .3rem; background: var(--none-back); border: 1px solid var(--line); overflow: hidden; }
.bar span { display: block; height: 100%; background: var(--all); }
)";

}  // namespace

std::string html_page(std::string_view title, std::string_view more_style, std::string_view body) {
  std::string out = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escaped(title) + "</title>\n<style>";
  out.append(kStyle).append(more_style).append("</style>\n</head>\n<body>\n").append(body);
  return out + "</body>\n</html>\n";
}

std::string html_bar(std::size_t part, std::size_t total) {
  const std::size_t percent = total == 0 ? 100 : 100 * part / total;
  return "<span class=\"bar\" aria-hidden=\"true\"><span style=\"width:" + std::to_string(percent) + "%\"></span></span>";
}

}  // namespace presave::cli
