/** The words of the field, as types. Texts are Swedish; codes and keys are stable across versions. */

export const LEVELS = [0, 1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/** What an organisation answers for. Region Gotland has both sets of tasks. */
export type Task = 'kommun' | 'region';

export interface SdgReference {
  readonly target: string;
  /** The target is addressed to other countries or the global partnership; the link is by analogy. */
  readonly analogy: boolean;
}

export interface SupportLink {
  readonly title: string;
  readonly publisher: string;
  readonly link: string;
}

export interface Source {
  readonly publisher: string;
  readonly title: string;
  readonly date?: string;
  readonly diarienummer?: string;
}

/** What an international review has recommended Sweden, in our words. */
export interface Recommendation {
  readonly body: string;
  readonly year: number;
  readonly paragraph?: string;
  /** The document's own symbol, such as CRC/C/SWE/CO/6-7. */
  readonly symbol?: string;
  readonly subject?: string;
  readonly link?: string;
  /** The day on which someone last read it there, YYYY-MM-DD. */
  readonly checked?: string;
}

/** A place in a law or an EU regulation. */
export interface LawReference {
  /** The law's name and number as it is written in text. */
  readonly name: string;
  readonly paragraph: string;
  readonly link: string;
  readonly checked: string;
}

/** The level below which an organisation that the law binds has not yet done what it demands. */
export interface LegalFloor extends LawReference {
  readonly level: Level;
  /** What the paragraph demands, in our words. */
  readonly says: string;
}

export interface Criterion {
  readonly code: string;
  readonly title: string;
  readonly question: string;
  readonly why: string;
  /** Five cumulative, observable descriptions; index = level. */
  readonly levels: readonly string[];
  /** The same, check by check; all of a level's have to hold. One each in the versions before 3.0. */
  readonly checks: readonly (readonly string[])[];
  readonly evidenceExamples: readonly string[];
  readonly area: string;
  readonly roles: readonly string[];
  readonly principle: string;
  readonly themes: readonly string[];
  readonly sdg: readonly SdgReference[];
  readonly rights: readonly string[];
  readonly law: readonly LawReference[];
  readonly legalFloor: LegalFloor | null;
  readonly recommendations: readonly Recommendation[];
  readonly appliesTo: readonly Task[];
  readonly mayBeNotApplicable: boolean;
  readonly starter: boolean;
  /** A sheet to fill in that goes with the criterion; `weighing` is for rights that clash. */
  readonly worksheet: 'weighing' | null;
  readonly support: readonly SupportLink[];
  readonly sources: readonly Source[];
}

/** Criteria on one subject beside the catalogue's own, for whoever chooses it. Scored apart, never compared. */
export interface Deepening {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly criteria: readonly Criterion[];
}

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly supportQuestion: string;
}

/** The code of an area's question on wanted support, beside the criteria. */
export function supportCode(area: Pick<Area, 'code'>): string {
  return `ST-${area.code}`;
}

/** A number asked for beside the criteria: a share (numerator of denominator) or a count. */
export interface Indicator {
  readonly code: string;
  readonly kind: 'share' | 'count';
  readonly title: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly unit?: string;
  readonly help: string;
  readonly criteria: readonly string[];
}

/** A short question on the organisation's conditions; for SKL, not scored. */
export interface Condition {
  readonly code: string;
  readonly question: string;
  readonly options: readonly string[];
}

export interface Term {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
}

export interface Goal {
  readonly goal: number;
  readonly name: string;
  readonly colour: string;
}

export interface Vocabulary {
  readonly roles: readonly Term[];
  readonly principles: readonly Term[];
  readonly themes: readonly Term[];
  readonly instruments: Readonly<Record<string, string>>;
  readonly levelNames: readonly string[];
  readonly goals: readonly Goal[];
  /** Target code → our own short label; empty where no criterion uses the target. */
  readonly targets: Readonly<Record<string, string>>;
}

/** What the criteria mean by a word. */
export interface WordMeaning {
  readonly word: string;
  readonly means: string;
}

export interface Catalogue {
  readonly id: string;
  readonly version: string;
  readonly previous?: string;
  readonly published: string;
  readonly note: string;
  readonly changes: readonly string[];
  /** So that two readers mean the same; none in the versions before 3.0. */
  readonly terms: readonly WordMeaning[];
  readonly areas: readonly Area[];
  readonly criteria: readonly Criterion[];
  /** Kept apart from `criteria`, so that nothing that counts or compares can count them by mistake. */
  readonly deepenings: readonly Deepening[];
  readonly indicators: readonly Indicator[];
  readonly conditions: readonly Condition[];
  readonly vocabulary: Vocabulary;
}

/** How one version's criteria relate to the version before it. */
export interface Mapping {
  readonly from: string;
  readonly to: string;
  readonly same: readonly string[];
  readonly reworded: readonly { readonly code: string; readonly comparable: boolean; readonly why: string }[];
  readonly split: readonly { readonly from: string; readonly to: readonly string[]; readonly why: string }[];
  readonly merged: readonly { readonly from: readonly string[]; readonly to: string; readonly why: string }[];
  readonly new: readonly string[];
  readonly withdrawn: readonly { readonly code: string; readonly why: string }[];
}

