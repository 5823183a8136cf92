import type { ErrorRows } from '../../common/errors/catalogue';

export const METER_SHARE_ERRORS = {
  METER_EXHAUSTED_BY_DEVICE: {
    of: 'METER_EXHAUSTED',
    message: 'This device has not enough left of its part of the meter {meter}',
    reason: 'exhausted_by_device',
    field: 'items',
    isRecorded: true,
  },
  METER_EXHAUSTED_BY_USER: {
    of: 'METER_EXHAUSTED',
    message: 'This user has not enough left of the part of the meter {meter}',
    reason: 'exhausted_by_user',
    field: 'items',
    isRecorded: true,
  },
  METER_DEVICE_REQUIRED: {
    of: 'VALIDATION_ERROR',
    message: 'The meter {meter} is limited for each device: hardware_id must name one that is active',
    reason: 'required',
    field: 'hardware_id',
  },
  METER_USER_REQUIRED: {
    of: 'VALIDATION_ERROR',
    message: 'The meter {meter} is limited for each user: user is required',
    reason: 'required',
    field: 'user',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof METER_SHARE_ERRORS> {}
}
