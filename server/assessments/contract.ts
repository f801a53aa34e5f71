import { z } from 'zod';
import { LENSES } from '../../criteria/scoring/lens.ts';
import { ANSWER_LIMITS } from '../../criteria/scoring/answer-limits.ts';
import { handoutState, handoutView, waitsFor } from './handout-contract.ts';
import { assessmentId, criterionCode, date, itemCode, level, link, requiredText, text, year } from '../http/fields.ts';

export const STATES = ['draft', 'ready', 'adopted'] as const;
export const TRACKS = ['full', 'starter'] as const;
/** The highest sharing that the body's decision allows. */
export const SHARING = ['none', 'statistik', 'natverket', 'oppet'] as const;

export const evidenceItem = z.strictObject({
  title: requiredText(ANSWER_LIMITS.title, 'behöver en rubrik'),
  link: link.optional(),
  diarienummer: text(ANSWER_LIMITS.diarienummer).optional(),
  date: date.optional(),
});

/** An answer is saved whole: everything the person sees for one criterion. */
export const answerBody = z
  .strictObject({
    level: level.nullable(),
    notApplicable: z.boolean({ error: 'ska vara sant eller falskt' }),
    reason: text(ANSWER_LIMITS.reason),
    motivation: text(ANSWER_LIMITS.motivation),
    evidence: z
      .array(evidenceItem, { error: 'ska vara en lista' })
      .max(ANSWER_LIMITS.evidence, `får vara högst ${ANSWER_LIMITS.evidence} underlag`),
  })
  .refine((answer) => !answer.notApplicable || answer.level === null, {
    path: ['level'],
    error: 'kan inte väljas samtidigt som ej aktuellt',
  })
  .refine((answer) => !answer.notApplicable || answer.reason !== '', {
    path: ['reason'],
    error: 'Skriv varför kriteriet inte är aktuellt hos er.',
  });

const carriedAnswer = z.object({
  code: z.string(),
  level: z.literal([0, 1, 2, 3, 4]).nullable(),
  notApplicable: z.boolean(),
  reason: z.string(),
  motivation: z.string(),
  evidence: z.array(
    z.object({
      title: z.string(),
      link: z.string().optional(),
      diarienummer: z.string().optional(),
      date: z.string().optional(),
    }),
  ),
});

export const carried = z.object({
  relation: z.enum(['same', 'reworded', 'split', 'merged']),
  catalogue: z.string(),
  year: z.number(),
  why: z.string(),
  from: z.array(carriedAnswer),
});

export const answerView = carriedAnswer.extend({
  /** 0 until saved for the first time; sent as If-Match. */
  revision: z.number(),
  toConfirm: z.boolean(),
  carried: carried.nullable(),
  updatedAt: z.string(),
  updatedBy: z.string().nullable(),
});

/** What an answer said before. */
export const answerVersion = carriedAnswer.omit({ code: true }).extend({
  revision: z.number(),
  savedAt: z.string(),
  savedBy: z.string().nullable(),
});

const count = z
  .number({ error: 'ska vara ett tal' })
  .int('ska vara ett helt tal')
  .min(0, 'får inte vara negativt')
  .max(10_000_000, 'är för stort');

export const shareContent = z
  .strictObject({
    numerator: count.nullable(),
    denominator: count.nullable(),
    year: year.nullable(),
    comment: text(1000),
  })
  .refine((row) => (row.numerator === null) === (row.denominator === null), {
    path: ['denominator'],
    error: 'Fyll i båda talen, eller inget av dem.',
  })
  .refine((row) => row.denominator === null || row.denominator > 0, {
    path: ['denominator'],
    error: 'ska vara större än noll',
  })
  .refine((row) => row.numerator === null || row.denominator === null || row.numerator <= row.denominator, {
    path: ['numerator'],
    error: 'kan inte vara större än helheten',
  });
export const countContent = z.strictObject({ value: count.nullable(), year: year.nullable(), comment: text(1000) });
export const conditionContent = z.strictObject({
  choice: z
    .number({ error: 'ska vara ett svarsalternativ' })
    .int('ska vara ett svarsalternativ')
    .min(0, 'ska vara ett svarsalternativ')
    .max(99, 'ska vara ett svarsalternativ')
    .nullable(),
});
export const supportContent = z.strictObject({ text: text(2000) });
export const itemContent = z.union([shareContent, countContent, conditionContent, supportContent]);

export const itemView = z.object({
  code: z.string(),
  revision: z.number(),
  content: z.record(z.string(), z.unknown()),
  updatedAt: z.string(),
});

