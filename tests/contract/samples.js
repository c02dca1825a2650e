/**
 * Values that cross the boundary, by the name of their type in `types.d.ts`: what the modules answer, the outbox over
 * an IndexedDB in memory, and what they are given, each accepted by the function that takes it.
 */
import 'fake-indexeddb/auto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as click from '../../extension/wasm/click.js';
import * as secdo from '../../extension/wasm/secdo.js';
import { extension } from './files.js';

/** @typedef {[type: string, values: unknown[]]} Sample */
/** @typedef {[stored: string, policy: string]} Texts */

// The module looks for the functions of a worker where it runs in one.
Object.assign(globalThis, { WorkerGlobalScope: Object });
await secdo.default({ module_or_path: await readFile(join(extension, 'wasm/secdo_bg.wasm')) });
await click.default({ module_or_path: await readFile(join(extension, 'wasm/click_bg.wasm')) });

/** @type {Texts} */
const SETTINGS = [
  JSON.stringify({
    version: 1,
    server: 'https://s',
    tabs: 'reuse',
    pivots: { hash: 'file.file_hash' },
    alerts: { company: 'c', own_ranges: ['8.0.0.0/8'] },
  }),
  '',
];
/** @type {Texts} */
const CORTEX = [
  JSON.stringify({
    server: 'https://c.example',
    days: 30,
    servers: [
      {
        address: 'https://c.example',
        product: 'cortex',
        key_id: '7',
        level: 'standard',
        file_events: 'issue',
        run: true,
      },
    ],
  }),
  '',
];
const KEYS = JSON.stringify({ 'https://s': 'key', 'https://c.example': 'key' });

const READINGS = JSON.parse(secdo.readAlerts('10.0.0.1:1 -> 8.8.8.8:53 fw=9.9.9.9', SETTINGS[0]));
const DRAFT = { ...READINGS[0].draft, timestamp: 'now', vendor: 'v', product: 'p' };
const HOST = { entity: 'host', actions: [], attributes: [{ name: 'host_ip', values: ['10.0.0.1'] }] };
const STRETCH = { before: '', text: '8.8.8.8', after: '' };

/** Every answer that needs neither a database nor a server. @type {Sample[]} */
const ANSWERS = [
  ['Analysis', [secdo.analyse('8.8.8.8 evil.com C:\\a.exe CORP\\jd 44d88612fea8a8f36de82e1278abb02f', ...SETTINGS)]],
  [
    'Plan',
    [
      click.plan('8.8.8.8', ...SETTINGS),
      click.plan('8.8.8.8', ...CORTEX),
      click.plan('8.8.8.8 evil.com', ...SETTINGS),
      click.plan('', '', ''),
    ],
  ],
  [
    'Answer',
    [
      secdo.ask([{ kind: 'cidr', value: '8.0.0.0/9', pivot: 'network.remote_ip' }], '', ''),
      secdo.build({ ...HOST, attributes: [{ name: 'host_ip', values: ['a,b'] }] }, ...SETTINGS),
      secdo.build(HOST, ...CORTEX),
    ],
  ],
  ['Catalogue', [secdo.catalogue()]],
  [
    'LoadedSettings',
    [
      secdo.loadSettings(...SETTINGS),
      secdo.loadSettings(...CORTEX),
      secdo.loadSettings('{"x":1}', '{"server":"https://corp","organisation":"Corp"}'),
    ],
  ],
  ['ImportedSettings', [secdo.importSettings(SETTINGS[0], '', '')]],
  ['LinkTemplates', [secdo.linkTemplates('qradar', '', ...SETTINGS), secdo.linkTemplates('own', '%v', ...SETTINGS)]],
  ['CheckedServer', [secdo.checkServer('http://secdo:81/eu', '', '')]],
  ['AlertDraft', [DRAFT, secdo.blankAlert('', '')]],
  [
    'AlertReading[]',
    [
      READINGS,
      JSON.parse(secdo.readAlerts('C:\\a.exe C:\\b.exe 10.0.0.1\nsrc=10.0.0.1 dst=9.9.9.9 fw=8.8.8.8 a=1', '')),
    ],
  ],
  ['TextPart[]', [JSON.parse(secdo.alertParts('src=10.0.0.1 dst=8.8.8.8', 0, ''))]],
  [
    'CheckedAlert',
    [
      secdo.checkAlert(DRAFT, ...SETTINGS),
      secdo.checkAlert({ ...DRAFT, source_port: '', event_id: '1' }, ...CORTEX),
      secdo.checkAlert({ ...DRAFT, source_ip: 'x', timestamp: 'Mar 22 10:00:00' }, '', ''),
    ],
  ],
];

/**
 * Parameters that are objects: the type, a value of it, and the function that takes it.
 *
 * @type {[type: string, value: any, take: (value: any) => unknown][]}
 */
