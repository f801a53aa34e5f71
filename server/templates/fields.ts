import { formatDate, formatIndex } from '../../criteria/present/format.ts';
import { STATE_WORDS } from '../actions/states.ts';
import { evidenceWords } from '../documents/annex.ts';
import type { Account } from '../documents/account.ts';
import { gaps, indicatorTable, standingSentence, strengths } from '../documents/parts.ts';
import { changeSentence, summaryOf } from '../documents/sentences.ts';

type Row = Readonly<Record<string, string>>;
export type TemplateFields = Readonly<Record<string, string | readonly Row[]>>;

const MOST = 5;

/** What a template's fields hold for one assessment (tags.ts), but for {innehall}, which is written by fill.ts. */
export function fieldsFor(account: Account, title: string): TemplateFields {
  const { organisation, now, result, day, asked, answers, catalogue } = account;
  const { decision } = result;
  const [indicators] = indicatorTable(account);
  return {
    titel: title,
    organisation: organisation.name,
    namnd: decision?.body ?? '',
    datum: formatDate(day),
    diarienummer: decision?.diarienummer ?? '',
    ar: String(now.year),
    lage: standingSentence(account),
    sammanfattning: summaryOf(account).join(' '),
    forandring: changeSentence(account) ?? '',
    omraden: now.groups.map(({ name, index, answered, applicable }) => ({
      omrade: name,
      index: formatIndex(index),
      besvarade: String(answered),
      galler: String(applicable),
    })),
    styrkor: strengths(account, MOST).map((text) => ({ text })),
    luckor: gaps(account, MOST).map((text) => ({ text })),
    atgarder: account.actions.map(({ title: action, responsible, due, state }) => ({
      atgard: action,
      ansvarig: responsible,
      klart: due === null ? '' : formatDate(due),
      status: STATE_WORDS[state],
    })),
    nyckeltal: (indicators?.rows ?? []).map(([name = '', share = '', count = '']) => ({
      namn: name,
      andel: share,
      antal: count,
    })),
    svar: asked.map(({ code, title: criterion, levels }) => {
      const answer = answers.get(code);
      const level = answer?.level ?? null;
      return {
        kod: code,
        kriterium: criterion,
        niva:
          level === null
            ? answer?.notApplicable
              ? 'Ej aktuellt'
              : 'Inte besvarat'
            : `${level} ${catalogue.vocabulary.levelNames[level] ?? ''}`,
        nivatext: level === null ? '' : (levels[level] ?? ''),
        motivering: answer?.notApplicable ? answer.reason : (answer?.motivation ?? ''),
        underlag: (answer?.evidence ?? []).map(evidenceWords).join('; '),
      };
    }),
  };
}
