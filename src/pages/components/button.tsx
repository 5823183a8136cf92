import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from './icon';
import { PostForm } from './post-form';

/** A `link` looks like one in running text. */
type ButtonLook = 'primary' | 'default' | 'quiet' | 'link' | 'danger' | 'danger-solid';

interface Look {
  /** One primary button on a page at most. */
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  readonly iconAfter?: IconName;
  readonly isSmall?: boolean;
  /** The name of a button without a text. */
  readonly label?: string;
  readonly text?: ComponentChildren;
}

interface ButtonProps extends Look {
  /** Name and value that a form sends if this button submits it. */
  readonly name?: string;
  readonly value?: string;
  /** The address that this button submits its form to, instead of the form's own. */
  readonly formAction?: string;
  /** Sends the fields in the address: the page shows them, and nothing changes. */
  readonly formMethod?: 'get';
  /** The name of the frame that shows the answer, instead of the page. */
  readonly formTarget?: string;
  /** Only with a sentence beside the button that says why. */
  readonly isDisabled?: boolean;
}

/** A button that submits its form. */
export function Button({ name, value, formAction, formMethod, formTarget, isDisabled, ...look }: ButtonProps): VNode {
  return (
    <button
      class={classesOf(look)}
      type="submit"
      name={name}
      value={value}
      formaction={formAction}
      formMethod={formMethod}
      formtarget={formTarget}
      disabled={isDisabled}
      aria-label={look.label}
    >
      <Content {...look} />
    </button>
  );
}

interface ButtonLinkProps extends Look {
  /** Undefined for a link that leads nowhere at present. */
  readonly href?: string;
  readonly rel?: string;
  /** The name of the file that the browser saves instead of opening the link. */
  readonly download?: string;
}

/** A link that looks like a button. */
export function ButtonLink({ href, rel, download, ...look }: ButtonLinkProps): VNode {
  return (
    <a
      class={classesOf(look)}
      href={href}
      rel={rel}
      download={download}
      role={href === undefined ? 'link' : undefined}
      aria-disabled={href === undefined ? 'true' : undefined}
      aria-label={look.label}
    >
      <Content {...look} />
    </a>
  );
}

/** A link of a page's head. */
export interface ActionLink {
  readonly title: string;
  readonly href: string;
  readonly icon?: IconName;
  readonly look?: ButtonLook;
}

/**
 * Links as buttons, or elements, without those that are false: the viewer may not do it, or there is nothing to do it with.
 * The primary one comes last.
 */
export type Actions = readonly (ActionLink | VNode | false)[] | VNode | false;

export function actionLinks(actions: Actions = false): VNode[] | VNode | undefined {
  if (!isLinks(actions)) {
    return actions || undefined;
  }
  const shown = actions.filter((link) => link !== false);
  return shown.length === 0
    ? undefined
    : shown.map((action) => {
        if (!('href' in action)) {
          return action;
        }
        const { title, href, icon, look } = action;
        return <ButtonLink key={href} look={look} icon={icon} href={href} text={title} />;
      });
}

function isLinks(actions: Actions): actions is readonly (ActionLink | VNode | false)[] {
  return Array.isArray(actions);
}

interface PostButtonProps extends ButtonProps {
  readonly action: string;
}

/** A form with one button and nothing else. */
export function PostButton({ action, ...button }: PostButtonProps): VNode {
  return (
    <PostForm class="inline-form" action={action}>
      <Button {...button} />
    </PostForm>
  );
}

function Content({ icon, iconAfter, text }: Look): VNode {
  return (
    <>
      {icon && <Icon name={icon} />}
      {text !== undefined && <span>{text}</span>}
      {iconAfter && <Icon name={iconAfter} />}
    </>
  );
}

function classesOf({ look = 'default', isSmall, text }: Look): string {
  return ['btn', `btn-${look}`, isSmall ? 'btn-small' : '', text === undefined ? 'btn-icon' : '']
    .filter(Boolean)
    .join(' ');
}

/** The primary link of a list: it leads to the form of a new row. */
export function addLink(title: string, href: string): ActionLink {
  return { title, href, icon: 'plus', look: 'primary' };
}
