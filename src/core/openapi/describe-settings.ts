import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, ModulesContainer } from '@nestjs/core';
import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { Dialects } from '../common/dialects/dialects';
import { PluginServices } from '../common/plugins/plugin-services';
import type { SettingDefinition } from '../common/settings/setting-definition';
import { SETTING_VALUES, SettingDto } from '../platform/settings/dto/setting.dto';
import { KnownSettings, underAllNames } from '../platform/settings/known-settings';

type Schema = Extract<NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string], { type?: unknown }>;

/** Schema that only the document with the settings has. */
const SETTINGS = getSchemaPath(SettingDto).split('/').at(-1) ?? '';

/** Describes each setting in the body of the request that changes them. */
export function describeSettings(app: INestApplication, { components }: OpenAPIObject): void {
  const schemas = components?.schemas;
  if (!schemas?.[SETTINGS]) {
    return;
  }
  const services = new PluginServices(new DiscoveryService(app.get(ModulesContainer)));
  const settings = new KnownSettings(app.get(Dialects), services).all;
  const fields = settings.flatMap(underAllNames).map((setting): [string, Schema] => [setting.name, schemaOf(setting)]);
  schemas[SETTING_VALUES] = {
    type: 'object',
    description: 'Settings to change, by name. Null resets a setting to its default.',
    properties: Object.fromEntries(fields.sort(([one], [other]) => (one < other ? -1 : 1))),
    additionalProperties: false,
  };
}

function schemaOf({ schema, description, default: byDefault }: SettingDefinition): Schema {
  const shown = Array.isArray(byDefault) && byDefault.length === 0 ? 'empty' : JSON.stringify(byDefault);
  const common = { nullable: true, description: `${description} Default: ${shown}.` };
  return 'enum' in schema ? { ...schema, ...common, enum: [...schema.enum, null] } : { ...schema, ...common };
}
