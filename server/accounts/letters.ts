import { formatDate, formatTime } from '../../criteria/present/format.ts';
import { ROLE_NAMES } from '../access/permissions.ts';
import type { InvitationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { Letter } from '../mail/letter.ts';
import type { Composer } from '../mail/send.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { linkForMail } from './links.ts';
import { invitationById, userById } from './queries.ts';

/** Lets someone in: by mail, and as ready text to send by hand where the service has no mail server. */
export async function linkLetter(deps: Deps, row: InvitationRow, url: string): Promise<Letter> {
  const [organisation, maker] = await Promise.all([
    row.organisation_code === null ? undefined : organisationByCode(deps.db, row.organisation_code),
    row.created_by === null ? undefined : userById(deps.db, row.created_by),
  ]);
  const by = maker?.name ?? deps.config.operatorName;
  const until = `Länken gäller till och med den ${formatDate(row.expires_at)}. Den är personlig: den som har länken kan välja lösenord.`;
  if (row.purpose === 'reset')
    return {
      subject: 'Välj ett nytt lösenord i MR-kollen',
      paragraphs: [`Hej ${row.name}!`, `${by} har skapat en länk, så att du kan välja ett nytt lösenord.`, until],
      link: { label: 'Välj nytt lösenord', url },
      because: 'Du får mejlet för att du har ett konto i MR-kollen.',
    };
  const where = organisation ? ` för ${organisation.name}` : '';
  return {
    subject: `Inbjudan till MR-kollen${where}`,
    paragraphs: [
      `Hej ${row.name}!`,
      `${by} bjuder in dig till MR-kollen${where}. Din roll blir ${ROLE_NAMES[row.role].toLocaleLowerCase('sv')}.`,
      'MR-kollen är ett verktyg där kommuner och regioner bedömer sitt eget arbete med mänskliga rättigheter.',
      until,
    ],
    link: { label: 'Tacka ja och välj lösenord', url },
    because: `Du får mejlet för att ${by} har bjudit in dig. Vill du inte vara med behöver du inte göra något.`,
  };
}

const CHANGES: Readonly<Record<string, string>> = {
  'identity-linked': 'Din organisations egen inloggning kopplades till ditt konto',
  'passkey-added': 'En nyckel (passkey) lades till för ditt konto',
  'passkey-removed': 'En nyckel (passkey) togs bort från ditt konto',
  'recovery-codes-made': 'Nya återställningskoder skapades för ditt konto, och de gamla slutade gälla',
  'recovery-code-used': 'Någon loggade in på ditt konto med en återställningskod',
};

/** The invitation while it can be used: one that is withdrawn or used is not sent. */
const link: Composer = async (deps, { invitation }) => {
  const row = await invitationById(deps.db, String(invitation));
  const now = deps.now().toISOString();
  if (!row || row.used_at !== null || row.withdrawn_at !== null || row.expires_at <= now) return null;
  return linkLetter(deps, row, await linkForMail(deps, row.id));
};

export const accountLetters = {
  invitation: link,
  reset: link,
  'reset-requested': async (deps, { invitation }) => {
    const row = await invitationById(deps.db, String(invitation));
    if (!row || row.withdrawn_at !== null) return null;
    return {
      subject: 'Någon har begärt ett nytt lösenord för ditt konto',
      paragraphs: [
        `Hej ${row.name}!`,
        `${deps.config.operatorName} har begärt ett nytt lösenord för ditt konto i MR-kollen. Det börjar gälla den ${formatDate(row.valid_from)}, eller när ${row.organisation_code === null ? 'du själv' : 'en annan samordnare hos er'} bekräftar det.`,
        row.organisation_code === null
          ? 'Är det du som har bett om det? Då behöver du inte göra något, eller så bekräftar du på Mitt konto. Är det inte du? Logga genast in och avvisa det på Mitt konto.'
          : 'Är det du som har bett om det? Då behöver du inte göra något. Är det inte du? Be genast en samordnare hos er att avvisa det under Kollegor, eller gör det själv om du är samordnare.',
      ],
      link: { label: 'Logga in', url: `${deps.config.publicUrl}/oversikt` },
      because: 'Du får mejlet för att det gäller ditt konto.',
    };
  },
  'password-changed': ({ config }, { at }, { user }) =>
    Promise.resolve({
      subject: 'Ditt lösenord i MR-kollen är bytt',
      paragraphs: [
        `Hej ${user?.name ?? ''}!`,
        `Lösenordet till ditt konto byttes den ${formatTime(String(at))}. Alla andra inloggningar avslutades.`,
        'Var det inte du? Be genast en samordnare hos er, eller den som driver tjänsten, att skapa en ny länk.',
      ],
      link: { label: 'Logga in', url: `${config.publicUrl}/logga-in` },
      because: 'Du får mejlet för att det gäller ditt konto.',
    }),
  newcomer: async (deps, { newcomer }, { user }) => {
    const person = await userById(deps.db, String(newcomer));
    // Somebody was quicker, and has given the role or closed the account.
    if (!person || person.role !== 'unassigned' || person.disabled_at !== null) return null;
    return {
      subject: `${person.name} har loggat in i MR-kollen och väntar på en roll`,
      paragraphs: [
        `Hej ${user?.name ?? ''}!`,
        `${person.name} (${person.email}) har loggat in med er egen inloggning. Kontot får ännu inte se något. Ge personen en roll, eller stäng kontot om det inte ska finnas.`,
      ],
      link: { label: 'Till Kollegor', url: `${deps.config.publicUrl}/delta` },
      because: 'Du får mejlet för att du är samordnare.',
    };
  },
  'sign-in-changed': ({ config }, { what, at }, { user }) =>
    Promise.resolve({
      subject: 'Ditt sätt att logga in i MR-kollen har ändrats',
      paragraphs: [
        `Hej ${user?.name ?? ''}!`,
        `${CHANGES[String(what)] ?? 'Något har ändrats'} den ${formatTime(String(at))}.`,
        'Var det inte du? Hör genast av dig till den som driver tjänsten.',
      ],
      link: { label: 'Mitt konto', url: `${config.publicUrl}/konto` },
      because: 'Du får mejlet för att det gäller ditt konto.',
    }),
} as const satisfies Record<string, Composer>;
