import type { SampleCall } from '../../../common/dialects/sample-call';

const call = (name: string): SampleCall => ({
  name,
  method: 'POST',
  path: `/api/v1/${name}`,
  fields: ['key', 'device'],
  body: ({ key, device }) => ({ license_key: key, hardware_id: device }),
});

/** Calls of the native API that people can send; those of the other APIs stand in their definitions. */
export const NATIVE_CALLS: readonly SampleCall[] = ['validate', 'activate', 'heartbeat', 'deactivate'].map(call);
