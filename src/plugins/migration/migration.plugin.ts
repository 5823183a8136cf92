import { definePlugin, Dialects } from '../../core/common';
import { EarlierAnswers } from '../../core/common/internal';
import { texts } from '../../core/i18n';
import { ImportsModule } from './imports/imports.module';
import { useShadowing } from './shadowing/shadow-hooks';
import { ShadowingModule } from './shadowing/shadowing.module';
import { ShadowingService } from './shadowing/shadowing.service';

/** Imports from other license servers, and old servers that answer until their programs have moved. */
export const MIGRATION_PLUGIN = definePlugin({
  name: 'migration',
  modules: [ImportsModule, ShadowingModule],
  console: {
    navigation: [
      {
        part: 'settings',
        place: 70,
        title: () => texts('navigation').imports,
        path: '/console/imports',
        icon: 'file-up',
        permission: 'imports:read',
      },
    ],
    apiLinks: [
      {
        title: () => texts('dialects').oldServer,
        icon: 'history',
        path: (api) => `/console/api-compatibility/${api}/differences`,
      },
    ],
  },
  hooks: (fastify, app) => {
    const shadowing = app.get(ShadowingService, { strict: false });
    const apis = app.get(Dialects).all.filter(({ label }) => label !== undefined);
    useShadowing(fastify, apis, shadowing);
    app.get(EarlierAnswers).add(apis, (dialect) => shadowing.of(dialect) !== undefined);
  },
});