export const decision = z.strictObject({
  /** The body that decided, for example kommunstyrelsen. */
  body: requiredText(200, 'Skriv vilket organ som har beslutat.'),
  date,
  paragraph: requiredText(50, 'Skriv paragrafen i protokollet.'),
  diarienummer: requiredText(100, 'Skriv diarienumret.'),
  maxSharing: z.enum(SHARING, 'Välj hur mycket beslutet tillåter att ni delar.'),
});

export const assessmentView = z.object({
  id: z.string(),
  organisation: z.object({
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    kind: z.enum(['kommun', 'region']),
    tasks: z.array(z.enum(['kommun', 'region'])),
  }),
  year: z.number(),
  revision: z.number(),
  corrects: z.string().nullable(),
  basedOn: z.string().nullable(),
  catalogue: z.string(),
  track: z.enum(TRACKS),
  /** Ids of the deepenings that are answered beside the criteria. */
  deepenings: z.array(z.string()),
  state: z.enum(STATES),
  showStatus: z.boolean(),
  contentRevision: z.number(),
  /** When it was started: another, when it has been taken away and started anew. */
  startedAt: z.string(),
  updatedAt: z.string(),
  frozenAt: z.string().nullable(),
  /** SHA-256 of the frozen content (RFC 8785), which the decision is about. */
  hash: z.string().nullable(),
  decision: decision.nullable(),
  adoptedAt: z.string().nullable(),
  answers: z.array(answerView),
  items: z.array(itemView),
  handouts: z.array(handoutView),
  comments: z.record(z.string(), z.number()),
  /** The criteria handed out to this person; null for those who see all. */
  onlyCodes: z.array(z.string()).nullable(),
});

/** What remains to do for one person: see `workFor`. */
export const work = z.object({
  /** The first criterion that waits for this person; null when nothing does. */
  next: z.object({ code: z.string(), title: z.string() }).nullable(),
  colleagues: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      of: z.number(),
      /** How many wait for the colleague, and how many the coordinator has to read. */
      left: z.number(),
      toRead: z.number(),
      due: z.string().nullable(),
    }),
  ),
  /** Criteria where somebody else wrote last. */
  comments: z.array(z.object({ code: z.string(), title: z.string(), name: z.string(), createdAt: z.string() })),
});

export const progress = z.object({
  applicable: z.number(),
  answered: z.number(),
  notApplicable: z.number(),
  toConfirm: z.number(),
});

export const assessmentSummary = z.object({
  id: z.string(),
  year: z.number(),
  revision: z.number(),
  catalogue: z.string(),
  track: z.enum(TRACKS),
  state: z.enum(STATES),
  /** Counts every change of what the assessment shows. */
  contentRevision: z.number(),
  startedAt: z.string(),
  updatedAt: z.string(),
  /** How it is shared with the network; null until it is sent. */
  sharing: z.enum(['statistik', 'natverket', 'oppet']).nullable(),
  progress,
  handedOut: z.array(
    z.object({
      code: z.string(),
      answered: z.boolean(),
      state: handoutState,
      waitsFor,
      due: z.string().nullable(),
      message: z.string(),
      /** Who handed it out; null when the account is gone. */
      sender: z.string().nullable(),
    }),
  ),
});

export const newAssessment = z.strictObject({
  year,
  catalogue: z.string({ error: 'Välj version av kriterierna.' }).max(10, 'finns inte'),
  track: z.enum(TRACKS, 'Välj alla kriterier eller startspåret.'),
  basedOn: assessmentId.nullable(),
});

export const carryOverQuery = z.object({ catalogue: z.string().max(10), basedOn: assessmentId });

export const carryOverPreview = z.object({
  suggestions: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      relation: carried.shape.relation,
      from: z.array(z.string()),
      keepsLevel: z.boolean(),
      why: z.string(),
    }),
  ),
  left: z.array(z.object({ code: z.string(), title: z.string(), why: z.string() })),
  empty: z.array(z.object({ code: z.string(), title: z.string() })),
});

export const assessmentChange = z.strictObject({
  track: z.enum(TRACKS).optional(),
  showStatus: z.boolean().optional(),
  /** One deepening, taken in or left out: what others have chosen meanwhile stands. */
  deepening: z
    .strictObject({
      id: z.string({ error: 'saknas' }).max(40, 'finns inte'),
      chosen: z.boolean({ error: 'ska vara sant eller falskt' }),
    })
    .optional(),
});

