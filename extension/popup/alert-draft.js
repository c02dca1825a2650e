/**
 * The draft in the form, apart from the form: which record it was read from, who told its direction, the name under
 * which it is stored, and whether anything was typed into it.
 */

/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */
/** @typedef {import('../wasm/secdo.js').AlertReading} AlertReading */

/**
 * Who told the direction: a person, the line by its zones or its own word, or nobody, so that the core proposes one.
 *
 * @typedef {'person' | 'line' | 'nobody'} Teller
 */

export function startDraft() {
  /** @type {Teller} */
  let direction = 'nobody';
  /** The record of the selected text that is shown; what is typed belongs to it. @type {AlertReading | null} */
  let record = null;
  /** The rejected alert that this draft takes the place of. @type {string | null} */
  let replaces = null;
  /** The name under which this draft is stored, so that sending it twice stores it once. @type {string} */
  let id = crypto.randomUUID();
  let isEdited = false;
  /** The names of records: one that is sent once more after a failure is stored once. @type {WeakMap<AlertReading, string>} */
  const ids = new WeakMap();

  /** @param {AlertReading} reading */
  const idOf = (reading) => {
    const known = ids.get(reading) ?? crypto.randomUUID();
    ids.set(reading, known);
    return known;
  };

  /** @param {AlertDraft} draft @param {string | null} rejected */
  const begin = (draft, rejected) => {
    replaces = rejected;
    id = crypto.randomUUID();
    record = null;
    isEdited = false;
    direction = draft.direction === '' ? 'nobody' : 'person';
  };

  return {
    direction: () => direction,
    record: () => record,
    /** Whether a record was changed, which is kept nowhere but on this page. */
    isEdited: () => isEdited,
    /** What the outbox needs to store it once, in place of a rejected one. */
    stored: () => ({ id, replaces }),
    idOf,

    /**
     * Begins with another draft.
     *
     * @param {AlertDraft} draft
     * @param {string | null} [rejected] the alert in the outbox that goes when this draft is sent
     */
    begin: (draft, rejected = null) => begin(draft, rejected),

    /** Begins with a record. Records that were changed stay in their list, changed. @param {AlertReading} reading */
    read(reading) {
      const wasEdited = isEdited;
      begin(reading.draft, null);
      isEdited = wasEdited;
      record = reading;
      id = idOf(reading);
      if (reading.fields.some(({ field }) => field === 'direction')) direction = 'line';
    },

    /** Goes on with the same record in another form, as with its ends swapped. @param {AlertDraft} draft */
    rewrite(draft) {
      const same = record;
      begin(draft, null);
      record = same;
      if (same) id = idOf(same);
    },

    /** A person chose the direction. */
    choose() {
      direction = 'person';
    },

    /**
     * Keeps what was typed with the record that is shown, so that it is there when one comes back to it.
     *
     * @param {AlertDraft} draft
     * @param {string} [field] what was typed into; it is no more what the line said
     */
    note(draft, field) {
      if (!record) return;
      isEdited = true;
      record.draft = draft;
      if (field !== undefined) record.fields = record.fields.filter((evidence) => evidence.field !== field);
    },
  };
}
