import Module from 'node:module';
import { join, sep } from 'node:path';

/** Node calls it to find the file of a module; it has no public name. */
interface Resolver {
  _resolveFilename: (request: string, parent?: { readonly filename?: string | null }, ...rest: unknown[]) => string;
}

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
export function leaveOutModules(loader: Resolver = Module as typeof Module & Resolver): void {
  const original = loader._resolveFilename;
  loader._resolveFilename = function (request, parent, ...rest) {
    if (request === DOCUMENTATION) {
      return WITHOUT_DOCUMENTATION;
    }
    const isDriver = OTHER_DRIVER.test(request) && parent?.filename?.endsWith(sep + DRIVERS);
    return isDriver ? NOTHING : original.call(this, request, parent, ...rest);
  };
}
