// First: all others read the declarations as they are loaded.
import './declare';
import { NATIVE } from '../../src/common/dialects/native.dialect';
import { NATIVE_MODULES } from '../../src/openapi/native-modules';
import { APIS } from '../support/contracts';
import { contract } from './contract';
import { RemindersModule } from './reminders.module';

/** Once in each worker: modules are loaded once for all spec files. */
Object.assign(NATIVE_MODULES, { [NATIVE_MODULES.length]: RemindersModule });
const api = { file: 'test/own-module/openapi.json', dialect: NATIVE, prefix: '', endpoints: [], ...contract };
Object.assign(APIS, { [APIS.length]: api });
