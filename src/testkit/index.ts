/** Tests of a plug-in import this as `keyward/testkit`. It loads nothing of the server, which runs in a process of its own. */
export { Browser, fieldsOf, formTo, type Visit } from './browser';
export { countryDatabaseFile, type Networks } from './country-database';
export { ADMIN_PASSWORD } from './credentials';
export { answering, HttpListener, type ReceivedRequest } from './http-listener';
export { MailListener, type ReceivedMail } from './mail-listener';
export type { CommandResult } from './run-command';
export {
  type Answer,
  type Call,
  type IssuedLicense,
  type ProgramCall,
  type ServerOptions,
  startServer,
  type TestServer,
} from './test-server';
export { until } from './until';
