import { pluginApis } from '../../src/core/common/plugins/plugins';
import { FORM_ONLY, FormOnlyModule } from './api';

/** Once in each worker: modules are loaded once for all spec files. */
Object.assign(pluginApis(), {
  [pluginApis().length]: { plugin: 'form-only', dialect: FORM_ONLY, module: FormOnlyModule, modules: [FormOnlyModule] },
});
