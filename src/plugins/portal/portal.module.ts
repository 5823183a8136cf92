import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { exportsOfFiles, foldersFor } from '../../core/common';
import { defineJob, FilesModule } from '../../core/platform';
import { MailModule } from '../../core/platform';
import { SHARED_SERVICES } from './api/portal-api.module';
import { PORTAL_SETTINGS } from './frame/portal.settings';
import { PortalMailsService } from './mails/portal-mails.service';
import { PortalSessionsService } from './sign-in/portal-sessions.service';

/** The classes of `*.controller` and `*.service` files, found by the names of the files and their own. */
function classes(): Type<unknown>[] {
  // Those in its folder `console` are of the console, those in `api` of the native API.
  const own = readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['api', 'console'].includes(entry.name))
    .map(({ name }) => join(__dirname, name));
  return [...own, ...foldersFor('portal')]
    .flatMap((folder) => ['controller', 'service'].flatMap((kind) => exportsOfFiles<unknown>(folder, kind)))
    .filter(isClass);
}

function isClass(exported: unknown): exported is Type<unknown> {
  return typeof exported === 'function';
}

/** The pages for customers, rendered by the server. */
@Module({})
export class PortalModule {
  /** @param modules those whose services the pages call */
  static with(modules: readonly Type<unknown>[]): DynamicModule {
    const found = classes();
    return {
      module: PortalModule,
      imports: [...modules, FilesModule, MailModule],
      controllers: found.filter(({ name }) => name.endsWith('Controller')),
      providers: [
        ...found.filter((one) => one.name.endsWith('Service') && !SHARED_SERVICES.includes(one)),
        { provide: 'settings:portal', useValue: PORTAL_SETTINGS },
        defineJob({
          name: 'portal-mail',
          service: PortalMailsService,
          run: (mails, payload) => mails.send(payload),
        }),
        defineJob({
          name: 'sweep-portal-sessions',
          cron: '50 3 * * *',
          service: PortalSessionsService,
          run: (sessions) => sessions.sweep(),
        }),
      ],
    };
  }
}
