/**
 * Every language on every page: nothing is cut, nothing is left in English. A browser shows the texts of its own
 * language, so each language stands in the place of English in a copy of the extension.
 */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { exported } from './sending/items.js';
import { Session } from './session.js';

/** @typedef {import('./session.js').Page} Page */

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const LANGUAGES = (await readdir(join(root, 'extension/_locales'))).filter((language) => language !== 'en');

/** Those that are written from right to left. */
const FROM_RIGHT = ['he'];

/** Longer than any language, and nothing that a forgotten English text could be taken for. */
const PSEUDO = 'pseudo';

/** Shown words that are not texts of ours: values, names, numbers. */
const NO_TEXT = '.value, #server, kbd, datalist, script, style, textarea, [data-untranslated]';

describe('languages, in chromium', { timeout: 300_000 }, () => {
  for (const language of [...LANGUAGES, PSEUDO]) {
    test(`${language}: nothing is cut, nothing is left in English`, async () => {
      const extension = await mkdtemp(join(tmpdir(), `secdo-${language}-`));
      /** @type {Session | undefined} */
      let session;
      try {
        await cp(join(root, 'dist/chrome'), extension, { recursive: true });
        const english = join(extension, '_locales/en/messages.json');
        const texts =
          language === PSEUDO
            ? pseudo(JSON.parse(await readFile(english, 'utf8')))
            : JSON.parse(await readFile(join(extension, '_locales', language, 'messages.json'), 'utf8'));
        await writeFile(english, JSON.stringify(texts));
        session = await Session.start('chromium', { extension });
        for (const [title, open] of pages(session)) {
          const page = await open();
          if (FROM_RIGHT.includes(language)) await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
          await session.look(page, `${language}-${title}`);
          for (const width of [320, 420, 1280]) {
            await page.setViewport({ width, height: 800 });
            const overflow = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            assert.ok(overflow <= 0, `${title} is ${overflow} px too wide at ${width}`);
          }
          if (language === PSEUDO)
            assert.deepEqual(
              await page.evaluate(english_, NO_TEXT),
              [],
              `${title} has texts that no language can replace`,
            );
          await page.close();
        }
      } finally {
        await session?.stop();
        await rm(extension, { recursive: true, force: true });
      }
    });
  }
});

/** @param {Session} session @returns {[string, () => Promise<Page>][]} */
function pages(session) {
  return [
    [
      'investigate',
      async () => {
        const page = await session.emptyPage();
        await session.type(
          page,
          '8.8.8.8 10.0.0.1 44d88612fea8a8f36de82e1278abb02f C:\\a\\b.exe evil.com CORP\\j.doe HKLM\\Software\\Run',
        );
        await page.click('#builder summary');
        return page;
      },
    ],
    [
      'alert',
      async () => {
        const page = await session.emptyPage();
        await page.click('#tab-alert');
        await page.fill('#source_ip', 'x');
        await page.fill('#timestamp', '2030-01-01 00:00:00');
        await page.click('#send');
        await page.waitFor(() => document.querySelector('.field-error') !== null);
        return page;
      },
    ],
    [
      'outbox',
      async () => {
        const page = await session.emptyPage();
        await page.click('#tab-outbox');
        return page;
      },
    ],
    ['options', () => session.options()],
    // With all that there is only where there are several servers, in the options and after them.
    [
      'servers',
      async () => {
        const page = await session.options();
        await session.addServer(page, '127.0.0.2');
        return page;
      },
    ],
    [
      'stranded',
      async () => {
        const page = await session.emptyPage();
        await session.message(page, 'outbox.import', { text: exported(1, 'e', 'https://127.0.0.3') });
        await page.click('#tab-outbox');
        await page.waitFor(() => document.querySelector('.send_to') !== null);
        return page;
      },
    ],
  ];
}

/**
 * Texts that are longer than English ones and have no English letter.
 *
 * @param {Record<string, { message: string }>} texts
 */
function pseudo(texts) {
  const letters = new Map(
    [...'aeiouyAEIOUcnsz'].map((letter, index) => [letter, [...'àéîøûýÀÉÎØÛçñšž'][index] ?? letter]),
  );
  const changed = (/** @type {string} */ message) => {
    const words = [...message].map((letter) => letters.get(letter) ?? letter).join('');
    return `⟦${words} ${'ø'.repeat(Math.min(12, Math.ceil(message.length * 0.3)))}⟧`;
  };
  return Object.fromEntries(
    Object.entries(texts).map(([key, { message }]) => [
      key,
      { message: key === 'language' ? 'en' : key === 'extension_description' ? message : changed(message) },
    ]),
  );
}

/** The texts on the page that are not ours, or not translated. Runs in the page. @param {string} other */
function english_(other) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  /** @type {string[]} */
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    const owner = node.parentElement;
    const ours = text.includes('⟦') || text.includes('⟧') || !/[A-Za-z]{2}/.test(text);
    if (!ours && owner && !owner.closest(other) && owner.checkVisibility())
      found.push(`${owner.tagName}#${owner.id}: ${text}`);
  }
  return found;
}
