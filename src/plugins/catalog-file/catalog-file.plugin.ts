import { definePlugin } from '../../core/common';
import { texts } from '../../core/i18n';
import { CatalogFileModule } from './catalog-file.module';

/** The catalog as one file, which is compared with a server and applied to it. */
export const CATALOG_FILE_PLUGIN = definePlugin({
  name: 'catalog-file',
  modules: [CatalogFileModule],
  console: {
    navigation: [
      {
        part: 'developers',
        place: 50,
        title: () => texts('system').catalog,
        path: '/console/system/catalog',
        icon: 'file-text',
        permission: 'catalog:read',
      },
    ],
  },
});
