/** What an indicator is. */
export type IndicatorKind =
  | 'ipv4' | 'ipv6' | 'ip_port' | 'cidr' | 'md5' | 'sha1' | 'sha256' | 'sha512' | 'windows_path' | 'posix_path'
  | 'file_name' | 'registry_key' | 'domain' | 'url' | 'email' | 'user';

/** What an indicator is to an investigation: the row of settings that decides what is asked about it. */
export type Subject =
  | 'public_ip' | 'private_ip' | 'ip_port' | 'public_network' | 'private_network' | 'domain' | 'email' | 'hash'
  | 'executable_path' | 'other_path' | 'executable_name' | 'other_name' | 'registry_key' | 'user';

/** An error as a value: the message's key is `error_` and the code, its placeholders are the parameters. */
export interface Problem { code: string; params: string[]; message: string }

/** An error that was thrown by the module. */
export interface SecdoError extends Error { name: 'SecdoError'; code: string; params: string[] }

/** One indicator; its span is in UTF-16 units of the text. */
export interface Item { kind: IndicatorKind; value: string; defanged: string; span: { start: number; end: number } }

/** Indicators about which the same can be asked; `pivots` has the default first. */
export interface Group { subject: Subject; indicators: Item[]; pivots: string[]; chosen: string }

/** What stands in a text; `most` is how many values one query may have. */
export interface Analysis { groups: Group[]; count: number; most: number }

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
}

/** What a page gets for what a person picked or built. */
export interface Answer { queries: Query[]; errors: Problem[] }

/** Why the page opens instead of a query. */
export type Reason = 'server' | 'nothing' | 'several' | 'too_many' | 'refused';

/** What a click on a menu item leads to. */
export type Plan = { open: 'tab'; query: Query } | { open: 'page'; reason: Reason };

/** A query that a person builds by hand. */
export interface Draft { entity: string; actions: string[]; attributes: { name: string; values: string[] }[] }

/** Everything that can be asked, and about what. Choices are pairs of value and meaning; none means free text. */
export interface Catalogue {
  entities: { name: string; actions: string[]; attributes: { name: string; choices: [string, string][] }[] }[];
  pivots: { id: string; entity: string; attribute: string }[];
  subjects: { subject: Subject; pivots: string[] }[];
}

/** Where a query opens. */
export type Tabs = 'beside' | 'background' | 'window' | 'reuse';

/** Everything that can be set. */
export interface Settings {
  version: number;
  server: string;
  tabs: Tabs;
  menu: 'single' | 'submenu';
  pivots: Partial<Record<Subject, string>>;
}

/** The settings in force, with what could not be used. */
export interface LoadedSettings { settings: Settings; warnings: Problem[] }

/** The address of a server as it is understood; `name` is its host, with an unusual port; `readable` when what is sent to it can be read on its way. */
export interface CheckedServer { base: string; origin: string; name: string; readable: boolean }
