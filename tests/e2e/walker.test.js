/**
 * How text is read from a page, by what is really laid out: what each section of a page gives, and that nothing is lost
 * of what the browser itself would copy.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { inScripts, selectManyCells } from './page-scripts.js';
import { Session } from './session.js';

/** The text of each section of `layouts.html`, as it is seen. */
const SEEN = {
  table: '10.0.0.1\t137\n10.0.0.2\t138',
  flex: '10.0.0.1\t137\t8.8.8.8',
  'flex-pieces': '10.0.0.1',
  grid: '10.0.0.1\t137\t8.8.8.8\n10.0.0.2\t138\t8.8.4.4',
  'inline-block': '10.0.0.1\t137\n10.0.0.2\t138',
  glued: '198.51.100.7',
  absolute: '10.20.30.20\t137\t198.51.100.81 long text that is cut\t443\n10.20.30.21\t138',
  float: '10.0.0.1\t8.8.8.8',
  'css-table': '10.0.0.1\t137\n10.0.0.2\t138',
  blocks: 'first\nsecond\nthird\nfourth',
  wrapped: '44d88612fea8a8f36de82e1278abb02f',
  marked: 'from 198.51.100.77 to evil.com',
  raised: '198.51.100.7 3 and 198.51.100.8 12',
  kept: 'C:\\Program Files\\Acme\\a.exe',
  chips: '10.0.0.1 8.8.8.8',
  blanks: 'a b c d e',
  pre: 'a  b\n\tc',
  hidden: 'seen\nmore',
  fields: 'IP 10.9.8.7 all evil.com',
  nopick: '12 10.0.0.1',
  scroll: 'above\nmiddle\nbelow',
  columns: '10.0.0.1\t137\t8.8.8.8\t53',
  virtual: 'row 3\nrow 1\nrow 2\nrow 4',
  rtl: 'שלום 10.0.0.1',
  svg: '10.0.0.1\t10.0.0.2\n10.0.0.3',
  image: '10.0.0.1\t.5 end',
  open: 'in 10.0.0.9',
  slots: '10.0.0.1\n8.8.8.8',
};

/** Sections whose text is not all the browser's: it copies what nobody sees, leaves out fields and shadow roots, or has another order. */
const OTHER = ['hidden', 'fields', 'nopick', 'virtual', 'svg', 'open', 'slots'];

