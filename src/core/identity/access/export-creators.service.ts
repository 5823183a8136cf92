import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type ExportCreator, ExportCreators } from '../../platform/exports/export-kind';
import { ApiKeysService } from '../api-keys/api-keys.service';
import { type ProductScope, scopeOf, withinProducts } from '../permissions/caller';
import { grantsOf } from '../permissions/granted-permissions';
import { User } from '../users/user.entity';

/** Restricts exports to the products that their creators are restricted to. */
@Injectable()
export class ExportCreatorsService extends ExportCreators {
  constructor(
    private readonly work: UnitOfWork,
    private readonly apiKeys: ApiKeysService,
  ) {
    super();
  }

  override async run<T>(row: ExportCreator, work: () => Promise<T>): Promise<T> {
    return withinProducts(await this.scopeOf(row), work);
  }

  /** The current scope of the creator. Throws if the user may no longer sign in, or the key was revoked or has expired. */
  private async scopeOf({ actorType, actorId, actor }: ExportCreator): Promise<ProductScope> {
    if (actorType === 'api-key' && actorId !== null) {
      const apiKey = await this.apiKeys.active(actorId);
      if (!apiKey) {
        throw problem('API_KEY_REVOKED');
      }
      return scopeOf(apiKey);
    }
    if (actorType === 'user' && actorId !== null) {
      const user = await this.work.manager.findOne(User, { where: { id: actorId }, relations: { ownRole: true } });
      if (!user || user.deactivatedAt) {
        throw problem('USER_DEACTIVATED', { username: actor });
      }
      return grantsOf(user.role, user.ownRole ?? null).products;
    }
    return undefined;
  }
}
