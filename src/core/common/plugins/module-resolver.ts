import Module from 'node:module';

/** Node calls it to find the file of a module; it has no public name. */
export interface ModuleResolver {
  _resolveFilename: FindModule;
}

type FindModule = (request: string, parent?: ImportingModule | null, ...rest: unknown[]) => string;

interface ImportingModule {
  readonly filename?: string | null;
}

/** Changes how Node finds modules. What was changed before stays, below it. */
export function wrapResolver(
  wrap: (find: FindModule) => FindModule,
  resolver: ModuleResolver = Module as typeof Module & ModuleResolver,
): void {
  const original = resolver._resolveFilename;
  resolver._resolveFilename = wrap((...parameters) => original.apply(resolver, parameters));
}

/**
 * Has Node look for another module in place of some.
 * @param redirect what is looked for in place of a request; undefined for a request that stays
 */
export function redirectModules(
  redirect: (request: string, importer: string | null | undefined) => string | undefined,
  resolver?: ModuleResolver,
): void {
  wrapResolver(
    (find) =>
      (request, parent, ...rest) =>
        find(redirect(request, parent?.filename) ?? request, parent, ...rest),
    resolver,
  );
}