for (const name of BROWSERS) {
  describe(`text as it is seen, in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    /** @type {import('./session.js').Page} */
    let page;
    before(async () => {
      session = await Session.start(name);
      page = await session.console('layouts');
    });
    after(() => session.stop());

    test('cells are told apart, lines are, and values are not', async () => {
      const read = await page.evaluate(
        inScripts(
          `Object.fromEntries([...document.querySelectorAll('section')].map((one) => [one.id, walk.textOf(one)]))`,
        ),
      );
      assert.deepEqual(read, SEEN);
    });

    test('a selection has all that the browser would copy', async () => {
      for (const id of Object.keys(SEEN).filter((one) => !OTHER.includes(one))) {
        await page.evaluate(
          (one) => getSelection()?.selectAllChildren(/** @type {Element} */ (document.getElementById(one))),
          id,
        );
        const ours = /** @type {import('../../extension/wasm/secdo.js').PageEvidence} */ (
          await page.evaluate(inScripts('pageEvidence()'))
        );
        const theirs = await page.evaluate(() => String(getSelection()));
        // An image's alternative text is no text of the page.
        const bare = (/** @type {string | undefined} */ text) => text?.replaceAll('2.2.2.2', '').replace(/\s/g, '');
        assert.equal(bare(ours.selection?.text), bare(theirs), id);
      }
    });

    test('rows are in the order of the eye, between the ends of the selection', async () => {
      const text = await page.evaluate(
        inScripts(
          `(() => { const rows = document.querySelectorAll('.list div'); getSelection().setBaseAndExtent(rows[1].firstChild, 0, rows[0].firstChild, 5); return pageEvidence().selection; })()`,
        ),
      );
      assert.equal(/** @type {{ text: string }} */ (text).text, 'row 1\nrow 2\nrow 3');
    });

    test('a selection across cells of one row has only these, also where it ends before the next one begins', async () => {
      for (const [last, offset, seen] of /** @type {const} */ ([
        [1, 0, '10.0.0.1'],
        [2, 7, '10.0.0.1\t137\t8.8.8.8'],
        [2, 0, '10.0.0.1\t137'],
      ])) {
        for (const direction of ['ltr', 'rtl']) {
          const text = await page.evaluate(
            inScripts(
              `(() => { const row = document.querySelector('.columns'); row.style.direction = '${direction}'; const cells = [...row.children]; if ('${direction}' === 'rtl') cells.forEach((cell, index) => (cell.style.left = 270 - 90 * index + 'px')); getSelection().setBaseAndExtent(cells[0].firstChild, 0, cells[${last}].firstChild, ${offset}); return pageEvidence().selection.text; })()`,
            ),
          );
          assert.equal(String(text).trim(), seen, direction);
        }
        await page.evaluate(
          inScripts(
            `(() => { const row = document.querySelector('.columns'); row.style.direction = ''; [...row.children].forEach((cell, index) => (cell.style.left = 90 * index + 'px')); return null; })()`,
          ),
        );
      }
    });

    test('a selection inside a shadow root is read', async () => {
      const text = await page.evaluate(
        inScripts(
          `(() => { const text = document.getElementById('open').shadowRoot.querySelector('p').firstChild; getSelection().setBaseAndExtent(text, 3, text, 11); return pageEvidence().selection; })()`,
        ),
      );
      assert.equal(/** @type {{ text: string } | null} */ (text)?.text.trim(), '10.0.0.9');
    });

    test('fields and pictures that take the names of properties hide nothing', async () => {
      await page.evaluate(() => {
        const names = [
          'firstChild',
          'nextSibling',
          'parentNode',
          'childNodes',
          'nodeType',
          'localName',
          'tagName',
          'getAttribute',
          'hasAttributes',
          'matches',
          'closest',
          'contains',
          'textContent',
          'checkVisibility',
          'getBoundingClientRect',
          'shadowRoot',
        ];
        const form = document.createElement('form');
        form.id = 'clobbered';
        form.append(
          Object.assign(document.createElement('p'), { textContent: 'from 10.0.0.1' }),
          ...names.map((name) => Object.assign(document.createElement('input'), { name, type: 'hidden' })),
          Object.assign(document.createElement('p'), { textContent: 'to 8.8.8.8' }),
        );
        document.body.append(
          form,
          ...['body', 'documentElement', 'activeElement', 'createRange', 'hasFocus', 'querySelectorAll'].map((name) =>
            Object.assign(document.createElement('img'), { name, alt: '' }),
          ),
        );
      });
      const { text, clobbered } = /** @type {{ text: string, clobbered: boolean }} */ (
        await page.evaluate(
          inScripts(
            `(() => { const form = plain.findAll(document, '#clobbered')[0]; getSelection().selectAllChildren(form); return { text: pageEvidence().selection.text, clobbered: form.firstChild instanceof HTMLInputElement }; })()`,
          ),
        )
      );
      assert.ok(clobbered, 'the page does hide the property from plain scripts');
      assert.equal(text.trim(), 'from 10.0.0.1\nto 8.8.8.8');
      await page.evaluate(
        inScripts(
          `plain.findAll(document, '#clobbered, img[name]').forEach((one) => Element.prototype.remove.call(one))`,
        ),
      );
    });

    test('a text that is longer than may be read is read up to a blank', async () => {
      const read = await page.evaluate(
        inScripts(`(() => {
        const small = pageWalk(plain, tree, looks, pageLines(plain, tree, looks), { most: 30, until: Infinity });
        const line = document.createElement('p');
        line.textContent = 'one 10.0.0.1 and two 10.0.0.223 and three';
        document.body.append(line);
        const out = small.start();
        small.read(out, { node: line, offset: 0 }, { node: line, offset: 1 });
        line.remove();
        return [out.parts.join(''), out.cut];
      })()`),
      );
      assert.deepEqual(read, ['one 10.0.0.1 and two', true]);
    });

    test('10,000 cells that a grid has placed one by one', async (context) => {
      await page.evaluate(selectManyCells);
      const { text, around, took } = /** @type {{ text: string, around: string, took: number }} */ (
        await page.evaluate(
          inScripts(
            `(() => { document.body.offsetHeight; const before = performance.now(); const read = pageEvidence(Infinity); return { took: performance.now() - before, text: read.selection.text, around: read.selection.before + read.selection.after }; })()`,
          ),
        )
      );
      assert.equal(around, '', 'the selection is not read as what stands before it, too');
      assert.equal(text.trim().split('\n').length, 1_000);
      assert.equal(text.trim().split('\n')[999]?.split('\t').length, 10);
      context.diagnostic(`10,000 cells read in ${took.toFixed(0)} ms`);
    });

    test('of very many cells, those that stand elsewhere are told apart', async () => {
      const read = await page.evaluate(
        inScripts(`(() => {
          const grid = document.getElementById('many');
          const rows = [...grid.children];
          const cell = (row, column) => rows[row].children[column];
          rows[700].style.left = '-4000px';
          cell(701, 3).style.left = '-4000px';
          cell(702, 4).style.width = '1px';
          // The last cell stands where the right edge of its row is: in sight in wide ones, away in one that is not.
          for (const row of [100, 101, 102, 103, 104, 703])
            cell(row, 9).style.cssText = 'position:absolute;right:0;width:110px;overflow:hidden';
          for (const row of [100, 101, 102, 103, 104]) rows[row].style.width = '1500px';
          rows[703].style.left = '-50px';
          return pageEvidence(Infinity).selection.text.trim().split('\\n').slice(698, 704).map((row) => row.split('\\t').length);
        })()`),
      );
      assert.deepEqual(read, [10, 10, 9, 9, 9, 10], 'without the row that is away, and without the cells that are');
    });
  });
}
