import { PLUGIN_APIS } from '../../src/core/common/plugins/plugins';
import { FORM_ONLY, FormOnlyModule } from './api';

/** Once in each worker: modules are loaded once for all spec files. */
Object.assign(PLUGIN_APIS, {
  [PLUGIN_APIS.length]: { plugin: 'form-only', dialect: FORM_ONLY, module: FormOnlyModule, modules: [FormOnlyModule] },
});
