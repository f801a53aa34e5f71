import { everyCriterion, type Criterion } from '../../../criteria/model.ts';
import { dataset } from '../dataset.ts';
import { text, type Column } from '../../tables/table.ts';

interface CriterionRow extends Criterion {
  readonly version: string;
  /** The name of the deepening it is in; empty for the catalogue's own. */
  readonly deepening: string;
}
const CRITERIA: readonly Column<CriterionRow>[] = [
  text('version', 'Version', 'Version av kriterierna', (row) => row.version, true),
  text('kod', 'Kod', 'Kriteriets kod; ändrar aldrig betydelse', (row) => row.code, true),
  text('omrade', 'Område', 'Områdets kod', (row) => row.area, true),
  text('titel', 'Titel', 'Kriteriets namn', (row) => row.title, true),
  text('fraga', 'Fråga', 'Frågan som besvaras', (row) => row.question, true),
  ...[0, 1, 2, 3, 4].map((level) =>
    text<CriterionRow>(
      `niva_${level}`,
      `Nivå ${level}`,
      `Vad som krävs för nivå ${level}`,
      (row) => row.levels[level] ?? '',
      true,
    ),
  ),
  text('uppdrag', 'Uppdrag', 'Uppdrag, åtskilda med blanksteg', (row) => row.roles.join(' '), true),
  text('princip', 'Rättighetsprincip', 'Rättighetsprincipens kod', (row) => row.principle, true),
  text('teman', 'Teman', 'Teman, åtskilda med blanksteg', (row) => row.themes.join(' ')),
  text('delmal', 'Globala mål', 'Delmål i Agenda 2030, åtskilda med blanksteg', (row) =>
    row.sdg.map(({ target }) => target).join(' '),
  ),
  text('galler', 'Gäller', 'Värdena kommun och region, åtskilda med blanksteg', (row) => row.appliesTo.join(' '), true),
  {
    name: 'startspar',
    type: 'boolean',
    title: 'Startspår',
    description: 'Ingår i startspåret',
    required: true,
    value: (row) => row.starter,
  },
  text(
    'fordjupning',
    'Fördjupning',
    'Den frivilliga fördjupning som kriteriet ingår i; tomt för de övriga',
    (row) => row.deepening,
  ),
];

/** The criteria, one file per version. */
export const criteria = dataset<CriterionRow>(
  {
    id: 'kriterier',
    title: 'Kriterier för arbetet med mänskliga rättigheter',
    titleEnglish: 'Criteria for human rights work',
    description:
      'Alla kriterier med fem nivåer, område, uppdrag, teman och globala mål. En fil per version. Texten är MR-kollens egen och inte SKL:s officiella ordalydelse.',
    license: 'by',
    keywords: ['mänskliga rättigheter', 'kriterier', 'kommuner', 'regioner'],
    parts: (deps) => Promise.resolve(deps.catalogues.versions.map(({ version }) => version)),
  },
  CRITERIA,
  (deps, part) => {
    const catalogue = deps.catalogues.versions.find(({ version }) => version === part);
    if (!catalogue) return Promise.resolve(undefined);
    const names = new Map(
      catalogue.deepenings.flatMap(({ name, criteria }) => criteria.map(({ code }) => [code, name])),
    );
    return Promise.resolve(
      everyCriterion(catalogue).map((row) => ({ ...row, version: part, deepening: names.get(row.code) ?? '' })),
    );
  },
);
