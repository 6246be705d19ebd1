// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { allowedValue, isPlain } from "./allow";

const TAGS = ["div", "a", "img", "input", "iframe", "style", "video", "form", "button", "td", "use", "animate", "my-box", "tandem-hollow"];
const NAMES = [
  "id", "class", "data-x", "aria-label", "ID", "role", "style", "type", "TYPE", "media", "href", "xlink:href", "SRC", "srcset", "srcdoc", "onclick", "onFocus", "ON", "xmlns:x", "formaction", "action", "rel", "title", "name",
  "open", "popover", "autofocus", "values", "from", "to", "is", "nonce", "a b", "a=b", "@click", "background", "poster", "target", "http-equiv", "content", "viewBox", "d", "loading", "blocking", "accesskey",
];
const VALUES = ["", "x", "file", "FILE", "javascript:alert(1)", "data:text/html,<script>1</script>", "https://example.org/", "url(javascript:1)"];

describe("attributes that are set as they are", () => {
  it("V5: are those that would be let through whatever they say", () => {
    const plain = new Set<string>();
    for (const tag of TAGS) for (const name of NAMES.filter((each) => isPlain(tag, each))) {
      plain.add(name);
      for (const value of VALUES) expect([tag, name, allowedValue(document.createElement(tag), name, value)]).toEqual([tag, name, value]);
    }
    expect([...plain]).toEqual(["id", "class", "data-x", "aria-label", "ID", "role", "@click", "viewBox", "d"]);
  });

  it("V5: are none of a stand-in, whose style is what hides it", () => {
    for (const name of NAMES) expect(isPlain("tandem-hollow", name)).toBe(false);
  });
});
