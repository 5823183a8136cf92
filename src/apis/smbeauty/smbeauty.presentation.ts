import type { DialectPresentation } from '../../core/common';
import { SMBEAUTY_TEXTS } from './smbeauty.texts';

/** Presentation of this API in documents and in the console. */
export const SMBEAUTY_PRESENTATION: DialectPresentation = {
  label: 'SMBeautyEngine',
  texts: SMBEAUTY_TEXTS,
  tags: {
    license: 'Calls of apps: the state and the file of their license.',
    admin: 'Configurations and license files of apps.',
    status: 'Whether the server runs.',
  },
  parameters: { app_bundle_id: 'com.example.myapp' },
  examples: {
    createConfig: { app_bundle_id: 'com.example.newapp', status: 'active', expires_at: '2030-12-31T23:59:59Z' },
    updateConfig: { status: 'active', version: '2.5.0', updated_by: 'admin' },
  },
  tryIt: [
    {
      name: 'health',
      method: 'POST',
      path: '/api/license/health',
      fields: ['app'],
      body: ({ app }) => ({ app_bundle_id: app }),
    },
  ],
};
