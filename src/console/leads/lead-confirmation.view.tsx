import type { VNode } from 'preact';
import type { Lead } from '../../customers/leads/institution.entity';
import { Button, ButtonLink } from '../components/button';
import { confirmation } from '../components/confirmation';
import { Form, FormFoot } from '../components/form';
import { Consequences } from '../components/lists';
import { PageHeader, Section } from '../components/page-parts';
import { DescriptionList, type Detail } from '../components/text';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { convertPath, deletePath, editPath, LEADS_PATH } from './lead-paths';
import { LeadBadge } from './lead-status';

export function deleteLeadPage(lead: Lead, activities: number): Page {
  const t = texts('leads');
  const { uid, name, customer } = lead.institution;
  const title = t.askDelete({ name });
  return confirmation({
    title,
    crumbs: crumbsOf(lead),
    undo: { isPossible: false, text: t.insteadOfDelete },
    about: aboutOf(lead),
    consequences: [
      {
        icon: 'trash-2',
        tone: 'bad',
        text: t.goesWith({ contacts: lead.contacts.length, activities, all: lead.contacts.length + activities }),
      },
      { icon: 'info', text: customer ? t.customerStays({ name: customer.name }) : t.notCounted },
    ],
    action: deletePath(uid),
    verb: t.deleteLead,
    keep: { title: t.keepLead, href: editPath(uid) },
  });
}

export function convertLeadPage(lead: Lead): Page {
  const title = texts('leads').askConvert({ name: lead.institution.name });
  return new Page({ title, width: 'confirmation', body: <ConvertLead lead={lead} title={title} /> });
}

function ConvertLead({ lead, title }: { readonly lead: Lead; readonly title: string }): VNode {
  const t = texts('leads');
  const { uid } = lead.institution;
  const contact = lead.contacts.find(({ emails }) => emails.length > 0);
  const [email] = contact?.emails ?? [];
  return (
    <>
      <PageHeader title={title} crumbs={crumbsOf(lead)} />
      <DescriptionList items={aboutOf(lead)} />
      <Section id="consequences" title={texts('components').whatHappens}>
        <Consequences
          items={[
            {
              icon: 'user',
              text: email === undefined ? t.customerWithoutEmail : t.customerWithEmail({ email }),
            },
            {
              icon: 'arrow-left-right',
              text: t.convertedForGood,
            },
          ]}
        />
      </Section>
      <div class="section">
        <Form action={convertPath(uid)}>
          <FormFoot>
            <Button look="primary">{t.convertLead}</Button>
            <ButtonLink href={editPath(uid)}>{t.keepAsLead}</ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}

function crumbsOf({ institution: { uid, name } }: Lead) {
  return [
    { title: texts('leads').leads, href: LEADS_PATH },
    { title: name, href: editPath(uid) },
  ];
}

function aboutOf({ institution: { name, type, city, status }, contacts: [first] }: Lead): Detail[] {
  const t = texts('leads');
  return [
    { term: t.institution, value: name },
    { term: t.type, value: type },
    { term: t.city, value: city },
    { term: t.status, value: <LeadBadge status={status} /> },
    { term: t.contact, value: first?.name },
  ];
}
