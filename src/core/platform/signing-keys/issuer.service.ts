import { Injectable, type OnModuleInit } from '@nestjs/common';
import { withoutTrailingSlash } from '../../common/http/base-url';
import { Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Installation } from './installation.entity';

/** Names this installation in what it signs, as the claim `iss`: `PUBLIC_URL` without a trailing slash, or a URN of its id. */
@Injectable()
export class IssuerService implements OnModuleInit {
  private known: string | undefined;
  private knownId: string | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly work: UnitOfWork,
  ) {}

  // The first request can do it if the database is not available yet.
  async onModuleInit(): Promise<void> {
    await Promise.allSettled([this.name()]);
  }

  async name(): Promise<string> {
    const { PUBLIC_URL } = this.settings;
    return (this.known ??=
      PUBLIC_URL === undefined ? `urn:uuid:${await this.installationId()}` : withoutTrailingSlash(PUBLIC_URL));
  }

  /** UUID of the installation, the same on all its nodes. */
  async installationId(): Promise<string> {
    return (this.knownId ??= await this.readId());
  }

  private async readId(): Promise<string> {
    const [installation] = await this.work.manager.find(Installation, { take: 1 });
    if (!installation) {
      throw new Error('The installation has no id');
    }
    return installation.id;
  }
}
