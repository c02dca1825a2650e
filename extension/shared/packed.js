/** Long texts in little room: log text shrinks to a tenth, so that five megabytes fit where ten are the limit. */

/** A text as it is kept: itself when it is short, compressed when it is long. @typedef {string | { gzip: string }} Packed */

/** Texts longer than this, in UTF-16 units, are compressed. */
const LONG = 100_000;

/** How many bytes become characters at once: an engine limits the arguments of one call. */
const CHUNK = 32_768;

/**
 * The text in the form in which it is kept. Lone surrogates of long texts become U+FFFD, as they do in the core.
 *
 * @param {string} text
 * @returns {Promise<Packed>}
 */
export async function pack(text) {
  if (text.length <= LONG) return text;
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  /** @type {string[]} */
  const parts = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return { gzip: btoa(parts.join('')) };
}

/**
 * The text that was kept.
 *
 * @param {Packed} packed
 * @returns {Promise<string>}
 */
export async function unpack(packed) {
  if (typeof packed === 'string') return packed;
  const bytes = Uint8Array.from(atob(packed.gzip), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
