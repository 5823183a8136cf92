import { PartialType } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { IsBoolean, IsIn, validateSync } from 'class-validator';
import { IsName, IsOneLine, IsText } from '../validation/fields';
import { camelCased } from './camel-case';
import { answerOf, fieldsOf, inputOf, nullable, optional, required } from './fields-of';

interface Device {
  readonly uid: string;
  readonly name: string;
  readonly osName: string | null;
  readonly kind: 'desktop' | 'server';
  readonly seenAt: Date;
}

const DEVICE = fieldsOf<Device, [now: Date]>()({
  id: { description: 'UUID.', from: 'uid' },
  secret: { isInputOnly: true, input: optional(IsText(8), IsOneLine()) },
  name: { description: 'Name.', input: required(IsName(4)) },
  os_name: { description: 'System.', nullable: true, input: nullable('Name of the system.', IsText(4)) },
  kind: { enum: ['desktop', 'server'], input: optional(IsIn(['desktop', 'server'])) },
  is_new: { type: Boolean, from: ({ seenAt }, now) => seenAt >= now, input: optional(IsBoolean()) },
});

class CreateDeviceDto extends inputOf(DEVICE) {}
class UpdateDeviceDto extends PartialType(CreateDeviceDto, { skipNullProperties: false }) {}
class DeviceDto extends answerOf(DEVICE) {
  static readonly from = DEVICE.from;
}

const now = new Date();
const device: Device = { uid: '1', name: 'Desk', osName: null, kind: 'desktop', seenAt: now };

function problems(type: typeof CreateDeviceDto | typeof UpdateDeviceDto, input: object): string[] {
  const options = { whitelist: true, forbidNonWhitelisted: true };
  return validateSync(plainToInstance(type, input), options).flatMap(({ constraints = {} }) =>
    Object.values(constraints),
  );
}

describe('fieldsOf', () => {
  it('reads properties, in camel case or by name, and functions of the record and its context, in the order of the table', () => {
    const answer: DeviceDto = DeviceDto.from(device, now);
    expect(JSON.stringify(answer)).toBe('{"id":"1","name":"Desk","os_name":null,"kind":"desktop","is_new":true}');
    expect(DEVICE.names).toEqual(Object.keys(answer));
  });

  it('refuses a table whose field is not a value of the record', () => {
    const wrong = fieldsOf<Device>()({ name: {}, os_name: {}, color: {} });
    // @ts-expect-error `os_name` may be null, and a device has no `color`.
    expect(answerOf(wrong)).toBeDefined();
  });
});

describe('inputOf', () => {
  it('validates fields in the order of the table, each by its last rule first', () => {
    expect(problems(CreateDeviceDto, { kind: 'toy', os_name: 'Windows', secret: '12345678\n', uid: '2' })).toEqual([
      'property uid should not exist',
      'secret must be a single line',
      'secret must have at most 8 characters',
      'name must be a string',
      'name must have 1 to 4 characters',
      'os_name must have at most 4 characters',
      'kind must be one of the following values: desktop, server',
    ]);
  });

  it('accepts null only for nullable fields, and missing ones unless they are required', () => {
    expect(problems(CreateDeviceDto, { name: 'Desk', os_name: null })).toEqual([]);
    expect(problems(CreateDeviceDto, { name: 'Desk', is_new: null })).toEqual(['is_new must be a boolean value']);
    expect(problems(UpdateDeviceDto, {})).toEqual([]);
    expect(problems(UpdateDeviceDto, { name: null })).toContain('name must be a string');
  });
});

describe('camelCased', () => {
  it('renames the fields that an input has', () => {
    const input: Partial<CreateDeviceDto> = { os_name: null, is_new: true };
    const change: { name?: string; osName?: string | null; isNew?: boolean } = camelCased(input);
    expect(change).toEqual({ osName: null, isNew: true });
  });
});
