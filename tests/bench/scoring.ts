import { LENSES } from '../../criteria/scoring/lens.ts';
import type { Catalogue, Criterion, Level } from '../../criteria/model.ts';
import { Tally } from '../../criteria/scoring/score.ts';
import { readCatalogues } from '../../server/catalogues/installed.ts';
import { median, type Report } from './processes.ts';

const real = readCatalogues().versions.at(-1) as Catalogue;

function grown(n: number): Catalogue {
  const criteria = Array.from({ length: n }, (_, i): Criterion => ({
    ...(real.criteria[i % real.criteria.length] as Criterion),
    code: `SL-${i}`,
  }));
  return { ...real, criteria };
}

/** Answers every criterion one by one and reads the profile after each, as a page does. */
function answerAll(catalogue: Catalogue): number {
  const start = performance.now();
  const tally = new Tally(catalogue, ['kommun', 'region'], LENSES);
  catalogue.criteria.forEach(({ code }, i) => {
    tally.answer(code, { level: (i % 5) as Level, notApplicable: false });
    tally.groups('area');
  });
  return performance.now() - start;
}

export function scoring(report: Report): void {
  const [small, large] = [grown(1000), grown(4000)];
  for (let i = 0; i < 5; i++) {
    answerAll(small);
    answerAll(large);
  }
  const ratio = median(Array.from({ length: 21 }, () => answerAll(large) / answerAll(small)));
  report.line('Scoring 4 000 criteria one by one against 1 000 (linear: 4)', ratio.toFixed(2), {
    met: ratio <= 6,
    text: 'at most 6',
  });
}
