import type { Composer, Letters } from '../mail/send.ts';

const assessorNamed: Composer = async (deps, { id, by }, { user }) => {
  if (!user) return null;
  const row = await deps.db
    .selectFrom('assessors')
    .innerJoin('assessments', 'assessments.id', 'assessors.assessment_id')
    .select(['assessors.name', 'assessments.year'])
    .where('assessors.assessment_id', '=', String(id))
    .where('assessors.user_id', '=', user.id)
    .executeTakeFirst();
  // Taken away meanwhile, or the assessment has been locked.
  if (!row) return null;
  return {
    subject: 'Du är bedömare i MR-kollen',
    paragraphs: [
      `Hej ${user.name}!`,
      `${String(by)} ber dig bedöma några kriterier i självskattningen för ${row.year}. Du bedömer som ${row.name}.`,
      'Du väljer en nivå för varje kriterium och skriver gärna ett par rader om varför. Ingen ser vad du har valt förrän kriteriet stängs.',
    ],
    link: { label: 'Börja på Översikt', url: `${deps.config.publicUrl}/oversikt` },
    because: `Du får mejlet för att ${String(by)} har gjort dig till bedömare.`,
  };
};

/** What the mails about a joint assessment say. */
export const panelLetters = { 'assessor-named': assessorNamed } satisfies Partial<Letters>;
