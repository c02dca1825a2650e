/** Numbers in texts: below a thousand they are written without a formatter, in every language of the product alike. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { fakeBrowser } from './fake-browser.js';

const LOCALES = new URL('../../extension/_locales/', import.meta.url);

test('numbers in every language are written as the browser writes them', async () => {
  const fake = fakeBrowser();
  Object.assign(globalThis, { chrome: fake.chrome });
  const languages = [];
  for (const locale of await readdir(LOCALES)) {
    const texts = JSON.parse(await readFile(new URL(`${locale}/messages.json`, LOCALES), 'utf8'));
    languages.push(String(texts.language.message));
  }
  assert.ok(languages.includes('he'), languages.join());
  for (const language of languages) {
    fake.chrome.i18n.getMessage = (key) => (key === 'language' ? language : key);
    const { written } = await import(`../../extension/shared/i18n.js?${language}`);
    const formatter = new Intl.NumberFormat(language);
    for (const value of [...Array(1100).keys(), 12_345_678, -1, 0.5, 999.5])
      assert.equal(written(value), formatter.format(value), language);
  }
});
