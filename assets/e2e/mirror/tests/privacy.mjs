import assert from "node:assert/strict";

/** Runs in the test page. Plants one secret in every place, in each of several kinds of masked area; gives the secrets. */
function plant() {
  const doc = bench.page;
  const secrets = [];
  const secret = () => {
    const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let text = "";
    for (const byte of crypto.getRandomValues(new Uint8Array(24))) text += alphabet[byte % alphabet.length];
    secrets.push(text);
    return text;
  };
  const make = (parent, tag, attributes = {}, text) => {
    const element = parent.appendChild(/^(svg|text|use|image|circle|animate)$/.test(tag) ? doc.createElementNS("http://www.w3.org/2000/svg", tag) : doc.createElement(tag));
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.append(text);
    return element;
  };
  const fill = (area) => {
    area.append(secret());
    for (const name of ["title", "aria-label", "aria-description", "data-name", "name", "itemprop", "about", "summary", "unknown-attribute", "for", "onclick", "accesskey", "nonce"]) make(area, "p", { [name]: secret() });
    make(area, "p", { style: `--x: "${secret()}"; background: url(/${secret()}.png); font-family: '${secret()}'` }, secret());
    make(area, "a", { href: `/x?q=${secret()}`, download: secret(), ping: "/" + secret() }, secret());
    make(area, "img", { src: `/i.png?${secret()}`, alt: secret(), srcset: `/j.png?${secret()} 2x`, longdesc: secret() });
    make(area, "video", { src: `/v.mp4?${secret()}`, poster: `/p.png?${secret()}` });
    for (const type of ["text", "search", "tel", "url", "email", "number", "hidden", "password", "button", "submit", "checkbox", "radio", "range", "color", "date"]) {
      make(area, "input", { type, value: secret(), placeholder: secret(), pattern: secret(), list: secret() }).value = type === "text" ? secret() : secret();
    }
    make(area, "textarea", { placeholder: secret() }, secret()).value = secret();
    const select = make(area, "select");
    make(make(select, "optgroup", { label: secret() }), "option", { value: secret(), label: secret() }, secret());
    make(area, "style", {}, `.zz::before { content: "${secret()}"; background: url("/${secret()}"); --v: ${secret()} } /* ${secret()} */ [data-x='${secret()}'] { color: red }`);
    make(area, "script", { type: "application/json", src: "" }, JSON.stringify(secret()));
    make(area, "template").content.append(secret());
    make(area, "object", { data: "/" + secret() }, secret());
    make(area, "meta", { content: secret() });
    const svg = make(area, "svg");
    make(svg, "text", {}, secret());
    make(svg, "image", { href: `/i.svg?${secret()}` });
    make(svg, "use", { href: `/i.svg#${secret()}` });
    const shadow = make(area, "div").attachShadow({ mode: "open" });
    make(shadow, "p", { title: secret() }, secret());
    make(shadow, "style", {}, `p::after { content: "${secret()}" }`);
    const frame = make(area, "iframe", { name: secret(), title: secret(), src: "about:blank" });
    frame.contentDocument?.body.append(secret());
    make(area, "details").append(make(area, "summary", {}, secret()), secret());
    make(area, "progress", { value: secret() });
    area.append(doc.createComment(secret()));
  };
  return { doc, secret, secrets, make, fill };
}

/** Runs in the test page: which secrets, whole or in parts of six characters, are among the bytes sent. */
function leaks(secrets) {
  const plain = bench.plain();
  const squeezed = plain.replaceAll("\0", ""); // UTF-16 texts read as if they were bytes
  const found = [];
  for (const secret of secrets) {
    for (let at = 0; at + 6 <= secret.length; at++) {
      if (!plain.includes(secret.slice(at, at + 6)) && !squeezed.includes(secret.slice(at, at + 6))) continue;
      const where = plain.indexOf(secret.slice(at, at + 6));
      found.push(`${secret}: …${plain.slice(Math.max(0, where - 60), where + 30)}`);
      break;
    }
  }
  return found;
}

const install = async (page) => {
  await page.evaluate(`window.plant = ${plant}; window.leaks = ${leaks}`);
};

