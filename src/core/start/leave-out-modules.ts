import { join, sep } from 'node:path';
import { type ModuleResolver, redirectModules } from '../common/plugins/module-resolver';

interface LeftOut {
  readonly request: RegExp;
  /** The end of the path of the module that asks for it; any module without one. */
  readonly importer?: string;
  readonly replacement: string;
}

const NOTHING = require.resolve('./nothing.json');
const VALIDATORS = join('class-validator', 'cjs', 'decorator', 'string');

const LEFT_OUT: readonly LeftOut[] = [
  { request: /^@nestjs[/]swagger$/, replacement: require.resolve('./without-documentation') },
  // TypeORM loads the drivers of all databases there.
  {
    request: /^\.\/(?!postgres\/)[\w-]+\/\w+Driver$/,
    importer: join('typeorm', 'driver', 'DriverFactory.js'),
    replacement: NOTHING,
  },
  // Decorators that nothing here has: one loads the phone numbers of all countries, the other all checks of a package.
  { request: /^libphonenumber-js[/]/, importer: join(VALIDATORS, 'IsPhoneNumber.js'), replacement: NOTHING },
  { request: /^validator$/, importer: join(VALIDATORS, 'IsStrongPassword.js'), replacement: NOTHING },
  {
    request: /^lodash$/,
    importer: join('passport-headerapikey', 'lib', 'Strategy.js'),
    replacement: require.resolve('./without-lodash'),
  },
];

/**
 * Lets this process do without modules that a server with no plug-ins from outside never runs: it starts sooner and takes some
 * 15 MB less. Its documents are files, so it needs no decorators that describe them, and its database is PostgreSQL.
 */
export function leaveOutModules(resolver?: ModuleResolver): void {
  redirectModules(
    (asked, asking) =>
      LEFT_OUT.find(
        ({ request, importer }) => request.test(asked) && (importer === undefined || asking?.endsWith(sep + importer)),
      )?.replacement,
    resolver,
  );
}
