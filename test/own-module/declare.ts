import { MODULE_FOLDERS, timestampedIn } from '../../src/common/declarations/declarations';
import { MIGRATIONS } from '../../src/migrations';

/** Before the application is loaded, which reads declarations and migrations. */
MODULE_FOLDERS.push(__dirname);
MIGRATIONS.push(...timestampedIn<(typeof MIGRATIONS)[number]>(__dirname));
