/** The styles of the elements of a page, as far as they tell whether text is seen. */

/**
 * The facts of a style, apart from where its element is.
 *
 * @typedef {object} PageStyle
 * @property {boolean} inline
 * @property {boolean} boxless whether it has no box of its own (`display: contents`), as slots have none
 * @property {string} spaces `collapse`, `lines` where line breaks are kept, `keep` where blanks are too
 * @property {boolean} picks whether a selection may hold its text
 * @property {number} size of its letters, in CSS pixels
 * @property {number[] | null} back the colour behind its text, where it is known
 * @property {boolean} faint whether its letters cannot be told from what is behind them
 * @property {boolean} clipped whether what is outside its box is not shown
 * @property {boolean} moved whether it is placed by itself, out of the flow of what is around it, and may stand where nobody scrolls to
 * @property {boolean} apart whether nothing around it moves it but the box that it is in: `position: absolute` and `fixed`
 * @property {Map<string, PageStyle>} inside the styles of elements inside ones of this style, by tag, class and style
 */

/** @param {ReturnType<typeof pagePlain>} plain */
function pageStyles(plain) {
  /** Properties that only say where a box is and how large. */
  const PLACES = [
    'top:',
    'left:',
    'right:',
    'bottom:',
    'inset',
    'width:',
    'height:',
    'min-',
    'max-',
    'transform:',
    'flex',
    '--',
  ];
  /** A box this small, in CSS pixels, that cuts what it holds shows nothing: the usual way to write for screen readers only. */
  const DOT = 2;
  /** Letters whose colour differs by less than this, summed over red, green and blue, are not seen. */
  const FAINT = 24;

  /** One of each style. @type {Map<string, PageStyle>} */
  const styles = new Map();

  /** The numbers of `rgb(…)` and `rgba(…)`, alpha 1 where there is none; null for other notations. @param {string} colour */
  const numbers = (colour) => {
    if (!colour.startsWith('rgb')) return null;
    const parts = colour
      .slice(colour.indexOf('(') + 1, -1)
      .split(',')
      .map(Number);
    return parts.length === 3 ? [...parts, 1] : parts;
  };

  /** The colour behind a page that has no background: white, unless the page is dark or stands in another one. */
  const canvas = () => {
    const root = plain.root();
    const dark = root !== null && getComputedStyle(root).colorScheme.includes('dark');
    return dark || self !== top ? null : [255, 255, 255, 1];
  };

  /** How far up, and how many siblings are looked at for what is drawn behind an element. */
  const UP = 4;
  const LAYERS = 8;

  /**
   * The colour of a sibling that is drawn behind all of a placed element, or of one a little farther out: terminals keep
   * their background in one, and their text in the next; null where there is none.
   *
   * @param {Element} element
   * @param {PageLook | null} around
   */
  const layerBehind = (element, around) => {
    const box = plain.box(element);
    for (let one = element, next = around, up = 0; up < UP && next; up += 1, one = next.element, next = next.around) {
      // A text that is not placed is drawn under what is.
      const isPlaced = getComputedStyle(one).position !== 'static';
      let sibling = isPlaced ? plain.previousSibling(one) : null;
      for (let count = 0; sibling && count < LAYERS; count += 1, sibling = plain.previousSibling(sibling)) {
        const colour = plain.isElement(sibling) ? layerOf(sibling, box) : null;
        if (colour) return colour;
      }
    }
    return null;
  };

  /** The colour of an element that is placed by itself and covers a box; null for others. @param {Element} element @param {DOMRect} box */
  const layerOf = (element, box) => {
    const { position, backgroundColor, opacity } = getComputedStyle(element);
    const isDrawn = position !== 'static' && opacity === '1' && plain.isVisible(element);
    const colour = isDrawn ? numbers(backgroundColor) : null;
    const { left, right, top, bottom } = plain.box(element);
    const covers = left <= box.left && box.right <= right && top <= box.top && box.bottom <= bottom;
    return colour && Number(colour[3]) > 0.9 && covers ? colour : null;
  };

  /** @param {string} clip */
  const clipsAll = (clip) => {
    if (!clip.startsWith('rect(')) return false;
    const [up, right, down, left] = clip.slice(5, -1).split(',').map(parseFloat);
    return Number(right) - Number(left) <= DOT || Number(down) - Number(up) <= DOT;
  };

  /** @param {string} path */
  const cutsAll = (path) =>
    (path.startsWith('inset(') && parseFloat(path.slice(6)) >= 50 && path.includes('%')) || path.startsWith('circle(0');

  /** An element's own style without place and size, which grids give each row and cell. @param {string} style */
  const readLook = (style) =>
    style
      .split(';')
      .map((one) => one.trim())
      .filter((one) => !PLACES.some((place) => one.startsWith(place)))
      .join() + (style.includes('transform') ? 'moved' : '');

  /** The facts of own styles, by their text: the cells of a column have the same. @type {Map<string, string>} */
  const ownLooks = new Map();

  /** @param {string} style */
  const lookIn = (style) => {
    const known = ownLooks.get(style);
    if (known !== undefined) return known;
    const read = readLook(style);
    ownLooks.set(style, read);
    return read;
  };

  /** A key for how an element looks, as far as the element itself tells: its tag, its class, its own style. @param {Element} element @param {string} tag @param {boolean} bare whether it has no attributes @param {string | null} style */
  const signOf = (element, tag, bare, style) => {
    if (bare) return tag;
    return `${tag} ${plain.attribute(element, 'class') ?? ''} ${style ? lookIn(style) : ''}`;
  };

  /** @param {Element} element @param {PageLook | null} around @param {string} tag @returns {PageStyle} */
  const styled = (element, around, tag) => {
    const style = getComputedStyle(element);
    const back = numbers(style.backgroundColor);
    const under =
      style.backgroundImage !== 'none'
        ? null
        : back && back[3] === 0
          ? around
            ? around.style.back
            : canvas()
          : back && Number(back[3]) > 0.9
            ? back
            : null;
    const colour = numbers(style.color);
    const differsFrom = (/** @type {number[] | null} */ behind) =>
      colour && behind
        ? [0, 1, 2].reduce((sum, part) => sum + Math.abs(Number(colour[part]) - Number(behind[part])), 0)
        : FAINT;
    const isLost = differsFrom(under) < FAINT && back?.[3] === 0;
    const behind = (isLost ? layerBehind(element, around) : null) ?? under;
    const differs = differsFrom(behind);
    const size = parseFloat(style.fontSize);
    const made = {
      inline: style.display === 'inline' || style.display === 'contents' || style.display.startsWith('ruby'),
      boxless: style.display === 'contents',
      spaces: style.whiteSpace.startsWith('pre-line')
        ? 'lines'
        : style.whiteSpace.startsWith('pre') || style.whiteSpace.startsWith('break')
          ? 'keep'
          : 'collapse',
      picks: (style.userSelect || style.webkitUserSelect) !== 'none',
      size,
      back: behind,
      faint:
        size < 2 ||
        differs < FAINT ||
        (colour !== null && Number(colour[3]) < 0.1) ||
        Number(style.opacity) < 0.1 ||
        parseFloat(style.textIndent) < -200,
      clipped:
        style.overflowX !== 'visible' ||
        style.overflowY !== 'visible' ||
        style.clip !== 'auto' ||
        style.clipPath !== 'none',
      moved:
        style.position === 'absolute' ||
        style.position === 'fixed' ||
        style.position === 'relative' ||
        style.transform !== 'none' ||
        parseFloat(style.marginLeft) < -200,
      apart: style.position === 'absolute' || style.position === 'fixed',
      inside: new Map(),
    };
    if (clipsAll(style.clip) || cutsAll(style.clipPath)) made.size = 0;
    const sign = JSON.stringify({ ...made, inside: tag });
    const known = styles.get(sign);
    if (!known) styles.set(sign, made);
    return known ?? made;
  };

  return { signOf, styled, DOT };
}
