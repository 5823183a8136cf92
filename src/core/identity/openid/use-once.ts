import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** Notes that a token was used, until it expires. False if it was used before: of two uses at once, one succeeds. */
export async function useOnce(manager: EntityManager, names: readonly string[], expiresAt: Date): Promise<boolean> {
  const hash = createHash('sha256').update(JSON.stringify(names)).digest('base64url');
  const inserted = await manager.query<unknown[]>(
    'INSERT INTO openid_logout_tokens (hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING hash',
    [hash, expiresAt],
  );
  return inserted.length > 0;
}
