import { IsNull, Not } from 'typeorm';
import type { AddStoredSecrets } from '../../../core/platform';
import { Import, tokenSecret } from './import.entity';

const WITH_TOKEN = { select: { id: true, uid: true, apiToken: true }, where: { apiToken: Not(IsNull()) } };

export const addImportTokens: AddStoredSecrets = async (manager, add) => {
  for (const { id, uid, apiToken = null } of await manager.find(Import, WITH_TOKEN)) {
    const replace = (from: string, to: string) => manager.update(Import, { id, apiToken: from }, { apiToken: to });
    add(tokenSecret(uid), apiToken, replace, false);
  }
};
