/** Fields that most records have. */
export const ID = { id: { description: 'UUID.', schema: { format: 'uuid' }, from: 'uid' } } as const;

export const IDS = {
  ...ID,
  number: { type: 'integer', description: 'Numeric ID used by the other APIs.', from: 'id' },
} as const;

export const DATES = {
  created_at: { type: Date, description: 'When it was created.' },
  updated_at: { type: Date, description: 'When it was last changed.' },
} as const;
