import type { AddStoredSecrets } from '../../../core/platform';
import { Shop, shopApiKey, shopSecret } from './shop.entity';

export const addShopSecrets: AddStoredSecrets = async (manager, add) => {
  for (const { id, uid, secret, previousSecret, apiKey } of await manager.find(Shop)) {
    add(shopSecret(uid), secret, (from, to) => manager.update(Shop, { id, secret: from }, { secret: to }));
    add(shopSecret(uid), previousSecret, (from, to) =>
      manager.update(Shop, { id, previousSecret: from }, { previousSecret: to }),
    );
    add(shopApiKey(uid), apiKey, (from, to) => manager.update(Shop, { id, apiKey: from }, { apiKey: to }));
  }
};
