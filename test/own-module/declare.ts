import { MODULE_FOLDERS, timestampedIn } from '../../src/core/common/declarations/declarations';
import { MIGRATIONS } from '../../src/core/migrations';

/** Before the application is loaded, which reads declarations and migrations. */
MODULE_FOLDERS.push(__dirname);
MIGRATIONS.push(...timestampedIn<(typeof MIGRATIONS)[number]>(__dirname));
