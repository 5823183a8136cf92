import type { FastifyRequest } from 'fastify';
import { problem } from '../../common/errors/domain-error';
import type { FileKeeper } from '../../common/http/incoming-form';
import { receiveForm } from '../../common/http/uploads';
import { texts } from '../../i18n/texts';
import { formPage } from '../components/form-page';
import type { Crumb } from '../components/page-parts';
import { UploadField } from '../components/upload-field';
import { asFormError } from '../kit/form-input';
import { type FormMessages, FormState } from '../kit/form-state';
import { type Page, PageForm, type SeeOther } from '../kit/page';
import { attemptChange } from '../kit/submit-form';

/** Name of the field of the file. */
export const FILE_FIELD = 'file';

interface UploadDescription<T> {
  readonly title: string;
  readonly crumbs: readonly Crumb[];
  readonly lead: string;
  /** Above the form, which is a section below it. */
  readonly note?: string;
  readonly action: string;
  readonly hint?: string;
  readonly accept?: string;
  readonly maxBytes: number;
  readonly verb: string;
  readonly cancel: string;
  readonly messages: FormMessages;
  /** Stores the file while it is received. */
  readonly keeper: FileKeeper<string, T>;
  readonly submit: (file: T) => Promise<SeeOther>;
}

/** A form with one file: a GET shows it, a POST uploads the file. Its route has `@TakesFiles()`. */
export class UploadForm<T> extends PageForm {
  constructor(
    private readonly request: FastifyRequest,
    private readonly description: UploadDescription<T>,
  ) {
    super();
  }

  show(form = FormState.empty()): Page {
    const { note, hint, accept, maxBytes } = this.description;
    const field = { name: FILE_FIELD, label: texts('catalog').file, hint, accept, maxBytes };
    return formPage({
      ...this.description,
      form,
      above: note !== undefined && <p class="prose">{note}</p>,
      isSection: note !== undefined,
      isMultipart: true,
      fields: <UploadField form={form} {...field} />,
      icon: 'upload',
    });
  }

  submit(): Promise<Page | SeeOther> {
    const { messages, submit } = this.description;
    return attemptChange({
      messages,
      submit: async () => submit(await this.receive()),
      show: (form) => this.show(form),
    });
  }

  private async receive(): Promise<T> {
    const { maxBytes, keeper } = this.description;
    const { files } = await asFormError(receiveForm(this.request, [{ field: FILE_FIELD, maxBytes }], keeper));
    const file = files.get(FILE_FIELD);
    if (!file) {
      throw problem('FILE_MISSING_IN_FORM', { field: FILE_FIELD });
    }
    return file;
  }
}
