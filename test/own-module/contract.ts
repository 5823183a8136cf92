import { READERS, SEAT_KEEPERS } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import type { OperationCall, PreparedWorld } from '../support/prepared-world';

const body = { text: 'Call Acme', due_at: '2090-01-01T00:00:00.000Z' };

const reminder = async ({ server }: PreparedWorld) => ({
  id: (await server.asAdmin('POST', '/api/v1/reminders', { body })).body.id as string,
});

const calls: Record<string, OperationCall> = {
  createReminder: { good: () => ({ body }), bad: () => ({ body: { ...body, due_at: '2000-01-01T00:00:00.000Z' } }) },
  listReminders: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getReminder: { good: reminder },
  deleteReminder: { good: reminder },
};

const callers: Record<string, string> = {
  createReminder: SEAT_KEEPERS,
  listReminders: READERS,
  getReminder: READERS,
  deleteReminder: SEAT_KEEPERS,
};

export const contract: ApiContract = { calls, callers };
