import { join, sep } from 'node:path';
import { type ModuleResolver, redirectModules } from '../common/plugins/redirect-modules';

const DOCUMENTATION = '@nestjs/swagger';
const WITHOUT_DOCUMENTATION = require.resolve('./without-documentation');
/** TypeORM loads the drivers of all databases there. */
const DRIVERS = join('typeorm', 'driver', 'DriverFactory.js');
const OTHER_DRIVER = /^\.\/(?!postgres\/)[\w-]+\/\w+Driver$/;
const NOTHING = require.resolve('./nothing.json');

/**
 * Lets this process do without modules that a server with no plug-ins from outside never runs: it starts sooner and takes some
 * 10 MB less. Its documents are files, so it needs no decorators that describe them, and its database is PostgreSQL.
 */
export function leaveOutModules(resolver?: ModuleResolver): void {
  redirectModules((request, importer) => {
    if (request === DOCUMENTATION) {
      return WITHOUT_DOCUMENTATION;
    }
    const isDriver = OTHER_DRIVER.test(request) && importer?.endsWith(sep + DRIVERS);
    return isDriver ? NOTHING : undefined;
  }, resolver);
}
