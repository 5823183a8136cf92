import type { VNode } from 'preact';
import type { Lead } from '../../customers/leads/institution.entity';
import { Button, ButtonLink } from '../components/button';
import { Confirmation } from '../components/confirmation';
import { Form, FormFoot } from '../components/form';
import { Consequences } from '../components/lists';
import { PageHeader, Section } from '../components/page-parts';
import { DescriptionList, type Detail } from '../components/text';
import { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { convertPath, deletePath, editPath, LEADS_PATH } from './lead-paths';
import { LeadBadge } from './lead-status';

export function deleteLeadPage(lead: Lead, activities: number): Page {
  const { uid, name, customer } = lead.institution;
  const title = `Delete ${name}?`;
  const body = (
    <Confirmation
      title={title}
      crumbs={crumbsOf(lead)}
      form={FormState.empty()}
      undo={{ isPossible: false, text: 'A lead that you no longer follow can be set to “Lost” instead.' }}
      about={aboutOf(lead)}
      consequences={[
        {
          icon: 'trash-2',
          tone: 'bad',
          text: `The lead goes with ${counted(lead.contacts.length, 'contact')} and ${counted(activities, 'activity', 'activities')}.`,
        },
        { icon: 'info', text: customer ? `The customer ${customer.name} stays.` : 'Statistics no longer count it.' },
      ]}
      action={deletePath(uid)}
      verb="Delete lead"
      keep={{ title: 'Keep lead', href: editPath(uid) }}
    />
  );
  return new Page({ title, width: 'confirmation', body });
}

export function convertLeadPage(lead: Lead): Page {
  const title = `Turn ${lead.institution.name} into a customer?`;
  return new Page({ title, width: 'confirmation', body: <ConvertLead lead={lead} title={title} /> });
}

function ConvertLead({ lead, title }: { readonly lead: Lead; readonly title: string }): VNode {
  const { uid } = lead.institution;
  const contact = lead.contacts.find(({ emails }) => emails.length > 0);
  const [email] = contact?.emails ?? [];
  return (
    <>
      <PageHeader title={title} crumbs={crumbsOf(lead)} />
      <DescriptionList items={aboutOf(lead)} />
      <Section id="consequences" title="What happens">
        <Consequences
          items={[
            {
              icon: 'user',
              text:
                email === undefined
                  ? 'A customer without an e-mail address is created, because no contact has one.'
                  : `A customer with the address ${email} is created. If there is one already, it is used instead.`,
            },
            {
              icon: 'arrow-left-right',
              text: 'The lead gets the status “Converted” for good. Its contacts stay with it.',
            },
          ]}
        />
      </Section>
      <div class="section">
        <Form action={convertPath(uid)}>
          <FormFoot>
            <Button look="primary">Turn into customer</Button>
            <ButtonLink href={editPath(uid)}>Keep as lead</ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}

function crumbsOf({ institution: { uid, name } }: Lead) {
  return [
    { title: 'Leads', href: LEADS_PATH },
    { title: name, href: editPath(uid) },
  ];
}

function aboutOf({ institution: { name, type, city, status }, contacts: [first] }: Lead): Detail[] {
  return [
    { term: 'Institution', value: name },
    { term: 'Type', value: type },
    { term: 'City', value: city },
    { term: 'Status', value: <LeadBadge status={status} /> },
    { term: 'Contact', value: first?.name },
  ];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