export default [
  {
    name: "V2: of the secrets planted in masked and blocked areas not six characters are sent",
    async run({ page }) {
      await install(page);
      await page.evaluate(() => bench.load("/empty.html"));
      const result = await page.evaluate(async () => {
        const { doc, secrets, make, fill } = plant();
        for (const attributes of [{ "data-tandem": "mask" }, { "data-private": "" }, { class: "by-selector" }, { "data-tandem": "block" }, { class: "by-block" }]) fill(make(doc.body, "section", attributes));
        await bench.share({ mask: [".by-selector"], block: [".by-block"] });
        // While it runs: new content, moved content, and a mask that is put on before the content.
        fill(make(doc.body.firstElementChild, "div"));
        const late = doc.createElement("div");
        late.setAttribute("data-tandem", "mask");
        fill(late);
        doc.body.append(late);
        const deep = doc.querySelector(".by-selector").appendChild(doc.createElement("div"));
        deep.append(late.firstChild, late.lastElementChild);
        doc.querySelector(".by-selector input").value = secrets[secrets.push("typedLaterOnIntoAMaskedField") - 1];
        await bench.until(() => bench.frames.some((frame) => frame.length === 17 && frame[7] === 15));
        return { planted: secrets.length, leaks: leaks(secrets) };
      });
      assert.deepEqual(result.leaks, []);
      assert.ok(result.planted >= 200, String(result.planted));
    },
  },
  {
    name: "V3: private by default shows only what the site unmasks",
    async run({ page }) {
      await install(page);
      await page.evaluate(() => bench.load("/empty.html?session=inTheAddress1234"));
      const result = await page.evaluate(async () => {
        const { doc, secrets, secret, make, fill } = plant();
        doc.title = secret();
        fill(make(doc.body, "main"));
        make(doc.body, "p", { "data-tandem": "unmask" }, "plain words");
        make(doc.body, "p", { class: "open" }, "other words");
        await bench.share({ privateByDefault: true, unmask: [".open"] });
        make(doc.body, "p", {}, secret());
        await bench.until(() => bench.frames.some((frame) => frame.length === 17 && frame[7] === 15));
        return { leaks: leaks([...secrets, "inTheAddress1234"]), shown: [...bench.copy.querySelectorAll("[data-tandem],.open")].map((p) => p.textContent) };
      });
      assert.deepEqual(result, { leaks: [], shown: ["plain words", "other words"] });
    },
  },
  {
    name: "V2: a password stays one when it is shown, cloned, echoed or moved into a shadow root or a frame",
    async run({ page }) {
      await install(page);
      await page.evaluate(() => bench.load("/empty.html"));
      const result = await page.evaluate(async () => {
        const { doc, secrets, secret, make } = plant();
        const password = make(doc.body, "input", { type: "password", value: secret() });
        const card = make(doc.body, "input", { autocomplete: "billing cc-number" });
        const code = make(doc.body, "input", { autocomplete: "one-time-code" });
        const hidden = make(doc.body, "input", { type: "hidden", value: secret() });
        await bench.share();
        for (const control of [password, card, code, hidden]) {
          control.value = secret();
          control.dispatchEvent(new bench.window.InputEvent("input", { bubbles: true }));
        }
        await bench.until(() => false, 50);
        password.type = "text"; // "show password"
        const clone = password.cloneNode(true);
        clone.value = password.value;
        doc.body.append(clone);
        make(doc.body, "p", { title: password.value, "data-echo": card.value }, `You typed ${password.value}`);
        doc.title = `Reset ${password.value}`;
        make(doc.body, "div").attachShadow({ mode: "open" }).append(password);
        const frame = make(doc.body, "iframe");
        frame.contentDocument.body.append(card.cloneNode(true), card.value);
        await bench.until(() => bench.frames.some((f) => f.length === 17 && f[7] === 15));
        password.value = secret();
        await bench.until(() => bench.copy.querySelectorAll("input").length > 2);
        await bench.until(() => false, 600);
        return leaks(secrets);
      });
      assert.deepEqual(result, []);
    },
  },
  {
    name: "V2: a mask rule that does not parse masks everything",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html", { mask: ["p:has(("], unmask: ["h1"] }));
      assert.equal(await page.evaluate(() => bench.said("title").replace(/[\s•]/g, "")), "");
    },
  },
  {
    name: "V2: a mask put on later takes away what was shown",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html", { mask: [".hide-me", ".flag ~ ul"] }));
      const text = await page.evaluate(async () => {
        bench.page.getElementById("title").className = "hide-me";
        bench.page.querySelector("h1").classList.add("flag");
        await bench.until(() => !bench.copy.body.textContent.includes("welcome") && !bench.copy.body.textContent.includes("two"));
        return bench.said("title") + bench.said("list");
      });
      assert.match(text, /^[\s•]+$/);
    },
  },
];
