/** The kinds of indicators. */
export type IndicatorKind =
  | 'ipv4' | 'ipv6' | 'ip_port' | 'cidr' | 'md5' | 'sha1' | 'sha256' | 'sha512' | 'windows_path' | 'posix_path'
  | 'file_name' | 'registry_key' | 'domain' | 'url' | 'email' | 'user';

/** The subject that an indicator is to an investigation: the row of settings that decides what is asked about it. */
export type Subject =
  | 'public_ip' | 'private_ip' | 'ip_port' | 'public_network' | 'private_network' | 'domain' | 'email' | 'hash'
  | 'executable_path' | 'other_path' | 'executable_name' | 'other_name' | 'registry_key' | 'user';

/** An error as a value: the message's key is `error_` and the code, its placeholders are the parameters. */
export interface Problem { code: string; params: string[]; message: string }

/** An error that was thrown by the module. */
export interface SecdoError extends Error { name: 'SecdoError'; code: string; params: string[] }

/** One indicator; its span, of the first of its `count` places, is in UTF-16 units of the text. */
export interface Item { kind: IndicatorKind; value: string; defanged: string; span: { start: number; end: number }; count: number }

/** Indicators about which the same can be asked; `pivots` has the default first. */
export interface Group { subject: Subject; indicators: Item[]; pivots: string[]; chosen: string }

/** The indicators of a text, and in how many places they stand; `set_aside` belongs to the page itself; `most` is how many values one query may have. */
export interface Analysis { groups: Group[]; set_aside: Item[]; count: number; places: number; most: number }

/** An indicator with the question to ask about it. */
export interface Pick { kind: IndicatorKind; value: string; pivot: string }

/** A query; `url` is null while no server is set. */
export interface Query {
  url: string | null;
  entity: string;
  actions: string[];
  conditions: { name: string; values: string[] }[];
  widened: string[];
  combined: boolean;
  /** The query in the language of Cortex XDR; `url` then is the page that it is pasted into. */
  xql?: string;
  /** Whether a click runs it by the API of the Cortex XDR. */
  run?: boolean;
  /** Parts of a question that Cortex XDR has only something near to. */
  doubts?: string[];
}

/** The answer to what a person picked or built. */
export interface Answer { queries: Query[]; errors: Problem[] }

/** Why the page opens instead of a query. */
export type Reason = 'server' | 'nothing' | 'several' | 'too_many' | 'refused';

/** The result of a click on a menu item; with what the settings say of the tab, and of remembering the query. */
export type Plan = { open: 'tab'; query: Query; tabs: Tabs; recent: boolean } | { open: 'page'; reason: Reason };

/** A part of a text, and what stands at both of its sides. */
export interface PageStretch { before: string; text: string; after: string }

/** A cell of a table or grid; the name of its column is empty where nothing names it. */
export interface PageCell { name: string; text: string }

/**
 * The evidence of one frame of a page about a click, texts as they are seen: a tab between cells, a line break between rows.
 * Null where there is none; texts under the pointer are empty for parts of the page that are more than a value. `rows` are
 * the selected cells; `row` is the one that the selection, or the element under the pointer, stands in, `panes` what may be
 * panes of details around it: names with values beside or below them.
 */
export interface PageEvidence {
  host: string;
  focus: boolean;
  /** Whether a frame inside it has the keyboard, or had it last. */
  inner: boolean;
  password: boolean;
  field: PageStretch | null;
  selection: (PageStretch & { missing: boolean; cut: boolean; paragraph: boolean; chosen: boolean; labels: string[]; pointed: boolean; touching: boolean }) | null;
  caret: { before: string; after: string; inside: boolean } | null;
  pointed: (PageStretch & { title: string; labels: string[]; members: string[]; partner: string; selectable: boolean; clicked: boolean }) | null;
  focused: string;
  links: { url: string; text: string; title: string }[];
  rows: PageCell[][];
  row: PageCell[];
  panes: PageCell[][];
}

/** The browser's own evidence about a click; `whole` where a row is wanted rather than one value of it. */
export interface PageClick { gesture: 'menu' | 'keys' | 'popup'; selected: string; link: string | null; whole: boolean }

/**
 * The meaning of a click: the text to ask about, the part of it that was selected where that is less, the same with the names
 * of its columns for the form of an alert, or the whole page.
 */
