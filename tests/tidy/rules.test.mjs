// The house rules themselves, on small bad samples: each must be able to refuse, and must let the good pass.
import assert from "node:assert/strict";
import test from "node:test";
import { secondFunctionList } from "./rules/functionlist.mjs";
import { parseLayers, wrongIncludes } from "./rules/layers.mjs";
import { orphans } from "./rules/orphans.mjs";
import { tooLong, withoutPurpose } from "./rules/shape.mjs";
import { forbiddenWords } from "./rules/words.mjs";

const tree = (files) => new Map(Object.entries(files));
const LAYERS = parseLayers(`
# drawing
layer engine/base:
layer engine/value: engine/base
layer engine/presave.h: engine/base
layer cli: engine/presave.h
only nlohmann/: cli
only boost/: engine
only boost/beast: cli
`);

test("includes may only go down", () => {
  const files = tree({
    "engine/base/a.h": '#include "engine/value/v.h"\n',
    "engine/value/v.h": '#pragma once\n#include "engine/base/a.h"\n',
    "engine/presave.h": "",
    "cli/main.cpp": '#include "engine/presave.h"\n#include "engine/base/a.h"\n',
    "tests/unit/t.cpp": '#include "engine/value/v.h"\n',
  });
  assert.deepEqual(wrongIncludes(files, LAYERS).map((text) => text.split(";")[0]), [
    "engine/base/a.h:1: engine/base may not include engine/value/v.h",
    "cli/main.cpp:2: cli may not include engine/base/a.h",
  ]);
});

test("our headers are named from the project's folder, and rooms are known", () => {
  const files = tree({
    "engine/base/a.h": "",
    "engine/base/b.h": '#include "a.h"\n',
    "engine/value/v.h": '#include "../base/a.h"\n',
    "attic/old.cpp": '#include "engine/base/a.h"\n',
  });
  const complaints = wrongIncludes(files, LAYERS);
  assert.equal(complaints.length, 3);
  assert.match(complaints[0], /^engine\/base\/b\.h:1: "a\.h" is not a file of the project/);
  assert.match(complaints[1], /^engine\/value\/v\.h:1: "\.\.\/base\/a\.h"/);
  assert.match(complaints[2], /attic\/old\.cpp is in no room/);
});

test("outside headers stay in their rooms, the longest prefix deciding", () => {
  const files = tree({
    "engine/base/a.h": "#include <nlohmann/json.hpp>\n#include <vector>\n",
    "engine/value/v.h": "#include <boost/variant2.hpp>\n#include <boost/beast/http.hpp>\n",
    "cli/main.cpp": "#include <nlohmann/json.hpp>\n#include <boost/beast/http.hpp>\n",
    "tests/unit/t.cpp": "#include <nlohmann/json.hpp>\n",
  });
  assert.deepEqual(wrongIncludes(files, LAYERS), [
    "engine/base/a.h:1: <nlohmann/json.hpp> belongs to cli only",
    "engine/value/v.h:2: <boost/beast/http.hpp> belongs to cli only",
  ]);
});

test("a slip in layers.txt is told with its line", () => {
  assert.throws(() => parseLayers("layer engine/base:\nlayers cli: x\n"), /layers\.txt:2/);
});

test("sources that nobody builds and headers that nobody includes", () => {
  const files = tree({
    "engine/CMakeLists.txt": "# base/gone.cpp was here\nadd_library(e base/a.cpp)\n",
    "engine/base/a.cpp": '#include "engine/base/a.h"\n',
    "engine/base/a.h": "",
    "engine/base/gone.cpp": "",
    "engine/base/lonely.h": "",
    "tests/CMakeLists.txt": "add_executable(t ${PROJECT_SOURCE_DIR}/tests/t.cpp)\n",
    "tests/t.cpp": "",
  });
  assert.deepEqual(orphans(files).map((text) => text.split(":")[0]), ["engine/base/gone.cpp", "engine/base/lonely.h"]);
});

test("files of 500 lines pass, of 501 do not", () => {
  const files = tree({ "a.cpp": "//\n".repeat(500), "b.cpp": "//\n".repeat(501), "data.json": "1\n".repeat(900) });
  assert.deepEqual(tooLong(files).map((text) => text.split(":")[0]), ["b.cpp"]);
});

test("files open by saying what they are for", () => {
  const files = tree({
    "good.h": "// What lives here.\n#pragma once\n",
    "also.h": "#pragma once\n// What lives here.\n",
    "also.cpp": '#include "also.h"\n',
    "alone.cpp": "int alone;\n".repeat(4),
    "glance.js": "export { a } from './b.js';\n",
    "good_test.cpp": "#include <vector>\n",
    "good.css": "/* The look of it. */\n",
    "run": "#!/usr/bin/env bash\n# Starts it.\n",
    "bad.h": "#pragma once\n#include <vector>\n\nint bad;\n",
    "bad.mjs": "import x from 'y';\n".repeat(4),
    "bad.sh": "#!/bin/sh\nset -e\ndate\ndate\n",
  });
  assert.deepEqual(withoutPurpose(files).map((text) => text.split(":")[0]), ["alone.cpp", "bad.h", "bad.mjs", "bad.sh"]);
});

test("paths of one machine and registries are found", () => {
  const files = tree({
    "a.md": "see /root/presave/x\n",
    "b.sh": "cd '/home/me'\n",
    "package-lock.json": '"resolved": "https://example.com/x.tgz"\n',
    ".npmrc": "registry=https://packages.example/\n",
    "c.cpp": '// "../shared/vectors"\n',
    ".ci/run": 'beside="$here/../shared"\n',
    "fine.md": "the network/home/folder, $HOME/bin, https://login.salesforce.com/home/home.jsp\n",
  });
  assert.deepEqual(forbiddenWords(files).map((text) => text.split(":")[0]), ["a.md", "b.sh", "package-lock.json", ".npmrc", "c.cpp"]);
});

test("a second list of formula functions is found", () => {
  const names = Array.from({ length: 20 }, (_, index) => `"F${String.fromCharCode(65 + index)}"`).join(", ");
  const files = tree({
    "engine/functions/all.cpp": names,
    "web/editor.ts": `const known = [${names}];`,
    "engine/check/forms.cpp": '"FA", "FB"',
    "tests/unit/f.cpp": names,
  });
  assert.deepEqual(secondFunctionList(files).map((text) => text.split(":")[0]), ["web/editor.ts"]);
});
