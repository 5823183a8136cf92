import { definePlugin } from 'keyward/plugin';
import { NotesModule } from './notes.module';

/** Notes that people write on licenses. A license on hold may not be used. */
export const NOTES_PLUGIN = definePlugin({
  name: 'notes',
  modules: [NotesModule],
});
