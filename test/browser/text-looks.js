// Runs in the page. It defines `textLooks`, which says how each text of a page looks.
//
// What the contrast of a text is follows from styles alone: its colours and size, the grounds behind it and what stands
// over it. All of that together is the look of the text. Texts of one look have one contrast, so that a look has to be
// judged once in a view, whatever number of pages it is on.

(() => {
  const replaced = new Set([
    'IMG',
    'VIDEO',
    'CANVAS',
    'IFRAME',
    'OBJECT',
    'EMBED',
    'INPUT',
    'SELECT',
    'TEXTAREA',
    'svg',
  ]);
  const hiddenByClip = 'rect(0px, 0px, 0px, 0px)';
  const clear = 'rgba(0, 0, 0, 0)';

  const isOpaque = (colour) => !colour.startsWith('rgba(') && !colour.includes('/');

  /** Reads the elements of a part of the page, from the root down. */
  const read = (part) => {
    const grounds = new Map();
    const painters = [];
    const texts = [];

    /** What is behind the content of an element: the layers down to the first opaque one, and what changes all of it. */
    const groundOf = (element) => {
      const known = grounds.get(element);
      if (known) return known;
      const behind = element.parentElement ? groundOf(element.parentElement) : { layers: [], veil: '' };
      const style = getComputedStyle(element);
      const colour = style.backgroundColor;
      const image = style.backgroundImage;
      const paints = colour !== clear || image !== 'none';
      const layer = { element, look: `${colour} ${image} ${style.backgroundClip}` };
      const layers = !paints ? behind.layers : isOpaque(colour) ? [layer] : [...behind.layers, layer];
      const effects = `${style.opacity} ${style.mixBlendMode} ${style.filter} ${style.backdropFilter} ${style.maskImage}`;
      const veil = effects === '1 normal none none none' ? behind.veil : `${behind.veil}(${effects})`;
      const ground = { style, layers, veil, paints, hidden: behind.hidden || isClipped(style) };
      grounds.set(element, ground);
      return ground;
    };

    const isClipped = (style) => style.clip === hiddenByClip && style.position === 'absolute';

    for (const element of [part, ...part.querySelectorAll('*')]) {
      if (element instanceof SVGElement && element.ownerSVGElement) continue;
      const { style, paints, hidden } = groundOf(element);
      if (hidden || style.visibility !== 'visible' || !element.checkVisibility()) continue;
      if (paints || replaced.has(element.tagName)) {
        const box = element.getBoundingClientRect();
        if (box.width > 0 && box.height > 0) painters.push({ element, box });
      }
      const boxes = textBoxes(element);
      if (boxes.length > 0) texts.push({ element, boxes });
    }
    return { texts, painters, groundOf };
  };

  /** Where the text that stands in an element itself is. */
  const textBoxes = (element) => {
    const range = document.createRange();
    return [...element.childNodes].flatMap((node) => {
      if (node.nodeType !== Node.TEXT_NODE || node.data.trim() === '') return [];
      range.selectNodeContents(node);
      return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    });
  };

  const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const encloses = (a, b) =>
    a.left <= b.left + 1 && a.top <= b.top + 1 && a.right >= b.right - 1 && a.bottom >= b.bottom - 1;

  const letters = ({ style }) =>
    [
      style.color,
      style.webkitTextFillColor,
      style.webkitTextStroke,
      style.textShadow,
      style.fontSize,
      style.fontWeight,
    ].join(' ');

  const lookOfText = ({ element, boxes }, { painters, groundOf }) => {
    const ground = groundOf(element);
    const isRoot = (layer) => layer.element === document.body || layer.element === document.documentElement;
    const layers = ground.layers.map((layer) => {
      const box = layer.element.getBoundingClientRect();
      return isRoot(layer) || boxes.every((text) => encloses(box, text))
        ? layer.look
        : `${layer.look}, left by its text`;
    });
    const over = painters
      .filter((painter) => !painter.element.contains(element) && boxes.some((text) => overlaps(painter.box, text)))
      .map((painter) => {
        const { style, veil } = groundOf(painter.element);
        const covers = boxes.every((text) => encloses(painter.box, text)) ? 'all' : 'some';
        const place = `${style.position} ${style.zIndex} ${style.backgroundColor} ${style.backgroundImage}`;
        return `${covers} of it under ${painter.element.tagName} ${place}${veil}`;
      });
    return [letters(ground), ground.veil, ...layers, ...new Set(over.sort())].join(' | ');
  };

  /** What tells a link from the text around it. */
  const marks = ({ style }) =>
    [
      letters({ style }),
      style.display,
      style.fontFamily,
      style.fontStyle,
      style.textDecoration,
      style.backgroundColor,
      style.backgroundImage,
      style.borderTop,
      style.borderBottom,
      style.outline,
    ].join(' ');

  /** What axe takes for a block. */
  const isBlock = ({ style }) => /^(?:block|list-item|table|flex|grid|inline-block|table-.*)$/.test(style.display);

  const lookOfLink = (link, { groundOf }) => {
    const looks = [];
    // The block that the link stands in, and all between.
    for (let element = link; element; element = element.parentElement) {
      looks.push(marks(groundOf(element)));
      if (element !== link && isBlock(groundOf(element))) break;
    }
    const { layers, veil } = groundOf(link);
    return ['link', ...looks, veil, ...layers.map(({ look }) => look)].join(' | ');
  };

  const byLook = new Map();
  const add = (look, element) => byLook.set(look, [...(byLook.get(look) ?? []), element]);

  globalThis.textLooks = {
    /** The looks of all texts, and of all links, in the part of the page that a selector names. */
    read(selector) {
      byLook.clear();
      const page = read(selector ? document.querySelector(selector) : document.documentElement);
      for (const text of page.texts) add(lookOfText(text, page), text.element);
      const links = new Set(page.texts.map(({ element }) => element.closest('a[href], [role=link]')));
      // A link that is a block of its own has no text around it.
      for (const link of links) if (link && !isBlock(page.groundOf(link))) add(lookOfLink(link, page), link);
      return [...byLook.keys()];
    },

    /** Has axe judge the texts that have one of the looks. Returns what it found, and the looks that are fine. */
    async judge(looks, rules) {
      const elements = [...new Set(looks.flatMap((look) => byLook.get(look)))];
      const options = { runOnly: rules, resultTypes: ['violations', 'passes'], elementRef: true, preload: false };
      const { violations, passes } = await axe.run({ include: elements }, options);
      const passed = new Map(
        passes.map(({ id, nodes }) => [id, new Set(nodes.filter(isSeen).map(({ element }) => element))]),
      );
      const fine = looks.filter((look) => {
        const judged = passed.get(look.startsWith('link | ') ? 'link-in-text-block' : 'color-contrast');
        return judged && byLook.get(look).some((element) => judged.has(element));
      });
      for (const { nodes } of violations) for (const node of nodes) delete node.element;
      return { violations, fine };
    },
  };

  /** A text that cannot be seen passes, and says nothing of others with its look. */
  const isSeen = ({ any }) => !any.some(({ data }) => data?.messageKey === 'hidden');
})();
