import { sep } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { OutsidePluginRefused } from '../common/declarations/outside-plugins';
import type { PluginDefinition } from '../common/plugins/define-plugin';
import { ICONS } from '../common/plugins/icons';
import { plugins } from '../common/plugins/plugins';
import { PERMISSIONS } from '../identity/permissions/granted-permissions';
import { CommonSettings } from '../platform/settings/known-settings';
import { LicenseRule } from '../verification/extension/license-rule';
import { isRefusal } from '../verification/extension/license-rules.service';
import { declaredRoutes } from './plugin-routes';
import { mistakeInRoutes } from './plugin-route-mistakes';
import { namedOutsidePlugins, tablePrefix } from './plugin-tables';

type RuleClass = new () => LicenseRule;

/** Throws for a plug-in from outside with a mistake that would end the start, or fail once somebody calls it. */
export function refuseMistakes(app: INestApplication): void {
  const modules = app.get(ModulesContainer);
  const routes = declaredRoutes(modules);
  // Those before have been checked without it: it is the last one's mistake.
  for (const { entry, folder, name } of namedOutsidePlugins().reverse()) {
    const definition = plugins().find((each) => each.name === name);
    const exported = exportsIn(folder);
    const mistake =
      definition === undefined
        ? `its file is ${name}.plugin.js, but definePlugin has another name`
        : (mistakeInRoutes(routes, exported, definition) ??
          mistakeInNames(definition) ??
          mistakeInRules(modules, exported) ??
          mistakeInSettings(modules, exported, name));
    if (mistake !== undefined) {
      throw new OutsidePluginRefused(`The plug-in ${entry} has a mistake: ${mistake}.`);
    }
  }
}

/** All that the loaded files of a folder export. */
export function exportsIn(folder: string): ReadonlySet<unknown> {
  const loaded = Object.values(require.cache).filter((module) => module?.filename.startsWith(folder + sep));
  return new Set(loaded.flatMap((module): unknown[] => Object.values((module?.exports ?? {}) as object)));
}

/** Icons and permissions of the console that do not exist. */
function mistakeInNames({ console = {} }: PluginDefinition): string | undefined {
  const { navigation = [], found = {}, apiLinks = [], licenseDeletion = [], forms = [] } = console;
  const rowLinks = [...(console.licenseLinks ?? []), ...(console.customerLinks ?? [])];
  const shown = [...navigation, ...Object.values(found), ...apiLinks, ...rowLinks, ...licenseDeletion];
  const icon = shown.find((each) => !ICONS.includes(each.icon))?.icon;
  if (icon !== undefined) {
    return `there is no icon ${icon}: IconName of keyward/pages has all`;
  }
  const links = rowLinks.map(({ path, permission }) => ({ path: path(':id'), permission }));
  const entry = [...navigation, ...forms, ...links].find(({ permission }) => !PERMISSIONS.includes(permission));
  return entry && `${entry.path} requires the permission ${entry.permission}, which no *.permissions.ts declares`;
}

/** A rule that refuses with what is no error. */
function mistakeInRules(modules: ModulesContainer, exported: ReadonlySet<unknown>): string | undefined {
  const rules = [...exported]
    .filter(isRuleClass)
    .filter((rule) => providersIn(modules).some((each) => each.metatype === rule));
  const wrong = rules
    .map((rule) => ({ rule, code: codeOf(rule) }))
    .find(({ code }) => code !== undefined && !isRefusal(code));
  return wrong && `the rule ${wrong.rule.name} refuses with ${String(wrong.code)}, which no *.error-codes.ts declares`;
}

function isRuleClass(value: unknown): value is RuleClass {
  return typeof value === 'function' && value.prototype instanceof LicenseRule;
}

/** Undefined if the rule needs its services for it. */
function codeOf(rule: RuleClass): string | undefined {
  try {
    return new rule().code;
  } catch {
    return undefined;
  }
}

/** Settings with the name of something else, or that no module provides. */
function mistakeInSettings(
  modules: ModulesContainer,
  exported: ReadonlySet<unknown>,
  name: string,
): string | undefined {
  const provided = providersIn(modules);
  const declared = [...exported].filter((value) => value instanceof CommonSettings);
  const inModules = provided.flatMap(({ instance, host }) =>
    instance instanceof CommonSettings && exported.has(host?.metatype) ? [instance] : [],
  );
  const settings = [...declared, ...inModules].flatMap(({ all }) => all);
  const prefixes = [`${name}.`, `${tablePrefix(name).slice(0, -1)}.`];
  const foreign = settings.find((setting) => !prefixes.some((prefix) => setting.name.startsWith(prefix)));
  if (foreign) {
    return `it has the setting ${foreign.name}: the names of its settings begin with '${prefixes[0]}'`;
  }
  const forgotten = declared.find((each) => provided.every(({ instance }) => instance !== each));
  return (
    forgotten &&
    `no module provides the setting ${forgotten.all[0]?.name}: list { provide: 'settings:${name}', useValue: … }`
  );
}

function providersIn(modules: ModulesContainer) {
  return [...modules.values()].flatMap(({ providers }) => [...providers.values()]);
}
