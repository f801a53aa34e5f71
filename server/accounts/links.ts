import type { Role } from '../access/permissions.ts';
import type { InvitationRow } from '../database/schema.ts';
import { hashOf, type Deps } from '../deps.ts';
import type { InvitationLink } from './contract.ts';
import { updateInvitation } from './queries.ts';

const DAY = 86_400_000;
const DAYS_TO_ACCEPT = 14;

/** The link as it is made: it is shown once, and only its hash is stored. */
export type DrawnLink = Omit<InvitationLink, 'mailed' | 'letter'>;

export interface Wanted {
  readonly purpose: InvitationRow['purpose'];
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organisationCode: string | null;
  /** For a länsstyrelse. */
  readonly county?: { readonly code: string; readonly national: boolean };
  readonly userId?: string;
  readonly createdBy: string | null;
  readonly noticeDays?: number;
}

export interface Drawn {
  readonly row: InvitationRow;
  readonly link: DrawnLink;
}

const linkOf = ({ config }: Pick<Deps, 'config'>, token: string) => `${config.publicUrl}/inbjudan/${token}`;

/** A new link and its row, which stores only the link's hash. */
export function drawUp(deps: Deps, wanted: Wanted): Drawn {
  const now = deps.now().getTime();
  const token = deps.newToken();
  const validFrom = new Date(now + (wanted.noticeDays ?? 0) * DAY);
  const row: InvitationRow = {
    id: deps.newId(),
    token_hash: hashOf(token),
    mail_token_hash: null,
    purpose: wanted.purpose,
    user_id: wanted.userId ?? null,
    email: wanted.email,
    name: wanted.name,
    role: wanted.role,
    organisation_code: wanted.organisationCode,
    county_code: wanted.county?.code ?? null,
    national: wanted.county?.national ? 1 : 0,
    created_by: wanted.createdBy,
    created_at: new Date(now).toISOString(),
    valid_from: validFrom.toISOString(),
    expires_at: new Date(validFrom.getTime() + DAYS_TO_ACCEPT * DAY).toISOString(),
    used_at: null,
    withdrawn_at: null,
  };
  return {
    row,
    link: {
      id: row.id,
      link: linkOf(deps, token),
      validFrom: row.valid_from,
      expiresAt: row.expires_at,
    },
  };
}

/** A second link for a mail, made as the mail is sent: no link is ever stored. */
export async function linkForMail(deps: Deps, id: string): Promise<string> {
  const token = deps.newToken();
  await updateInvitation(deps.db, id, { mail_token_hash: hashOf(token) });
  return linkOf(deps, token);
}