/** How a criterion relates to a part of another framework: it asks of the same, of a part of it, or of something beside. */
export const RELATIONS = ['same', 'part', 'related'] as const;
export type Relation = (typeof RELATIONS)[number];

/** A figure of official statistics that may stand beside the level of some criteria (README, "Kolada"). */
export interface KeyFigure {
  readonly id: string;
  readonly title: string;
  /** Whom it is about. */
  readonly tasks: readonly Task[];
  readonly criteria: readonly string[];
}

export interface KeyFigures {
  readonly source: string;
  readonly link: string;
  readonly checked: string;
  readonly figures: readonly KeyFigure[];
}

/** Another body's framework, as a lens over our criteria (README, "Svara en gång"). */
export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly source: string;
  readonly link: string;
  readonly checked: string;
  readonly partial: string | null;
  readonly parts: readonly {
    readonly key: string;
    readonly title: string;
    /** None: our criteria do not cover it. */
    readonly criteria: readonly { readonly code: string; readonly relation: Relation }[];
  }[];
}

/** A question to associations about what a criterion is about, in easy Swedish (README, "Civilsamhällets bild"). */
export interface SurveyQuestion {
  readonly code: string;
  readonly question: string;
  readonly help: string;
}

/** What speaks against an answer, in one version: asked about before an assessment is locked, never counted. */
export interface Rules {
  /** Whoever is at `level` or above on `from` should be at `atLeast` on `to`. */
  readonly implies: readonly {
    readonly from: string;
    readonly level: number;
    readonly to: string;
    readonly atLeast: number;
    readonly why: string;
  }[];
  /** The condition's options (from 0) that do not go with the level. */
  readonly contradicts: readonly {
    readonly criterion: string;
    readonly level: number;
    readonly condition: string;
    readonly options: readonly number[];
    readonly why: string;
  }[];
  /** An indicator under `below` (per cent, or a count) that speaks against the level. */
  readonly indicators: readonly {
    readonly indicator: string;
    readonly below: number;
    readonly criterion: string;
    readonly level: number;
    readonly why: string;
  }[];
}

/** Region Gotland (0980) is one organisation with the tasks of both a kommun and a region. */
const GOTLAND = '0980';

/** Statistics Sweden's codes: four digits for a kommun, two for a region. The import refuses anything else. */
export function kindOf(organisationCode: string): Task {
  return organisationCode.length === 2 ? 'region' : 'kommun';
}

/** The sets of tasks of an organisation. */
export function tasksOf(organisationCode: string): readonly Task[] {
  return organisationCode === GOTLAND ? ['kommun', 'region'] : [kindOf(organisationCode)];
}

/** Whether a criterion is asked of an organisation with these tasks. */
export function appliesTo(criterion: Pick<Criterion, 'appliesTo'>, tasks: readonly Task[]): boolean {
  return criterion.appliesTo.some((task) => tasks.includes(task));
}

export type Track = 'full' | 'starter';

/** The catalogue's own criteria that are asked of an organisation, in its order: what is scored and compared. */
export function criteriaFor(
  catalogue: Pick<Catalogue, 'criteria'>,
  tasks: readonly Task[],
  track: Track = 'full',
): readonly Criterion[] {
  return catalogue.criteria.filter(
    (criterion) => appliesTo(criterion, tasks) && (track === 'full' || criterion.starter),
  );
}

/** What decides which criteria an assessment asks for. */
export interface Asking {
  readonly tasks: readonly Task[];
  readonly track: Track;
  /** Ids of the deepenings that it has chosen. */
  readonly deepenings: readonly string[];
}

/** The deepenings that an assessment has chosen, each with those of its criteria that are asked of this organisation. */
export function chosenDeepenings(
  { deepenings }: Pick<Catalogue, 'deepenings'>,
  asking: Pick<Asking, 'tasks' | 'deepenings'>,
): readonly Deepening[] {
  return deepenings
    .filter(({ id }) => asking.deepenings.includes(id))
    .map((each) => ({ ...each, criteria: each.criteria.filter((row) => appliesTo(row, asking.tasks)) }));
}

/** Everything that an assessment asks: the catalogue's own criteria, and after them the chosen deepenings'. */
export function askedIn(catalogue: Pick<Catalogue, 'criteria' | 'deepenings'>, asking: Asking): readonly Criterion[] {
  return [
    ...criteriaFor(catalogue, asking.tasks, asking.track),
    ...chosenDeepenings(catalogue, asking).flatMap(({ criteria }) => criteria),
  ];
}

/** Every criterion of a version, chosen by somebody or not: to find a name or a page by code. */
export function everyCriterion({
  criteria,
  deepenings,
}: Pick<Catalogue, 'criteria' | 'deepenings'>): readonly Criterion[] {
  return [...criteria, ...deepenings.flatMap((deepening) => deepening.criteria)];
}
