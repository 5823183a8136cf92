/** What tests of a plug-in need: a server on a database of their own, its clock, and the world around it. */
export { ADMIN_PASSWORD } from '../../src/testkit/credentials';
export { type Answer, type Call, TestServer } from './server';
export { TestClock } from '../../src/testkit/test-clock';
export { databaseOfPlans } from './filled-database';
export { freshDatabase, holdLocks } from './database';
export { running } from './leftovers';
export { until } from '../../src/testkit/until';
export { captureLog } from './captured-log';
export { cases, sampleOf } from './sample';

export { aProduct, aProductWith, keyOf } from './callers';
export { createLoggedInUser, type LoggedInUser, PASSWORD } from './users';
export { activate, changed, deactivate, heartbeat, issued, validate } from './issue';
export { aShop, processEvents, sendEvent } from './shops';
export { runJob, runQueued } from './jobs';

export { Browser, fieldsOf, formTo, type Visit } from '../../src/testkit/browser';
export { checkImport, formOf, importChecked } from './forms';

export { MailListener } from './smtp';
export { answering } from '../../src/testkit/http-listener';
export { registered, WebhookListener } from './webhook-listener';
export { listening } from './listening';

export { auditOf, countOf, eventsOf, seatsOf, verificationsOf } from './records';
export { single } from './rows';
export { expectTurns, licenseOf, race, raceInOrder, untilWaiting } from './race';
export { roundTripsOf, statementsOf } from './statements';
export { Plans } from './plans';
export { fillTables, vacuum } from './fill-tables';
