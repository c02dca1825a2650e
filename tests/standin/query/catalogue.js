/** The document's table of entities, actions and attributes, copied from it by hand for this page. */

const EVERYWHERE = ['thread_id', 'instanceId'];

/** @type {Record<string, { actions: string[], attributes: string[] }>} */
export const CATALOGUE = {
  process: {
    actions: ['run', 'parent', 'child', 'injection', 'injector'],
    attributes: ['file_name', 'file_path', 'process_hash', 'pid', 'username', 'cmd', 'CGN', 'signed', ...EVERYWHERE],
  },
  registry: {
    actions: ['exists', 'write_registry', 'rename_registry', 'delete_registry'],
    attributes: ['key_name', 'key_value', ...EVERYWHERE],
  },
  file: {
    actions: ['exists', 'create_file', 'write_file', 'read_file', 'delete_file', 'rename_file'],
    attributes: ['file_name', 'file_path', 'file_hash', 'old_file_path', ...EVERYWHERE],
  },
  network: {
    actions: ['outgoing_network', 'incoming_network', 'failed_network'],
    attributes: [
      'remote_ip',
      'remote_port',
      'remote_host',
      'country',
      'access_type',
      'local_ip',
      'local_port',
      ...EVERYWHERE,
    ],
  },
  host: { actions: [], attributes: ['host_name', 'host_ip'] },
};

/** The values of those attributes that are not free text. @type {Record<string, string[]>} */
export const TYPED_VALUES = { signed: ['0', '1', '2'], access_type: ['tcp', 'udp'] };
