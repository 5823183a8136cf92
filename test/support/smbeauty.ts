import { formOf, type FormPart } from '../testkit/forms';
import type { Answer, TestServer } from '../testkit/server';

/** The example of the contract. */
export const CONFIG = {
  app_bundle_id: 'com.example.myapp',
  status: 'active',
  expires_at: '2025-12-31T23:59:59Z',
  features: ['beauty', 'filter', 'sticker'],
  version: '2.4.9',
  platform: 'android',
  description: 'Android应用许可证',
  created_by: 'admin',
};

export const APP = CONFIG.app_bundle_id;

export const failure = (code: string, error: string) => ({ success: false, error, code });

/** Calls of a server whose SMBeautyEngine API is open, as in its contract. */
export function smbeauty(server: TestServer) {
  const upload = async (parts: FormPart[], app = APP): Promise<Answer> => {
    const { body, headers } = await formOf(...parts);
    return server.call('POST', `/api/admin/license/upload/${app}`, { body, headers });
  };
  return {
    create: (more: object = {}) => server.call('POST', '/api/admin/license/config', { body: { ...CONFIG, ...more } }),
    update: (body: object, app = APP) => server.call('PUT', `/api/admin/license/config/${app}`, { body }),
    read: (app = APP) => server.call('GET', `/api/admin/license/config/${app}`),
    list: (query: Record<string, string> = {}) => server.call('GET', '/api/admin/license/configs', { query }),
    remove: (app = APP) => server.call('DELETE', `/api/admin/license/config/${app}`),
    health: (more: object = {}) =>
      server.call('POST', '/api/license/health', { body: { app_bundle_id: APP, ...more } }),
    upload,
    uploadFile: (content: string | Buffer, name = 'pixelfreeAuth.lic', app = APP) =>
      upload([['license_file', content, name]], app),
    download: (app = APP, method: 'GET' | 'HEAD' = 'GET') =>
      server.app.inject({ method, url: `/api/license/download/${app}` }),
    /** Counts the stored rows directly in the database. */
    stored: async () => {
      const [row] = await server.dataSource.query(`
        SELECT (SELECT count(*)::integer FROM app_bundles) AS bundles,
          (SELECT count(*)::integer FROM stored_files WHERE sweep_at IS NULL) AS files,
          (SELECT count(*)::integer FROM stored_files) AS all_files,
          (SELECT count(*)::integer FROM file_chunks) AS chunks`);
      return row as { bundles: number; files: number; all_files: number; chunks: number };
    },
    empty: () => server.emptyTables('app_bundles', 'stored_files'),
  };
}
