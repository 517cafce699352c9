"""What is measured inside a page, as JavaScript."""

#: Elements that reach beyond the window though they do not stand in a box that scrolls.
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (e) => {
    for (let at = e.parentElement; at; at = at.parentElement)
      if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowX)) return true;
    return false;
  };
  const out = [...document.body.querySelectorAll('*')].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width && box.right > wide + 1 && !e.matches('.skip') && !scrolls(e);
  });
  return {page: document.documentElement.scrollWidth - wide,
          out: out.slice(0, 5).map((e) => e.outerHTML.slice(0, 120))};
}"""

#: Text whose contrast with what lies behind it is below 4.5, as WCAG 2.1 reckons it.
CONTRAST = """() => {
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => v / 255)
      .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  let seen = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.textContent.trim() || !node.parentElement.checkVisibility()) continue;
    const [a, b] = [parts(getComputedStyle(node.parentElement).color), behind(node.parentElement)];
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    const ratio = (high + 0.05) / (low + 0.05);
    seen += 1;
    if (ratio < 4.5) poor.push([ratio.toFixed(2), node.textContent.trim().slice(0, 60)]);
  }
  return {seen, poor};
}"""

#: Levels of the headings in order.
HEADINGS = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((e) => +e.tagName[1])"

PICTURES = """() => [...document.images].map((e) =>
  ({alt: e.alt, wide: e.naturalWidth, done: e.complete,
    behind: getComputedStyle(e).backgroundColor}))"""
