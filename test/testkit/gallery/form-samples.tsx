import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../../src/pages/components/button';
import { CodeField } from '../../../src/pages/components/code-field';
import { Checkbox, FileField, Radios, Select, TextArea, TextField } from '../../../src/pages/components/fields';
import { ErrorSummary, FieldPanel, FieldRow, Form, FormFoot, FormGroup } from '../../../src/pages/components/form';
import { FormState, refusedField } from '../../../src/pages/kit/form-state';
import { SegmentedChoice } from '../../../src/pages/components/segmented';
import { UploadField } from '../../../src/pages/components/upload-field';
import type { Samples } from './samples';

const CHOICES = [
  { value: 'new', title: 'New' },
  { value: 'contacted', title: 'Contacted' },
];

/** A form that was refused. */
export function FormSamples({ samples: { text } }: { readonly samples: Samples }): VNode {
  const values = { name: text, note: text, file: text, status: 'contacted', type: text, tags: ['first', text] };
  const form = FormState.refused(values, refusedField('email', `${text}: the part after @ is missing.`));
  return (
    <>
      <ErrorSummary form={form} title="The lead was not saved" />
      <Form action="/console/components">
        <FormGroup id="institution" title="Institution" note={text}>
          <TextField form={form} name="name" label="Name" hint={text} />
          <FieldRow>
            <Select form={form} name="type" label="Type" choices={[...CHOICES, { value: text, title: text }]} />
            <TextField form={form} name="email" label="E-mail" type="email" isOptional />
          </FieldRow>
          <FieldPanel>
            <FieldRow>
              <TextField form={form} name="tags[]" index={0} label="First tag" />
              <TextField form={form} name="tags[]" index={1} label="Second tag" isMono />
            </FieldRow>
          </FieldPanel>
          <Radios
            form={form}
            name="status"
            label="Status"
            choices={[...CHOICES, { value: 'lost', title: 'Lost', note: text }]}
          />
          <SegmentedChoice
            name="level"
            label="Level"
            value="read"
            choices={[
              { value: 'none', title: 'None' },
              { value: 'read', title: 'Read' },
            ]}
          />
          <TextArea form={form} name="note" label="Notes" isOptional />
          <FileField form={form} name="file" label="File" accept=".csv" />
          <UploadField form={form} name="upload" label="Upload" hint={text} maxBytes={10_000_000} />
          <Checkbox form={form} name="agree" label={text} />
          <CodeField form={form} name="code" label="Code" hint={text} />
        </FormGroup>
        <FormFoot>
          <Button look="primary" text="Save lead" />
          <ButtonLink look="quiet" href="/console/components" text="Cancel" />
        </FormFoot>
      </Form>
    </>
  );
}
