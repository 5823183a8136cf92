// First: all others read the declarations as they are loaded.
import './declare';
import { NATIVE } from '../../src/core/common/dialects/native.dialect';
import { NATIVE_MODULES } from '../../src/core/openapi/native-modules';
import { APIS, documentedApi } from '../support/contracts';
import { contract } from './contract';
import { RemindersModule } from './reminders.module';

/** Once in each worker: modules are loaded once for all spec files. */
Object.assign(NATIVE_MODULES, { [NATIVE_MODULES.length]: RemindersModule });
Object.assign(APIS, { [APIS.length]: documentedApi('test/own-module/openapi.json', NATIVE, contract) });
