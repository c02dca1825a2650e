import type { AlertDraft, Draft, Keys, LoadedSettings, OutboxCounts, OutboxImported, OutboxItem, Pick, Pumped, Reason, Settings } from '../wasm/secdo.js';

/** A text that somebody selected, with where it came from. */
export interface Selection {
  /** The text, exactly as it was selected where the browser let us read it. */
  text: string;
  /** The host of the page, empty where it is not known. */
  host: string;
  /** Why the text may not be whole, or null: the browser shortened it, it was not read, rows of it are not on the page, it could not be kept. */
  note: 'cut' | 'long' | 'password' | 'missing' | 'too_large' | 'refused' | 'page_cut' | null;
  /** The part of the text that was selected, where the text is more than that. */
  part?: string | null;
  /** The text with the names of its columns, for the form of an alert; absent where that adds nothing. */
  record?: string | null;
}

/** A selection that the background leaves for a page that it opens. */
export interface Handoff extends Selection {
  /** Why the page opened instead of a query; `alert` for the form of an alert, `scan` for a whole page, `paste` for a query that could not be copied. */
  reason: Reason | 'error' | 'alert' | 'scan' | 'paste';
  /** For `scan`: the tab to read, the hosts of its frames, and the hosts of frames that could not be read. */
  tab?: number;
  own?: string[];
  unread?: string[];
  /** The address of the server that was asked for; absent for the current one. */
  server?: string;
  /** The code and parameters of what failed, for the reason `error`. */
  problem: { code: string; params: string[]; message: string } | null;
}

/** The outbox as a page shows it: the alerts, how many wait and failed, and what cannot be read. */
export interface OutboxSeen {
  items: OutboxItem[];
  counts: OutboxCounts;
  unreadable: { id: string; text: string }[];
}

/** The messages that pages send to the background: name, what is sent, what comes back. */
export interface Messages {
  /** Opens our page for all that stands in the active tab. */
  'page.scan': { params: Record<string, never>; result: null };
  /** The text of the tab that a handoff names, with the hosts of its frames and those that could not be read. */
  'page.read': { params: { name: string }; result: { text: string; own: string[]; unread: string[]; note: Selection['note'] } };
  /** Opens the queries of these picks, or of this draft, at the server that the page shows; comes back with how many were opened. */
  'queries.open': { params: ({ picks: Pick[] } | { draft: Draft }) & { server: string }; result: { opened: number } };
  /** Opens our page on a sample, for somebody's first minutes. */
  'sample.open': { params: { text: string; host: string }; result: null };
  /** Opens a query of the list of recent ones again. */
  'recent.open': { params: { url: string }; result: null };
  /** Forgets the recent queries. */
  'recent.clear': { params: Record<string, never>; result: null };
  /** Keeps what is typed in the popup until the browser closes. */
  'text.keep': { params: { text: string }; result: null };
  /** Checks and stores settings; `renamed` where a server's address was changed; comes back with what is now in force. */
  'settings.save': { params: { settings: Settings; renamed?: { from: string; to: string } }; result: LoadedSettings };
  /** Uses another one of the servers; comes back with what is now in force. */
  'server.use': { params: { server: string }; result: LoadedSettings };
  /** Keeps the draft of an alert until the browser closes; null forgets it. */
  'draft.keep': { params: { draft: AlertDraft | null }; result: null };
  /** Stores an alert for a server in the outbox under a name, once, and begins to deliver it; comes back once it is stored;
   *  `at` is when it was sent, now unless told, in milliseconds since 1970. */
  'alert.queue': { params: { draft: AlertDraft; id: string; server?: string; at?: number }; result: { id: string } };
  /** The network is back, as a page heard: what waits for it goes at once. */
  'outbox.wake': { params: Record<string, never>; result: null };
  /** Makes alerts due now. */
  'outbox.retry': { params: { ids: string[] }; result: null };
  /** Gives the alerts that wait for one server to another one. */
  'outbox.move': { params: { from: string; to: string }; result: null };
  /** Removes alerts. */
  'outbox.delete': { params: { ids: string[] }; result: null };
  /** Stores the alerts of an exported file; comes back with how many were new, and which cannot be alerts. */
  'outbox.import': { params: { text: string }; result: OutboxImported };
  /** The outbox, for a page that cannot open the database itself: one of a private window of Firefox. */
  'outbox.list': { params: Record<string, never>; result: OutboxSeen };
  /** The outbox as a file, for such a page. */
  'outbox.export': { params: { format: 'csv' | 'json' }; result: string };
  /** From the offscreen document: a round of delivering has ended. */
  'outbox.pumped': { params: { pumped: Pumped | null; problem: import('../wasm/secdo.js').Problem | null }; result: null };
  /** The key of a server; empty when there is none. */
  'key.read': { params: { server: string }; result: string };
  /** The keys of all servers, for an exported file. */
  'keys.read': { params: Record<string, never>; result: Keys };
  /** Keeps the key of the API of a server, the current one unless told; empty forgets it. */
  'key.save': { params: { key: string; server?: string }; result: null };
  /** Puts settings that cannot be read aside and starts with the defaults. */
  'settings.reset': { params: Record<string, never>; result: LoadedSettings };
}

/** An answer of the background: the result, or the problem. */
export type Reply<T> = { ok: true; result: T } | { ok: false; problem: { code: string; params: string[]; message: string } };

/** Requests of the background to the offscreen document. */
export interface OffscreenMessages {
  /** Copies a text. */
  'offscreen.copy': { params: { text: string }; result: null };
  /** Delivers what is due; the end is told by `outbox.pumped`. */
  'offscreen.pump': { params: { settings: import('../shared/storage.js').SettingsTexts; keys: import('../wasm/secdo.js').Keys }; result: null };
}

/** Requests of the background to the panel of a window. */
export interface PanelMessages {
  /** Shows the selection that was left under a name. */
  'panel.show': { params: { windowId: number; name: string }; result: null };
  /** Says something above everything else. */
  'panel.say': { params: { windowId: number; text: string }; result: null };
}
