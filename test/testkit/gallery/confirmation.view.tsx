import { TextField } from '../../../src/pages/components/fields';
import { confirmation } from '../../../src/pages/components/confirmation';
import type { FormState } from '../../../src/pages/kit/form-state';
import type { Page } from '../../../src/pages/kit/page';
import type { Samples } from './samples';

export function confirmationPage({ text }: Samples, form: FormState): Page {
  return confirmation({
    title: 'Delete this lead?',
    crumbs: [{ title: text, href: '/console/components' }],
    form,
    undo: { isPossible: false, text },
    about: [{ term: 'Institution', value: text }],
    consequences: [
      { icon: 'trash-2', tone: 'bad', text: '3 contacts are deleted' },
      { icon: 'info', text },
    ],
    action: '/console/components/delete',
    verb: 'Delete lead',
    keep: { title: 'Keep lead', href: '/console/components' },
    children: <TextField form={form} name="reason" label="Reason" isOptional hint="Kept in the history." />,
  });
}
