// Gives a sentence for each thing that is wrong with the page as it is shown now.
(() => {
  const wrong = [];
  const say = (what, text) => wrong.push(what + ": " + text.trim().slice(0, 60));
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) say("the page is wider than the screen", page.scrollWidth + " > " + innerWidth);

  // The box that a text must stay in: its cell or its block.
  const boxOf = (el) => {
    while (getComputedStyle(el).display.startsWith("inline") && el !== document.body) el = el.parentElement;
    return el;
  };
  const scrolls = (el) => el.closest(".table") && getComputedStyle(el.closest(".table")).overflowX === "auto";

  const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const colour = (s) => s.match(/[\d.]+/g).map(Number);
  const groundOf = (el) => {
    for (; el; el = el.parentElement) {
      const c = colour(getComputedStyle(el).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };

  // An address, or another run of letters that is longer than any word, may be broken.
  const longRun = (s, at) => s.slice(0, at).match(/\S*$/)[0].length + s.slice(at).match(/^\S*/)[0].length > 34;

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode, el = node.parentElement;
    if (!node.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = boxOf(el).getBoundingClientRect();
    for (const r of range.getClientRects()) {
      if (r.right > box.right + 1 || r.left < box.left - 1) say("a text leaves its box", node.data);
      if (!scrolls(el) && (r.right > innerWidth + 1 || r.left < -1)) say("a text leaves the page", node.data);
    }
    const turned = getComputedStyle(el).writingMode.startsWith("vertical");
    for (const m of node.data.matchAll(/[^\s\-–—\/…\u00ad]+/gu)) {
      if (longRun(node.data, m.index)) continue;
      range.setStart(node, m.index);
      range.setEnd(node, m.index + m[0].length);
      const rects = [...range.getClientRects()].filter((r) => r.width > 0.5);
      const lines = new Set(rects.map((r) => Math.round(turned ? r.left : r.top)));
      if (lines.size > 1) say("a word is broken", m[0] + " in " + node.data);
    }
    const ink = light(colour(getComputedStyle(el).color)), ground = light(groundOf(el));
    const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (contrast < 4.5) say("contrast " + contrast.toFixed(2), node.data);
  }

  if (document.querySelectorAll("main").length !== 1) say("landmarks", "one main is wanted");
  if (document.querySelectorAll("h1").length !== 1) say("headings", "one h1 is wanted");
  for (const th of document.querySelectorAll("th")) if (!th.scope) say("a head without scope", th.textContent);
  for (const t of document.querySelectorAll("[aria-labelledby]")) {
    if (!document.getElementById(t.getAttribute("aria-labelledby"))) say("a region without a name", t.textContent);
    if (t.tabIndex !== 0) say("a region that no key reaches", t.textContent);
  }
  for (const f of document.querySelectorAll("figure")) {
    if (!f.querySelector("figcaption")) say("a chart without a title", f.textContent);
    for (const b of f.querySelectorAll("li")) if (!/\d$/.test(b.textContent.trim())) say("a bar without its number", b.textContent);
  }
  return [...new Set(wrong)];
})()