export interface Meant {
  page: boolean;
  text: string;
  part: string | null;
  record: string | null;
  note: 'password' | 'cut' | 'long' | 'missing' | 'refused' | null;
}

/** A query that a person builds by hand. */
export interface Draft { entity: string; actions: string[]; attributes: { name: string; values: string[] }[] }

/** Everything that can be asked, and about what. Choices are pairs of value and meaning; none means free text. */
export interface Catalogue {
  /** The rows that can be set: of the settings, of those of alerts, and of a server. */
  settings: SettingRow[];
  alerts: SettingRow[];
  server: SettingRow[];
  entities: { name: string; actions: string[]; attributes: { name: string; choices: [string, string][] }[] }[];
  pivots: { id: string; entity: string; attribute: string }[];
  subjects: { subject: Subject; pivots: string[] }[];
  /** The pivots that the submenu of the context menu offers. */
  menu: string[];
  /** For how many days back a Cortex XDR can be asked, and for how many it is unless somebody chose. */
  days: number[];
  usual_days: number;
  /** More queries than this are opened only when asked twice. */
  many: number;
}

/** A setting: its name in its section, and what it may be. */
export type SettingRow = { name: string } & (
  | { shape: 'flag' | 'line' | 'text' | 'texts' | 'address' | 'own' | 'fixed' }
  | { shape: 'choice'; names: string[] }
  | { shape: 'number'; from: number; to: number }
  | { shape: 'one_of'; numbers: number[] }
);

/** Where a query opens. */
export type Tabs = 'beside' | 'background' | 'window' | 'reuse';

/** Everything that can be set. */
export interface Settings {
  version: number;
  server: string;
  servers: KnownServer[];
  menu_servers: boolean;
  menu_copy: boolean;
  tabs: Tabs;
  menu: 'single' | 'submenu';
  recent: boolean;
  /** For how many days back a Cortex XDR is asked; the usual number where it is left out. */
  days?: number;
  pivots: Partial<Record<Subject, string>>;
  alerts: AlertSettings;
}

/** A server with what is known of it; `name` and `company` may be empty in the settings, and are filled in among the known. */
export interface KnownServer {
  address: string;
  name: string;
  company: string;
  /** SECDO where it is left out, as are the others below where they are the usual ones. */
  product?: 'secdo' | 'cortex';
  api?: string;
  key_id?: string;
  level?: 'standard' | 'advanced';
  file_events?: 'parsed_alert' | 'issue';
  page?: string;
  run?: boolean;
}

/** One of the servers to choose from: where something is sent to, and the match pattern of the permission for that. */
export type ListedServer = KnownServer & { sends_to: string; pattern: string };

/** Keys of the API by the addresses of their servers. */
export type Keys = Record<string, string>;

/** The settings of alerts. The key is not among them. */
export interface AlertSettings {
  company: string;
  vendor: string;
  product: string;
  severity: '' | 'LOW' | 'MEDIUM' | 'HIGH';
  zone: string;
  own_ranges: string[];
  own_event_id: boolean;
  session_key: boolean;
  per_second: number;
  keep_days: number;
  notify: boolean;
}

/** The settings in force, the servers to choose from, and what could not be used. */
export interface LoadedSettings { settings: Settings; known: ListedServer[]; warnings: Problem[]; policy: Policy }

/** The policy of an organisation; `fixed` names settings as `server`, `pivots.hash`, `alerts.company`. */
export interface Policy {
  organisation: string;
  fixed: string[];
  https_only: boolean;
  no_export: boolean;
  allowed_hosts: string[];
}

/** The settings and keys of an exported file, and what they would change: values as text. */
export interface ImportedSettings { settings: Settings; changes: { setting: string; from: string; to: string }[]; keys: [string, string][] }

/** Link templates of a console by their pivots, with the names of all consoles; `encodes` is null where nobody says. */
export interface LinkTemplates { consoles: string[]; encodes: boolean | null; templates: [string, string][]; file: string }

/** The address of a server as it is understood; `name` is its host, with an
 * unusual port; `pattern` is the permission that sending needs; `readable` when what is sent to it can be read on its way. */
export interface CheckedServer { base: string; origin: string; name: string; pattern: string; readable: boolean; product: 'secdo' | 'cortex' }

