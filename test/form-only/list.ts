import { FOREIGN_DIALECTS } from '../../src/dialects/dialects';
import { FORM_ONLY, FormOnlyModule } from './api';

/** Once in each worker: modules are loaded once for all spec files. */
Object.assign(FOREIGN_DIALECTS, { [FOREIGN_DIALECTS.length]: { dialect: FORM_ONLY, module: FormOnlyModule } });
