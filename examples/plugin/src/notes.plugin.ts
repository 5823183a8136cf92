import { texts } from 'keyward/core/i18n';
import { definePlugin } from 'keyward/plugin';
import { DESK, DeskModule } from './desk/desk.module';
import { NotesModule } from './notes.module';

/** Notes that people write on licenses. A license on hold may not be used. */
export const NOTES_PLUGIN = definePlugin({
  name: 'notes',
  modules: [NotesModule],
  api: { dialect: DESK, module: DeskModule },
  console: {
    navigation: [
      {
        part: 'licenses',
        place: 80,
        title: () => texts('notes').title,
        path: '/console/notes',
        icon: 'file-text',
        permission: 'notes:read',
      },
    ],
    licenseLinks: [
      {
        title: () => texts('notes').title,
        path: (id) => `/console/notes?license=${id}`,
        icon: 'file-text',
        permission: 'notes:read',
      },
    ],
  },
});
