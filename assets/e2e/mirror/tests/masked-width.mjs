import assert from "node:assert/strict";

/** Masked texts as pages have them: broken over lines, beside what is shown, large, bold, spaced, with hyphens, in a table that takes its columns from them, twice as large as laid out. */
const PAGE = `<style>
    body { margin: 8px; font: 15px/1.4 serif } .narrow { width: 330px } .flows { line-height: normal; width: 500px } h2 { font: bold 26px sans-serif } .spaced { letter-spacing: 1.5px }
    table { border-collapse: collapse } td { padding: 3px; border: 1px solid } .upper { text-transform: uppercase } .right { text-align: justify; width: 300px } .large { transform: scale(2); transform-origin: 0 0; width: 200px }
    .later { display: none } .later.on { display: inline-block }
  </style>
  <p class="narrow" data-tandem="mask">William Illingworth, of 12 Mill Lane, will willingly fill in well-illustrated, mammoth-like memoranda whenever Wimbledon <b>swims MMMWWW iiilll</b> in murmuring mist.</p><i class=after>after</i>
  <p class="flows">Shown <span data-tandem="mask">iiiiiiiii WWWWWWWWW</span><u class=after>beside</u> and <em data-private>millimetres</em><u class=after>again</u></p>
  <h2><span data-tandem="mask">Wimmin mill</span><u class=after>large</u></h2>
  <div class="spaced"><span data-tandem="mask">Spaced willow</span><u class=after>out</u></div>
  <div class="upper"><span data-tandem="mask">minimal ill</span><u class=after>upper</u></div>
  <table data-tandem="mask"><tr><td class=after>iiii</td><td class=after>MMMM</td></tr><tr><td>illicit</td><td>Mill will</td></tr></table>
  <p class="right" data-tandem="mask">Justified words will be spread over the whole of their lines, illimitably, as much as it may mean.</p><i class=after>after</i>
  <div class="large"><span data-tandem="mask">Twice illusory</span><u class=after>as large</u></div>
  <div><span class="later" data-tandem="mask">Shown later, willingly</span><u class=after>late</u></div>`;

export default [
  {
    name: "V2: masked text takes the room that it takes on the customer's screen: every line ends where it did, and what follows stands where it stood",
    async run({ page }) {
      await page.evaluate(() => bench.load("/empty.html"));
      const seen = await page.evaluate(async (html) => {
        const doc = bench.page;
        doc.body.innerHTML = html;
        await doc.fonts.ready;
        await bench.share();
        /** Where what stands beside masked texts is, and where each of their lines begins and ends. */
        const places = (of) => [...of.querySelectorAll(".after, [data-tandem=mask], [data-private], .narrow b")].flatMap((element) => {
          const range = of.createRange();
          range.selectNodeContents(element);
          const lines = element.matches("table") ? [] : [...range.getClientRects()];
          // In the pixels of the page, not in those that a part of it is enlarged to.
          const size = element.closest(".large") === null ? 1 : 2;
          return [element.getBoundingClientRect(), ...lines].map(({ left, right, top, bottom }) => ({ name: `${element.localName} ${element.textContent.slice(0, 12)}`, at: [left, right, top, bottom].map((edge) => edge / size) }));
        });
        /** What is more than a pixel apart. */
        const apart = () => {
          const [theirs, ours] = [places(doc), places(bench.copy)];
          if (theirs.length !== ours.length) return [`${theirs.length} lines, ${ours.length}`];
          return theirs.flatMap(({ name, at }, i) => (at.some((edge, k) => Math.abs(edge - ours[i].at[k]) > 1) ? [`${name}: ${at.join()} and ${ours[i].at.join()}`] : []));
        };
        const together = async (is = () => true) => {
          await bench.until(() => is() && apart().length === 0, 30_000);
          return is() ? apart() : ["not there"];
        };
        const result = {};
        result.first = await together();
        doc.querySelector(".later").classList.add("on");
        result.later = await together(() => bench.copy.querySelector(".later.on") !== null);
        doc.querySelector("h2 span").firstChild.data = "Wimmin ill iiiii";
        result.changed = await together(() => bench.copy.querySelector("h2 span").textContent.split(" ").length === 3);
        doc.querySelector("h2").style.fontWeight = "normal";
        result.thinner = await together(() => bench.copy.querySelector("h2").style.fontWeight === "normal");
        const said = bench.copy.body.innerText.replace(/\s+/g, " ");
        return { ...result, said: /William|Mill|WWW|iii/i.test(said), problems: bench.problems };
      }, PAGE);
      assert.deepEqual(seen, { first: [], later: [], changed: [], thinner: [], said: false, problems: [] });
    },
  },
];
