import { EarlierAnswers } from '../../common/dialects/earlier-answers';
import { definePlugin } from '../../common/plugins/define-plugin';
import { ImportsModule } from './imports/imports.module';
import { useShadowing } from './shadowing/shadow-hooks';
import { ShadowingModule } from './shadowing/shadowing.module';
import { ShadowingService } from './shadowing/shadowing.service';

export const MIGRATION_PLUGIN = definePlugin({
  name: 'migration',
  modules: [ImportsModule, ShadowingModule],
  hooks: (fastify, app) => {
    const shadowing = app.get(ShadowingService, { strict: false });
    useShadowing(fastify, shadowing);
    app.get(EarlierAnswers).add((dialect) => shadowing.of(dialect) !== undefined);
  },
});
