/** The stores of the extension: only the files in this folder name the browser's storage. */
export * from './storage/handoff.js';
export * from './storage/keys.js';
export * from './storage/outbox-state.js';
export * from './storage/recent-queries.js';
export * from './storage/settings.js';
