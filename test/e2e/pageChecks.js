// Runs in a page: what is wrong with it for people who cannot see it, see it badly, or have little room. Texts that are out of
// sight are not looked at.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (element) => {
    const { width, height, top, bottom } = element.getBoundingClientRect();
    return element.checkVisibility() && width > 1 && height > 1 && bottom > 0 && top < innerHeight;
  };
  const about = (element) => `${element.tagName.toLowerCase()} "${(element.textContent ?? '').trim().slice(0, 40)}"`;

  const structure = [];
  if (all('h1').length !== 1) structure.push(`${all('h1').length} h1`);
  all('h1, h2, h3, h4, h5, h6').reduce((before, heading) => {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) structure.push(`${about(heading)} after h${before}`);
    return level;
  }, 0);
  for (const landmark of ['main', 'header', 'nav[aria-label]', '[role=search]'])
    if (all(landmark).length === 0) structure.push(`no ${landmark}`);
  for (const table of all('table')) {
    const label =
      table.getAttribute('aria-label') ??
      document.getElementById(table.getAttribute('aria-labelledby') ?? '')?.textContent;
    if (!label) structure.push(`table without a name`);
    for (const row of table.querySelectorAll('tr[data-row]'))
      if (row.querySelector('th[scope=row]') === null) structure.push(`row without a header: ${about(row)}`);
    if (table.classList.contains('rows') && table.querySelectorAll('thead th[scope=col]').length === 0)
      structure.push('table without column headers');
  }
  const ids = all('[id]').map(({ id }) => id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) structure.push(`id twice: ${id}`);
  for (const attribute of ['aria-labelledby', 'aria-controls'])
    for (const element of all(`[${attribute}]`))
      if (document.getElementById(element.getAttribute(attribute)) === null)
        structure.push(`${attribute} of ${about(element)} leads nowhere`);

  const names = all('button, input, a, [role=button]')
    .filter((element) => !(element.getAttribute('aria-label') ?? element.textContent ?? '').trim())
    .map((element) => element.outerHTML.slice(0, 80));

  // colours as the browser computes them: rgb(…), rgba(…) or color(srgb …)
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const parse = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { parts: [red, green, blue], alpha: alpha / 255 };
  };
  const over = (top, bottom) => top.parts.map((part, at) => part * top.alpha + bottom[at] * (1 - top.alpha));
  const backgroundOf = (element) =>
    element === null
      ? [255, 255, 255]
      : over(parse(getComputedStyle(element).backgroundColor), backgroundOf(element.parentElement));
  const luminance = (parts) => {
    const [red, green, blue] = parts.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = [];
  const cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.nodeValue.trim() || seen.has(element) || element.tagName === 'SCRIPT' || !isShown(element)) continue;
    seen.add(element);
    if (element.closest(':disabled, .notice:not(.visible)') !== null) continue;
    const ground = backgroundOf(element);
    const [one, other] = [luminance(over(parse(getComputedStyle(element).color), ground)), luminance(ground)];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) contrast.push(`${ratio.toFixed(2)}: ${about(element)}`);
    // column headers are for screen readers alone where there is no room for columns; contents have their whole text as a title
    if (element.closest('thead, [title]') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right } = range.getBoundingClientRect();
    if (left < 0 || right > innerWidth + 0.5) cut.push(`${left} to ${right}: ${about(element)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth)
    cut.push(`the page is ${document.documentElement.scrollWidth} wide`);
  return { structure, names, contrast, cut };
})();
