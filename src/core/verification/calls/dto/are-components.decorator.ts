import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { AsSent, hasAtMost } from '../../../common/validation/fields';
import { asRule } from '../../../common/validation/rules';

const COMPONENTS = 20;
const COMPONENT_NAME = 64;
const COMPONENT_VALUE = 512;

function areComponents(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const components = Object.entries(value);
  return (
    components.length >= 1 &&
    components.length <= COMPONENTS &&
    components.every(([name, part]) => isText(name, COMPONENT_NAME) && isText(part, COMPONENT_VALUE))
  );
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === 'string' && value.length >= 1 && hasAtMost(value, longest);
}

/** An object of 1 to 20 texts by name: the parts of a device. */
export function AreComponents(): PropertyDecorator {
  return applyDecorators(
    AsSent(),
    ValidateBy(
      {
        name: 'areComponents',
        validator: {
          validate: areComponents,
          defaultMessage: () =>
            `$property must be an object of 1 to ${COMPONENTS} texts of 1 to ${COMPONENT_VALUE} characters, with names of 1 to ${COMPONENT_NAME}`,
        },
      },
      asRule({ params: { min: 1, max: COMPONENTS, name: COMPONENT_NAME, value: COMPONENT_VALUE } }),
    ),
    ApiPropertyOptional({
      title: 'DeviceComponents',
      type: 'object',
      additionalProperties: { type: 'string', minLength: 1, maxLength: COMPONENT_VALUE },
      minProperties: 1,
      maxProperties: COMPONENTS,
      example: { board: 'MS-7D25', disk: 'S4EWNX0R', network: '00:1a:2b:3c:4d:5e' },
    }),
  );
}
