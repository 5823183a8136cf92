import { type ComponentProps, createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { FORM_ID } from '../kit/form-id';

/** The id of the forms of a page: that of the request that shows it. */
export const FormIdContext = createContext<string | undefined>(undefined);

interface PostFormProps extends Omit<ComponentProps<'form'>, 'method'> {
  readonly action: string;
  /** By default, the form is another one each time its page is shown. */
  readonly formId?: string;
}

/** The element of every form that makes a change: however often it is sent, the change is made once. */
export function PostForm({ class: look, action, formId, children, ...attributes }: PostFormProps): VNode {
  const id = useContext(FormIdContext);
  return (
    <form class={look} method="post" action={action} {...attributes}>
      {children}
      <input type="hidden" name={FORM_ID} value={formId ?? id} />
    </form>
  );
}