export const transition = z.discriminatedUnion(
  'to',
  [
    z.strictObject({ to: z.literal('ready') }),
    z.strictObject({
      to: z.literal('draft'),
      reason: requiredText(1000, 'Skriv varför självskattningen öppnas igen.'),
    }),
    z.strictObject({
      to: z.literal('adopted'),
      hash: z.string({ error: 'saknas' }).length(64, 'är inte en kontrollsumma'),
      decision,
    }),
  ],
  { error: 'ska vara ready, draft eller adopted' },
);

export const newComment = z.strictObject({ text: requiredText(2000, 'Skriv något först.') });
export const comment = z.object({
  id: z.string(),
  text: z.string(),
  name: z.string(),
  mine: z.boolean(),
  createdAt: z.string(),
});

export const mask = z.strictObject({
  code: itemCode,
  fragment: requiredText(500, 'Skriv den text som ska döljas.').min(2, 'ska vara minst två tecken'),
});

export const resultQuery = z.object({ lens: z.enum(LENSES).default('area') });

export const groupScore = z.object({
  key: z.string(),
  name: z.string(),
  colour: z.string().optional(),
  applicable: z.number(),
  answered: z.number(),
  notApplicable: z.number(),
  index: z.number().nullable(),
  incomplete: z.boolean(),
  levels: z.array(z.number()),
});

export const yearResult = z.object({
  id: z.string(),
  year: z.number(),
  catalogue: z.string(),
  track: z.enum(TRACKS),
  state: z.enum(STATES),
  groups: z.array(groupScore),
  total: groupScore,
  evidence: z.object({ share: z.number().nullable(), withEvidence: z.number(), atLeastTwo: z.number() }),
  /** Against the year before, per group, over the same comparable criteria answered both years. */
  changes: z.array(
    z.object({ key: z.string(), n: z.number(), before: z.number().nullable(), after: z.number().nullable() }),
  ),
});

const criterionResult = z.object({
  code: z.string(),
  title: z.string(),
  groups: z.array(z.string()),
  level: z.number().nullable(),
  notApplicable: z.boolean(),
  toConfirm: z.boolean(),
  evidence: z.number(),
  earlier: z.array(z.object({ year: z.number(), level: z.number().nullable() })),
});

export const resultView = z.object({
  lens: resultQuery.shape.lens,
  organisation: z.object({ code: z.string(), name: z.string() }),
  /** Of the assessment asked for; null until it is adopted. */
  decision: decision.nullable(),
  /** Where the answer is below what a law demands; for the organisation's own eyes. */
  belowLegalFloor: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      level: z.number(),
      floor: z.object({
        level: z.number(),
        name: z.string(),
        paragraph: z.string(),
        link: z.string(),
        checked: z.string(),
        says: z.string(),
      }),
    }),
  ),
  /** Oldest first; the last one is the assessment asked for. */
  years: z.array(yearResult),
  criteria: z.array(criterionResult),
  /** Each chosen deepening by itself: in no index of the years above, and in no comparison. */
  deepenings: z.array(
    z.object({ id: z.string(), name: z.string(), total: groupScore, criteria: z.array(criterionResult) }),
  ),
});

export const assessmentParams = z.object({ id: assessmentId });
export const criterionParams = z.object({ id: assessmentId, code: criterionCode });
export const versionParams = criterionParams.extend({ revision: z.coerce.number().int().min(1).max(1_000_000_000) });
export const itemParams = z.object({ id: assessmentId, code: itemCode });

export type AssessmentView = z.infer<typeof assessmentView>;
export type AssessmentSummary = z.infer<typeof assessmentSummary>;
export type AnswerView = z.infer<typeof answerView>;
export type AnswerBody = z.infer<typeof answerBody>;
export type AnswerVersion = z.infer<typeof answerVersion>;
export type EvidenceItem = z.infer<typeof evidenceItem>;
export type Work = z.infer<typeof work>;
export type ItemView = z.infer<typeof itemView>;
export type Decision = z.infer<typeof decision>;
export type Transition = z.infer<typeof transition>;
export type AssessmentChange = z.infer<typeof assessmentChange>;
export type NewAssessment = z.infer<typeof newAssessment>;
export type CarryOverPreview = z.infer<typeof carryOverPreview>;
export type ResultView = z.infer<typeof resultView>;
export type YearResult = z.infer<typeof yearResult>;
export type GroupScoreView = z.infer<typeof groupScore>;
export type CommentView = z.infer<typeof comment>;
export type Carried = z.infer<typeof carried>;
