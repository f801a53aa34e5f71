import { msg, str } from '@lit/localize';
import type { Catalogue } from '../../criteria/model.ts';
import type { FindingView } from '../../server/findings/contract.ts';
import { formatDate, formatNumber } from '../i18n/format.ts';

/** What speaks against the answer, in words. The rule's own reason is the catalogue's, and in Swedish. */
export function findingSentence(finding: FindingView, catalogue: Catalogue): string {
  switch (finding.kind) {
    case 'implies': {
      const { code, level, other, otherLevel, why } = finding;
      return `${msg(str`${code} är på nivå ${level}, men ${other} är på nivå ${otherLevel}.`)} ${why}`;
    }
    case 'contradicts': {
      const { code, level, condition, option, why } = finding;
      const asked = catalogue.conditions.find((row) => row.code === condition);
      const choice = asked?.options[option] ?? '';
      return `${msg(str`${code} är på nivå ${level}, men på frågan ”${asked?.question ?? condition}” har ni svarat ”${choice}”.`)} ${why}`;
    }
    case 'indicator': {
      const { code, level, indicator, value, why } = finding;
      const asked = catalogue.indicators.find((row) => row.code === indicator);
      const number = formatNumber(value);
      const told =
        asked?.kind === 'share'
          ? msg(str`${code} är på nivå ${level}, men nyckeltalet ”${asked.title}” är ${number} procent.`)
          : msg(str`${code} är på nivå ${level}, men nyckeltalet ”${asked?.title ?? indicator}” är ${number}.`);
      return `${told} ${why}`;
    }
    case 'undocumented':
      return msg(str`${finding.code} är på nivå 4 men saknar underlag.`);
    case 'old-evidence':
      return msg(
        str`${finding.code}: det nyaste underlaget är från ${formatDate(finding.newest)}. Gäller det fortfarande?`,
      );
    case 'moved-unexplained':
      return msg(
        str`${finding.code} har gått från nivå ${finding.before} till nivå ${finding.level} med samma motivering som förra året.`,
      );
    case 'repeated':
      return finding.codes.length === 1
        ? msg('1 svar har samma nivå och motivering som förra året. Stämmer det fortfarande?')
        : msg(str`${finding.codes.length} svar har samma nivå och motivering som förra året. Stämmer de fortfarande?`);
  }
}

/** The criteria to look at. */
export function codesOf(finding: FindingView): readonly string[] {
  if (finding.kind === 'repeated') return finding.codes;
  return finding.kind === 'implies' ? [finding.code, finding.other] : [finding.code];
}

export const isContradiction = ({ kind }: FindingView): boolean =>
  kind === 'implies' || kind === 'contradicts' || kind === 'indicator';