export const PARAMETERS = [
  [
    'PageEvidence[]',
    [
      {
        host: 'console',
        focus: true,
        inner: false,
        password: false,
        field: STRETCH,
        selection: {
          ...STRETCH,
          missing: false,
          cut: false,
          paragraph: false,
          chosen: false,
          touching: false,
          labels: ['Address'],
          pointed: true,
        },
        caret: { before: '', after: '', inside: false },
        pointed: {
          ...STRETCH,
          title: '',
          labels: ['Address'],
          members: ['type: ip'],
          partner: '',
          selectable: true,
          clicked: true,
        },
        focused: '',
        links: [{ url: 'https://console/', text: '8.8.8.8', title: '' }],
        rows: [[{ name: 'Source', text: '8.8.8.8' }]],
        row: [{ name: 'Source', text: '8.8.8.8' }],
        panes: [[{ name: 'Source', text: '8.8.8.8' }]],
      },
    ],
    (value) => click.meant(value, { gesture: 'menu', selected: '8.8.8.8', link: null, whole: false }),
  ],
  [
    'PageClick',
    { gesture: 'keys', selected: '8.8.8.8', link: 'https://console/', whole: true },
    (value) => click.meant([], value),
  ],
  ['Pick[]', [{ kind: 'ipv4', value: '8.8.8.8', pivot: 'network.remote_ip' }], (value) => secdo.ask(value, '', '')],
  ['Draft', HOST, (value) => secdo.build(value, ...SETTINGS)],
  ['AlertDraft', DRAFT, (value) => secdo.checkAlert(value, ...SETTINGS)],
];

/** Answers of a server, the next first. @type {Response[]} */
const answers = [];
const reply = (/** @type {unknown} */ body, /** @type {ResponseInit} */ init = {}) =>
  answers.push(new Response(typeof body === 'string' ? body : JSON.stringify(body), init));

/** Every answer of the outbox and of a Cortex XDR, with servers that take, refuse and are busy. @returns {Promise<Sample[]>} */
async function stored() {
  Object.assign(globalThis, { fetch: async () => answers.shift() ?? Promise.reject(new TypeError('no answer')) });
  const routes = [];
  const pumped = [];
  const items = [];
  for (const [id, init] of /** @type {[string, ResponseInit | null][]} */ ([
    ['taken', { status: 200 }],
    ['refused', { status: 400 }],
    ['busy', { status: 503, headers: { 'retry-after': '7' } }],
    ['unreachable', null],
  ])) {
    await secdo.outboxAdd(DRAFT, id, Date.now(), ...SETTINGS);
    routes.push(await secdo.outboxRoutes(...SETTINGS, KEYS), await secdo.outboxRoutes(...SETTINGS, '{}'));
    await secdo.outboxWake();
    await secdo.outboxRetry([id]);
    if (init) reply('words', init);
    pumped.push(await secdo.outboxPump(...SETTINGS, KEYS, () => true));
    items.push(await secdo.outboxList());
  }
  await secdo.outboxAdd(DRAFT, 'cortex', Date.now(), ...CORTEX);
  reply({ reply: { err_code: 401, err_msg: 'no', err_extra: null } }, { status: 401 });
  pumped.push(await secdo.outboxPump(...CORTEX, KEYS, () => true));
  items.push(await secdo.outboxList());
  reply({ reply: 'abc' });
  const runs = [await secdo.runQuery('dataset = xdr_data', ...CORTEX, KEYS)];
  runs.push(await secdo.runQuery('dataset = xdr_data', ...CORTEX, KEYS));
  reply({ reply: { license_quota: 5, used_quota: 1, additional_purchased_quota: 0 } });
  const quotas = [await secdo.queryQuota(...CORTEX, KEYS)];
  quotas.push(await secdo.queryQuota(...CORTEX, KEYS));
  const file = await secdo.outboxExport('json', ...SETTINGS);
  return [
    ['OutboxItem[]', items],
    ['OutboxCounts', [await secdo.outboxCounts()]],
    ['OutboxRoute[]', routes],
    ['Pumped', pumped],
    ['OutboxImported', [await secdo.outboxImport(file)]],
    ['QueryRun', runs],
    ['Quota', quotas],
  ];
}

export const SAMPLES = [
  ...ANSWERS,
  ...(await stored()),
  /** @type {Sample} */ ([
    'Meant',
    [click.meant(PARAMETERS[0]?.[1], { gesture: 'menu', selected: '', link: null, whole: false })],
  ]),
  ...PARAMETERS.map(([type, value]) => /** @type {Sample} */ ([type, [value]])),
];

/** An answer that nothing is wrong with, and its parts. */
export const BUILT = secdo.build({ entity: 'host', actions: [], attributes: [] }, ...CORTEX);
