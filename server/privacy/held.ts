import type { Database, UserRow } from '../database/schema.ts';

type Table = keyof Database;

/** What the service holds about somebody who uses it: where, and by which column it is hers. */
export interface Held {
  readonly table: Table;
  /** The column that says whose it is: by her id or, where it is called so, her address. */
  readonly by: string;
  /** As it is called in the file that she fetches. */
  readonly title: string;
  /** What of the row is about her; the rest is about the organisation's work. */
  readonly columns: readonly string[];
  /** What happens when she is erased: the row goes, or stays without saying who (the account's own row is renamed). */
  readonly erased: 'row' | 'stays';
}

/**
 * The one list. What a person is told that there is, and what goes when she is erased, both come from here; a test holds it
 * to every reference to a person that the database has.
 */
export const HELD: readonly Held[] = [
  {
    table: 'users',
    by: 'id',
    title: 'Kontot',
    columns: ['name', 'email', 'role', 'organisation_code', 'county_code', 'created_at', 'disabled_at'],
    erased: 'stays',
  },
  {
    table: 'sessions',
    by: 'user_id',
    title: 'Inloggningar som gäller',
    columns: ['device', 'created_at', 'expires_at', 'seen_at', 'method', 'provider'],
    erased: 'row',
  },
  {
    table: 'identities',
    by: 'user_id',
    title: 'Organisationens egen inloggning',
    columns: ['issuer', 'subject', 'created_at'],
    erased: 'row',
  },
  {
    table: 'passkeys',
    by: 'user_id',
    title: 'Nycklar',
    columns: ['name', 'created_at', 'used_at'],
    erased: 'row',
  },
  { table: 'recovery_codes', by: 'user_id', title: 'Återställningskoder', columns: ['used_at'], erased: 'row' },
  {
    table: 'invitations',
    by: 'user_id',
    title: 'Länkar för nytt lösenord',
    columns: ['purpose', 'name', 'email', 'created_at', 'expires_at', 'used_at'],
    erased: 'row',
  },
  {
    table: 'invitations',
    by: 'email',
    title: 'Inbjudningar till din adress',
    columns: ['purpose', 'name', 'email', 'created_at', 'expires_at', 'used_at'],
    erased: 'row',
  },
  {
    table: 'mails',
    by: 'address',
    title: 'Mejl till din adress innan du hade ett konto',
    columns: ['kind', 'state', 'created_at'],
    erased: 'row',
  },
  {
    table: 'invitations',
    by: 'created_by',
    title: 'Länkar som du har skapat åt andra',
    columns: ['purpose', 'created_at'],
    erased: 'stays',
  },
  { table: 'mails', by: 'user_id', title: 'Mejl till dig', columns: ['kind', 'state', 'created_at'], erased: 'row' },
  { table: 'mail_refusals', by: 'user_id', title: 'Mejl som du har valt bort', columns: ['kind'], erased: 'row' },
  {
    table: 'api_tokens',
    by: 'created_by',
    title: 'Nycklar till system som du har skapat',
    columns: ['name', 'created_at', 'expires_at'],
    erased: 'stays',
  },
  {
    table: 'handouts',
    by: 'user_id',
    title: 'Kriterier som är utdelade till dig',
    columns: ['assessment_id', 'code', 'message', 'due', 'created_at', 'opened_at', 'step', 'step_at'],
    erased: 'stays',
  },
  {
    table: 'handouts',
    by: 'created_by',
    title: 'Kriterier som du har delat ut',
    columns: ['assessment_id', 'code', 'created_at'],
    erased: 'stays',
  },
  {
    table: 'panels',
    by: 'created_by',
    title: 'Gemensamma bedömningar som du har öppnat',
    columns: ['assessment_id', 'created_at'],
    erased: 'stays',
  },
  {
    table: 'assessors',
    by: 'user_id',
    title: 'Gemensamma bedömningar där du är bedömare',
    columns: ['assessment_id', 'name', 'created_at'],
    erased: 'row',
  },
  {
    table: 'ratings',
    by: 'user_id',
    title: 'Det du har bedömt, tills självskattningen låses',
    columns: ['code', 'level', 'text', 'done', 'updated_at'],
    erased: 'row',
  },
  {
    table: 'targets',
    by: 'updated_by',
    title: 'Mål som du senast har ändrat',
    columns: ['code', 'updated_at'],
    erased: 'stays',
  },
  {
    table: 'surveys',
    by: 'created_by',
    title: 'Frågor till föreningar som du har börjat',
    columns: ['organisation_code', 'year', 'created_at'],
    erased: 'stays',
  },
  {
    table: 'peer_reviews',
    by: 'created_by',
    title: 'Kollegiala granskningar som du har föreslagit',
    columns: ['host', 'guest', 'message', 'created_at'],
    erased: 'stays',
  },
  {
    table: 'peer_reviews',
    by: 'guest_signed_by',
    title: 'Redogörelser som du har skrivit under för gästen',
    columns: ['host', 'guest', 'guest_signed_at'],
    erased: 'stays',
  },
  {
    table: 'peer_reviews',
    by: 'host_signed_by',
    title: 'Redogörelser som du har skrivit under för värden',
    columns: ['host', 'guest', 'host_signed_at'],
    erased: 'stays',
  },
  {
    table: 'peer_notes',
    by: 'written_by',
    title: 'Anteckningar som du har skrivit som gäst',
    columns: ['review_id', 'code', 'text', 'written_at'],
    erased: 'stays',
  },
  {
    table: 'peer_notes',
    by: 'replied_by',
    title: 'Anteckningar som du har svarat på som värd',
    columns: ['review_id', 'code', 'reply', 'replied_at'],
    erased: 'stays',
  },
  {
    table: 'answers',
    by: 'updated_by',
    title: 'Svar som du senast har ändrat',
    columns: ['assessment_id', 'code', 'updated_at'],
    erased: 'stays',
  },
  {
    table: 'answer_versions',
    by: 'saved_by',
    title: 'Tidigare versioner av svar som du har sparat',
    columns: ['assessment_id', 'code', 'saved_at'],
    erased: 'stays',
  },
  {
    table: 'comments',
    by: 'user_id',
    title: 'Kommentarer som du har skrivit',
    columns: ['assessment_id', 'code', 'text', 'created_at'],
    erased: 'stays',
  },
  {
    table: 'finding_replies',
    by: 'user_id',
    title: 'Granskningar som du har svarat på',
    columns: ['assessment_id', 'at'],
    erased: 'stays',
  },
  {
    table: 'assessments',
    by: 'created_by',
    title: 'Självskattningar som du har startat',
    columns: ['id', 'created_at'],
    erased: 'stays',
  },
  {
    table: 'submissions',
    by: 'submitted_by',
    title: 'Självskattningar som du har skickat in',
    columns: ['assessment_id', 'submitted_at'],
    erased: 'stays',
  },
  {
    table: 'sharing_changes',
    by: 'user_id',
    title: 'Ändringar av delning som du har gjort',
    columns: ['assessment_id', 'at'],
    erased: 'stays',
  },
  {
    table: 'rounds',
    by: 'created_by',
    title: 'Omgångar som du har skapat',
    columns: ['year', 'created_at'],
    erased: 'stays',
  },
  {
    table: 'editions',
    by: 'computed_by',
    title: 'Utgåvor som du har publicerat',
    columns: ['year', 'number', 'computed_at'],
    erased: 'stays',
  },
  {
    table: 'examples',
    by: 'consented_by',
    title: 'Exempel som du har samtyckt till',
    columns: ['slug', 'consented_at'],
    erased: 'stays',
  },
  {
    table: 'materials',
    by: 'created_by',
    title: 'Material som du har lagt till',
    columns: ['id', 'created_at'],
    erased: 'stays',
  },
  {
    table: 'templates',
    by: 'updated_by',
    title: 'Word-mallen, om du har lagt in den',
    columns: ['name', 'updated_at'],
    erased: 'stays',
  },
  {
    table: 'events',
    by: 'user_id',
    title: 'Loggen: det som du har gjort',
    columns: ['at', 'event', 'organisation_code', 'assessment_id', 'details'],
    erased: 'stays',
  },
];

/** What the column says for this person. */
export const keyOf = ({ by }: Held, { id, email }: Pick<UserRow, 'id' | 'email'>): string =>
  by === 'email' || by === 'address' ? email : id;
