/** Field of a DTO for the UUID of a record, for `fieldsOf`. */
export const ID = { id: { description: 'UUID.', schema: { format: 'uuid' }, from: 'uid' } } as const;

/** Fields of a DTO for the UUID and the numeric id of a record, for `fieldsOf`. */
export const IDS = {
  ...ID,
  number: { type: 'integer', description: 'Numeric ID used by the other APIs.', from: 'id' },
} as const;

/** Fields of a DTO for the dates of creation and of the last change, for `fieldsOf`. */
export const DATES = {
  created_at: { type: Date, description: 'When it was created.' },
  updated_at: { type: Date, description: 'When it was last changed.' },
} as const;

/** Field of a DTO for a time that may be null, for `fieldsOf`. */
export function timeOrNull(description: string) {
  return { type: Date, nullable: true, schema: { type: String, format: 'date-time', description } } as const;
}