/** The fields of the alert form, as they are typed; optional ones may be empty. */
export interface AlertDraft {
  kind: '' | 'network' | 'file';
  direction: '' | 'outgoing' | 'incoming';
  source_ip: string;
  source_port: string;
  destination_ip: string;
  destination_port: string;
  agent_ip: string;
  file_path: string;
  timestamp: string;
  vendor: string;
  product: string;
  severity: string;
  event_id: string;
}

/** How sure it is that a value belongs into its field. */
export type Certainty = 'stated' | 'inferred' | 'guessed';

/** The evidence for a field; `certainty` is null where it was left empty; alternatives are value and name. */
export interface AlertEvidence {
  field: keyof AlertDraft;
  certainty: Certainty | null;
  name: string;
  alternatives: [string, string][];
}

/** A part of the text that can be put into a field; `field` is what it was used for, or empty. */
export interface TextPart { span: { start: number; end: number }; value: string; field: '' | keyof AlertDraft }

/**
 * One record of a text, read; `both` where it tells of a connection and of a file; `cut` where the text goes on behind what
 * was read of it; `guesses` are the fields that only the order of the text speaks for; spans in UTF-16 units.
 */
export interface AlertReading {
  draft: AlertDraft;
  fields: AlertEvidence[];
  both: boolean;
  cut: boolean;
  guesses: string[];
  span: { start: number; end: number };
}

/** Questions about the draft, which may be sent all the same. */
export type AlertNotice =
  | 'time_ahead' | 'time_old' | 'year_assumed' | 'time_ambiguous' | 'path_not_full' | 'same_address' | 'likely_reply';

/** A difference between an alert in Cortex XDR and the same one in SECDO. */
export type AlertDifference =
  | 'path_in_description' | 'event_id_in_description' | 'host_in_description' | 'port_zero' | 'ipv4_zero' | 'severity_medium'
  | 'vendor_in_description' | 'category_malware' | 'may_be_merged';

/** The form's check; `commands` when nothing is wrong; the timestamp is in milliseconds since 1970, as digits. */
export interface CheckedAlert {
  errors: { field: keyof AlertDraft; problem: Problem }[];
  notices: AlertNotice[];
  timestamp: string | null;
  utc: string | null;
  proposed: 'outgoing' | 'incoming';
  commands: { json: string; curl: string | null; script: string | null; differences: AlertDifference[] } | null;
}

/** The outcome of an attempt; `status` 0 is a redirect, which is not followed. */
export type Outcome =
  | 'delivered' | 'timed_out' | 'unreachable' | 'interrupted'
  | { rejected: { status: number; words: string; advice?: 'level' | 'licence' | 'role' } }
  | { busy: { status: number; words: string; retry_after: number | null } };

/** The page of a query's result, or what became of the request. */
export type QueryRun = { page: string } | { refused: Outcome };

/** How much may be queried in a day and how much was, in the vendor's units; or what became of the request. */
export type Quota = { used: { all: number; used: number } } | { refused: Outcome };

/** Where an alert stands. */
export type OutboxState = 'queued' | 'sending' | 'delivered' | 'rejected' | 'given_up';

/** The states as people tell them apart. */
export type OutboxStage = 'waiting' | 'failed' | 'delivered';

/** An alert in the outbox; times in milliseconds since 1970, `attributes` as they are sent. */
export interface OutboxItem {
  id: string;
  server: string;
  created: number;
  state: OutboxState;
  stage: OutboxStage;
  next: number;
  may_be_duplicate: boolean;
  attempts: { at: number; sent: boolean; outcome: Outcome | null }[];
  utc: string;
  attributes: [string, string][];
  draft: AlertDraft;
  answer: string;
  /** Whether it waits because no answer came. */
  unanswered: boolean;
}

/** How many alerts wait, those that are being sent among them, and how many were rejected or given up. */
export interface OutboxCounts { waiting: number; sending: number; failed: number }

/** The outcome of importing an exported file: how many alerts were new, and which cannot be alerts, and why. */
export interface OutboxImported { added: number; refused: string[] }

/** A server that alerts wait for; `problem` says why nothing can be sent to it; `pattern` is the permission it takes. */
export interface OutboxRoute { address: string; name: string; pattern: string; problem: Problem | null }

/** When the next alert is due, in milliseconds since 1970; null when none waits. */
export interface Pumped extends OutboxCounts { next: number | null }
