/** Every text that the program names is in `_locales`, and nothing else is. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { extension, root, sources } from './files.js';
import * as secdo from '../../extension/wasm/secdo.js';

const messages = JSON.parse(await readFile(join(extension, '_locales/en/messages.json'), 'utf8'));

await secdo.default({ module_or_path: await readFile(join(extension, 'wasm/secdo_bg.wasm')) });
const { entities, pivots, subjects } = secdo.catalogue();

/** Keys that are put together from names of the core. */
const composed = [
  ...entities.flatMap(({ name, actions, attributes }) => [
    `entity_${name}`,
    `sentence_${name}`,
    ...actions.map((action) => `action_${name}_${action}`),
    ...attributes.flatMap((attribute) => [
      `attribute_${name}_${attribute.name}`,
      ...attribute.choices.map(([, meaning]) => `choice_${meaning}`),
    ]),
  ]),
  ...pivots.map(({ id }) => `pivot_${id.replace('.', '_')}`),
  ...subjects.flatMap(({ subject }) => [`subject_${subject}`, `subject_${subject}_one`, `subject_${subject}_other`]),
  ...union('IndicatorKind').map((kind) => `kind_${kind}`),
  ...union('Tabs').map((value) => `tabs_${value}`),
  ...['single', 'submenu'].map((value) => `menu_${value}`),
  ...['cut', 'long', 'missing', 'password', 'too_large', 'refused', 'page_cut'].map((note) => `note_${note}`),
  'error_internal',
  ...errorCodes().map((code) => `error_${code}`),
  ...[
    'error_permission_missing',
    'error_copy_not_allowed',
    'error_query_not_run',
    'error_no_answer',
    'error_round_stalled',
  ],
  ...union('AlertNotice').map((notice) => `notice_${notice}`),
  ...union('AlertDifference').map((difference) => `difference_${difference}`),
  ...['level', 'licence', 'role'].map((advice) => `advice_${advice}`),
  ...['exists', 'child', 'parent', 'cgn', 'host_ip', 'instanceid', 'registry_link'].map((doubt) => `doubt_${doubt}`),
  ...[
    'server_product_secdo',
    'server_product_cortex',
    'level_advanced',
    'level_standard',
    'file_events_parsed_alert',
    'file_events_issue',
  ],
  ...['menu_investigate', 'menu_investigate_cortex', 'send', 'send_cortex'],
  ...['widened', 'widened_xql'].flatMap((key) => [`${key}_one`, `${key}_other`]),
  ...union('OutboxState').map((state) => `state_${state}`),
  ...['delivered', 'timed_out', 'unreachable', 'interrupted', 'rejected', 'busy'].map(
    (outcome) => `outcome_${outcome}`,
  ),
  ...['outgoing', 'incoming'].map((direction) => `direction_why_${direction}`),
  ...union('Certainty').flatMap((certainty) => [`certainty_${certainty}`, `certainty_${certainty}_as`]),
  ...['kind', 'direction'].map((field) => `field_${field}`),
  ...['retry', 'edit', 'duplicate', 'delete', 'allow', 'open_server', 'send_to'],
  ...secdo
    .linkTemplates('own', '', '{"server":"https://s"}', '')
    .consoles.flatMap((/** @type {string} */ console) => [`console_${console}`, `console_${console}_where`]),
  ...['language', 'shortcut_investigate', 'shortcut_popup'],
  ...[...secdo.catalogue().settings, ...secdo.catalogue().alerts]
    .filter(({ shape }) => ['flag', 'number'].includes(shape))
    .map(({ name }) => `${name}_label`),
  ...['console_own', 'encodes', 'encodes_not', 'encodes_unknown', 'exported', 'exported_with_key'],
  ...['reason_server', 'reason_nothing', 'reason_empty'],
];

/** Reads the members of a union of strings from the types of the module. @param {string} name */
function union(name) {
  const types = execFileSync('cat', [join(root, 'crate/bridge/src/types.d.ts')], { encoding: 'utf8' });
  const body = new RegExp(`export type ${name} =([^;]*);`).exec(types)?.[1] ?? '';
  return [...body.matchAll(/'([a-z0-9_]+)'/g)].map(([, member]) => String(member));
}

/** The codes of the core's errors: the names of the variants. */
function errorCodes() {
  const source = execFileSync('cat', [join(root, 'crate/core/src/error.rs')], { encoding: 'utf8' });
  const body = /pub enum Error \{\n(.*?)\n\}/s.exec(source)?.[1] ?? '';
  return [...body.matchAll(/^ {4}([A-Z]\w*)/gm)].map(([, name]) =>
    String(name)
      .replace(/(?!^)[A-Z]/g, '_$&')
      .toLowerCase(),
  );
}

test('every key that is used exists, and every key that exists is used', async () => {
  const used = new Set(composed);
  for (const { text } of await sources()) {
    for (const [, key] of text.matchAll(/\bt\(\s*'([a-z0-9_]+)'/g)) used.add(String(key));
    for (const [, key] of text.matchAll(/t\(readable \? '([a-z_]+)'/g)) used.add(String(key));
    for (const [, key] of text.matchAll(/: '(server_understood)'/g)) used.add(String(key));
    for (const [, key] of text.matchAll(/\bcounted\(\s*'([a-z0-9_]+)'/g))
      for (const form of ['one', 'other']) used.add(`${key}_${form}`);
    for (const [, key] of text.matchAll(/data-i18n(?:-title|-label|-placeholder)?="([a-z0-9_]+)"/g))
      used.add(String(key));
    for (const [, key] of text.matchAll(/__MSG_([a-z_]+)__/g)) used.add(String(key));
  }
  const known = new Set(Object.keys(messages));
  assert.deepEqual(
    [...used].filter((key) => !known.has(key)),
    [],
    'missing',
  );
  assert.deepEqual(
    [...known].filter((key) => !used.has(key)),
    [],
    'unused',
  );
});

test('every text has a description for translators', () => {
  for (const [key, { message, description }] of Object.entries(messages)) {
    assert.ok(message && description, key);
  }
});

test('every language has the same keys and placeholders', async () => {
  for (const language of await readdir(join(extension, '_locales'))) {
    const other = JSON.parse(await readFile(join(extension, '_locales', language, 'messages.json'), 'utf8'));
    assert.deepEqual(Object.keys(other), Object.keys(messages), language);
    for (const [key, { message }] of Object.entries(messages)) {
      const places = (/** @type {string} */ text) => [...new Set(text.match(/\$\d/g))].sort();
      assert.deepEqual(places(other[key].message), places(message), `${language} ${key}`);
    }
  }
});

test('the description fits the stores in every language', async () => {
  for (const language of await readdir(join(extension, '_locales'))) {
    const { extension_description: words } = JSON.parse(
      await readFile(join(extension, '_locales', language, 'messages.json'), 'utf8'),
    );
    assert.ok(words.message.length <= 132, `${language}: ${words.message.length}`);
  }
});
