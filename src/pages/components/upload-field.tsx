import type { VNode } from 'preact';
import { formatBytes, texts } from '../../core/i18n';
import { FileField } from './fields';
import type { FieldProps } from './form';

interface UploadFieldProps extends FieldProps {
  readonly accept?: string;
  readonly maxBytes: number;
}

/**
 * A file of a multipart form. With scripts, the form shows how much of it is sent and can be cancelled; without, the browser
 * sends it as any other form.
 */
export function UploadField({ maxBytes, hint, ...field }: UploadFieldProps): VNode {
  const t = texts('uploads');
  const limit = formatBytes(maxBytes);
  return (
    <>
      <FileField
        {...field}
        hint={
          <>
            {hint} {t.limit({ size: limit })}
          </>
        }
      />
      <div
        class="upload-state"
        hidden
        data-upload={field.name}
        data-max={maxBytes}
        data-progress={t.progress}
        data-saving={t.saving}
        data-too-large={t.tooLarge({ size: limit })}
        data-failed={t.failed}
        data-cancelled={t.cancelled}
      >
        <progress aria-label={t.label} max={100} value={0} />
        <p>
          <span data-bytes />
          <span role="status" />
          <button class="btn btn-default btn-small" type="button">
            {t.cancel}
          </button>
        </p>
      </div>
    </>
  );
}
