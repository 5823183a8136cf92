import type { INestApplication } from '@nestjs/common';
import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { Dialects } from '../common/dialects/dialects';
import { WEBHOOK_FORMAT } from '../events/webhooks/dto/webhook.dto';
import { WEBHOOK_FORMATS } from '../events/webhooks/webhook-format';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** Adds the formats of the dialects to the webhooks of a document. */
export function describeWebhookFormats(app: INestApplication, { components }: OpenAPIObject): void {
  const { schemas = {} } = components ?? {};
  const names = schemas[WEBHOOK_FORMAT];
  if (!names || '$ref' in names) {
    return;
  }
  names.enum = [...WEBHOOK_FORMATS];
  const descriptions = app
    .get(Dialects)
    .all.flatMap(({ name, webhookFormat }) => (webhookFormat === undefined ? [] : [` \`${name}\`: ${webhookFormat}.`]));
  for (const described of [names, ...Object.values(schemas).flatMap(propertiesOf).filter(isFormat)]) {
    described.description = [described.description ?? '', ...descriptions].join('');
  }
}

function propertiesOf(schema: Schema): Schema[] {
  return 'properties' in schema ? Object.values(schema.properties ?? {}) : [];
}

function isFormat(property: Schema): property is Exclude<Schema, { $ref: string }> {
  return 'allOf' in property && property.allOf?.some((one) => '$ref' in one && one.$ref === FORMAT) === true;
}

const FORMAT = getSchemaPath(WEBHOOK_FORMAT);
