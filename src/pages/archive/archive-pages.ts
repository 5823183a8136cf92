import { Get, Inject, Post, Query, type Type } from '@nestjs/common';
import { Authorized, DomainError, IsName, type PermissionName } from '../../core/common';
import { type Caller, CurrentCaller, isPermitted } from '../../core/identity';
import { texts } from '../../core/i18n';
import type { ConfirmForm } from '../components/confirmation';
import { ConsoleController } from '../frame/console-controller.decorator';
import { CursorPageDto } from '../kit/cursor-page';
import { FormRoute } from '../kit/form-route';
import { OptionalField } from '../kit/optional-field';
import { type Page, SeeOther } from '../kit/page';
import { Id } from '../kit/parameters';
import { attemptChange } from '../kit/submit-form';
import { archivedList, archivedPage, purgeForm, THINGS_PER_PAGE } from './archive.view';
import { type ArchiveKind, archivePaths } from './archive-kind';

export class ArchiveQueryDto extends CursorPageDto {
  @OptionalField()
  @IsName()
  q?: string;
}

interface Rights {
  readonly read: PermissionName;
  readonly write: PermissionName;
}

/** The controller of the pages of what was deleted and can be restored. */
export function archivePages<S>(
  listPath: string,
  rights: Rights,
  service: Type<S>,
  kindOf: (things: S) => ArchiveKind,
): Type<unknown> {
  @ConsoleController(archivePaths(listPath).list)
  @Authorized(rights.read)
  class ArchiveController {
    private readonly kind = kindOf(this.things);

    constructor(@Inject(service) private readonly things: S) {}

    @Get()
    async showArchived(@Query() query: ArchiveQueryDto): Promise<Page> {
      const page = { limit: THINGS_PER_PAGE, after: query.after };
      return archivedList(this.kind, query, await this.kind.list(page, query.q));
    }

    @Get(':id')
    async showArchivedThing(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
      return archivedPage(this.kind, await this.kind.get(id), { canWrite: isPermitted(caller, rights.write) });
    }

    /** If it cannot be restored, its page says why. */
    @Post(':id/restore')
    @Authorized(rights.write)
    async restoreThing(@Id() id: string): Promise<Page | SeeOther> {
      const thing = await this.kind.get(id);
      return attemptChange({
        submit: async () => {
          await this.kind.restore(id);
          return SeeOther.done(this.kind.pagePath(id), texts('archive').restored({ name: thing.name }));
        },
        show: (form) => archivedPage(this.kind, thing, { canWrite: true, form }),
      });
    }

    @FormRoute(':id/purge')
    @Authorized(rights.write)
    async purgeThing(@Id() id: string): Promise<ConfirmForm> {
      return purgeForm(this.kind, await this.kind.get(id));
    }
  }

  return ArchiveController;
}

/** The page, or where the archive shows what it is about. */
export async function pageOrArchived(
  showing: Promise<Page>,
  listPath: string,
  archived: () => Promise<{ readonly uid: string }>,
): Promise<Page | SeeOther> {
  try {
    return await showing;
  } catch (error) {
    const isMissing = error instanceof DomainError && error.kind === 'not-found';
    const found = isMissing ? await archived().catch(() => undefined) : undefined;
    if (!found) {
      throw error;
    }
    return new SeeOther(archivePaths(listPath, found.uid).page);
  }
}
