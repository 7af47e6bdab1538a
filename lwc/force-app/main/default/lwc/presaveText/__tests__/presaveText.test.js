// The words: every label is used, and every language has all of them with the same places to fill.
import { readFileSync, readdirSync } from "fs";
import { resolve } from "path";
import { TEXT, fill, reasonOf } from "c/presaveText";

const PROJECT = resolve(__dirname, "../../..");
const read = (file) => readFileSync(resolve(PROJECT, file), "utf8");
const textsOf = (xml, name) => [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text]) => text);
const placesIn = (text) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();

describe("the custom labels", () => {
    const labels = read("labels/CustomLabels.labels-meta.xml");
    const names = textsOf(labels, "fullName");
    const english = textsOf(labels, "value");
    const languages = readdirSync(resolve(PROJECT, "translations"));

    it("are all taken in by c/presaveText", () => {
        const imported = [...read("lwc/presaveText/presaveText.js").matchAll(/label\/c\.(\w+)/g)].map(([, name]) => name);
        expect(imported).toEqual(names);
        expect(Object.keys(TEXT)).toHaveLength(names.length);
    });

    it("are all said somewhere", () => {
        const modules = readdirSync(resolve(PROJECT, "lwc")).filter((name) => name !== "presaveText");
        const code = modules.flatMap((name) =>
            readdirSync(resolve(PROJECT, "lwc", name))
                .filter((file) => /\.(js|html)$/.test(file))
                .map((file) => read(`lwc/${name}/${file}`))
        );
        const said = new Set(code.flatMap((text) => [...text.matchAll(/(?:TEXT|words)\.(\w+)/g)].map(([, name]) => name)));
        expect(Object.keys(TEXT).filter((name) => !said.has(name))).toEqual([]);
    });

    it.each(languages)("are translated in %s", (file) => {
        const xml = read(`translations/${file}`);
        expect(textsOf(xml, "name")).toEqual(names);
        expect(textsOf(xml, "label").map(placesIn)).toEqual(english.map(placesIn));
    });

    it("fit what Salesforce allows", () => {
        expect(languages.map((file) => file.slice(0, 2))).toEqual(["de", "fr", "ja"]);
        [labels, ...languages.map((file) => read(`translations/${file}`))].forEach((xml) => {
            [...textsOf(xml, "value"), ...textsOf(xml, "label")].forEach((text) => expect(text.length).toBeLessThan(1000));
        });
        names.forEach((name) => expect(name).toMatch(/^Presave_\w{1,60}$/));
    });
});

describe("c-presave-text", () => {
    it("fills places, and leaves those it has nothing for", () => {
        expect(fill("{1} {0} {1} {2}", "a", "b")).toBe("b a b {2}");
        expect(fill("{0}", "$&")).toBe("$&");
    });

    it.each([
        [{ body: { message: "No access" } }, "No access"],
        [{ body: [{ message: "First" }, { message: "Second" }] }, "First"],
        [new Error("offline"), "offline"],
        [{ statusText: "Bad Gateway" }, "Bad Gateway"],
        ["plain", "plain"]
    ])("finds the words in any error", (error, text) => {
        expect(reasonOf(error)).toBe(text);
    });
});
