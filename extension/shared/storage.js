/** The stores of the extension: only the files in this folder name the browser's storage. */
export * from './storage/handoff.js';
export * from './storage/keys.js';
export * from './storage/outbox.js';
export * from './storage/recent.js';
export * from './storage/settings.js';
