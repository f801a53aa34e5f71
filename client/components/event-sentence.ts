import { msg, str } from '@lit/localize';
import type { EventView } from '../../server/audit/contract.ts';
import { formatDate } from '../i18n/format.ts';

/** The log, told in sentences. */
export function eventSentence({ event, name, assessmentId, details }: EventView): string {
  const who = name ?? msg('Någon');
  const text = (field: string) => (typeof details[field] === 'string' ? details[field] : '');
  // The person has been erased since (server/privacy).
  const about = details.erased === true ? msg('en borttagen person') : text('name');
  const id = yearOf(assessmentId ?? '');
  switch (event) {
    case 'password-changed':
      return msg(str`${who} bytte lösenord.`);
    case 'sign-in-failed':
      return msg(str`Någon skrev fel lösenord för ${who}.`);
    case 'refused':
      return msg(str`${who} försökte nå något som rollen inte får.`);
    case 'user-invited':
      return msg(str`${who} bjöd in ${about}.`);
    case 'user-joined':
      return msg(str`${who} skapade sitt konto.`);
    case 'identity-linked':
      return msg(str`${who} började logga in med ${about}.`);
    case 'identity-refused':
      return msg(str`En inloggning med ${text('provider')} nekades.`);
    case 'invitation-accepted':
      return msg(str`${who} tackade ja till sin inbjudan.`);
    case 'passkey-added':
      return msg(str`${who} lade till en nyckel för inloggning.`);
    case 'passkey-removed':
      return msg(str`${who} tog bort en nyckel för inloggning.`);
    case 'recovery-codes-made':
      return msg(str`${who} skapade nya återställningskoder.`);
    case 'sessions-ended':
      return about
        ? msg(str`${who} loggade ut ${about} överallt.`)
        : msg(str`${who} loggades ut av ${text('provider')}.`);
    case 'materials-handed-over':
      return msg(str`${who} lämnade över material från ${about} till ${text('to')}.`);
    case 'own-data-fetched':
      return msg(str`${who} hämtade sina uppgifter.`);
    case 'person-erased':
      return msg(str`${who} tog bort en persons uppgifter.`);
    case 'api-token-created':
      return msg(str`${who} gav systemet ${about} åtkomst.`);
    case 'api-token-revoked':
      return msg(str`${who} drog in åtkomsten för systemet ${about}.`);
    case 'user-changed':
      return text('codes')
        ? msg(str`${who} stängde kontot för ${about}. Inte längre utdelade: ${text('codes')}.`)
        : msg(str`${who} ändrade kontot för ${about}.`);
    case 'reset-created':
      return msg(str`${who} skapade en länk för nytt lösenord till ${about}.`);
    case 'reset-requested-outside':
      return msg(str`Den som driver tjänsten begärde nytt lösenord för ${about}.`);
    case 'reset-confirmed':
      return msg(str`${who} bekräftade nytt lösenord för ${about}.`);
    case 'invitation-withdrawn':
      return msg(str`${who} drog tillbaka länken till ${about}.`);
    case 'assessment-started':
      return msg(str`${who} startade självskattningen ${id}.`);
    case 'deepening-changed':
      return details.chosen === true
        ? msg(str`${who} valde fördjupningen ${about}.`)
        : msg(str`${who} valde bort fördjupningen ${about}.`);
    case 'criteria-handed-out':
      return text('due')
        ? msg(str`${who} delade ut ${text('codes')} till ${about}, klart senast ${formatDate(text('due'))}.`)
        : msg(str`${who} delade ut ${text('codes')} till ${about}.`);
    case 'criterion-handed-back':
      return msg(str`${who} lämnade tillbaka ${text('code')}.`);
    case 'criterion-taken-back':
      return msg(str`${who} tog tillbaka ${text('code')} från ${about}.`);
    case 'handouts-done':
      return msg(str`${who} är klar med ${text('codes')}.`);
    case 'handout-returned':
      return msg(str`${who} skickade tillbaka ${text('code')} till ${about} med en fråga.`);
    case 'handouts-accepted':
      return msg(str`${who} godtog ${text('codes')}, utdelat till ${about}.`);
    case 'panel-opened':
      return msg(str`${who} öppnade ${text('codes')} för gemensam bedömning.`);
    case 'panel-closed':
      return msg(str`${who} stängde den gemensamma bedömningen av ${text('codes')}.`);
    case 'panel-removed':
      return text('codes')
        ? msg(str`${who} tog bort ${text('codes')} ur den gemensamma bedömningen.`)
        : msg(str`${who} tog bort den gemensamma bedömningen.`);
    case 'panel-link-renewed':
      return msg(str`${who} bytte länk till den gemensamma bedömningen.`);
    case 'assessor-added':
      return msg(str`${who} lade till ${about} som bedömare.`);
    case 'assessor-removed':
      return msg(str`${who} tog bort bedömaren ${about}.`);
    case 'assessor-code-renewed':
      return msg(str`${who} gav ${about} en ny kod för den gemensamma bedömningen.`);
    case 'survey-begun':
      return msg(str`${who} började fråga föreningar, till och med ${formatDate(text('to'))}.`);
    case 'survey-changed':
      return msg(str`${who} ändrade frågorna till föreningar. De kan svara till och med ${formatDate(text('to'))}.`);
    case 'survey-removed':
      return msg(str`${who} tog bort frågorna till föreningar.`);
    case 'survey-closed':
      return msg('Frågorna till föreningar stängdes.');
    case 'survey-replied':
      return msg(str`${who} skrev ett svar på civilsamhällets bild.`);
    case 'association-invited':
      return msg(str`${who} bjöd in ${about} att svara.`);
    case 'association-withdrawn':
      return msg(str`${who} tog tillbaka inbjudan till ${about}.`);
    case 'association-link-renewed':
      return msg(str`${who} bytte länk till ${about}.`);
    case 'association-answer-undone':
      return msg(str`${who} tog bort svaret från ${about} och gav föreningen en ny länk.`);
    case 'peer-review-proposed':
      return msg(str`${who} föreslog en kollegial granskning med ${text('partner')}.`);
    case 'peer-review-declined':
      return msg(str`${who} tackade nej till den kollegiala granskningen med ${text('partner')}.`);
    case 'peer-review-withdrawn':
      return msg(str`${who} tog tillbaka förslaget om kollegial granskning med ${text('partner')}.`);
    case 'peer-review-opened':
      return msg(str`${who} tackade ja till den kollegiala granskningen med ${text('partner')}.`);
    case 'peer-review-ended':
      return msg(str`${who} avslutade läsningen i den kollegiala granskningen med ${text('partner')}.`);
    case 'peer-review-signed':
      return msg(str`${who} skrev under den kollegiala granskningen med ${text('partner')}.`);
    case 'peer-review-masked':
      return msg(str`${who} maskerade personuppgifter i det som är skrivet i en kollegial granskning.`);
    case 'peer-review-unsigned':
      return msg(
        str`${who} ändrade redogörelsen i den kollegiala granskningen med ${text('partner')}, som behöver skrivas under igen.`,
      );
    case 'comment-written':
      return msg(str`${who} skrev en kommentar om ${text('code')}.`);
    case 'answer-restored':
      return msg(str`${who} återställde en tidigare version av ${text('code')}.`);
    case 'answer-version-removed':
      return msg(str`${who} tog bort en tidigare version av ${text('code')}.`);
    case 'document-changed':
      return msg(str`${who} ändrade i underlagsregistret.`);
    case 'answer-saved':
      return saved(who, details);
    case 'assessment-frozen':
      return msg(str`${who} låste självskattningen ${id} för beslut.`);
    case 'assessment-reopened':
      return msg(str`${who} öppnade självskattningen ${id} igen: ${text('reason')}`);
    case 'assessment-adopted':
      return msg(str`${who} registrerade beslutet om självskattningen ${id}.`);
    case 'assessment-corrected':
      return msg(str`${who} påbörjade rättelsen av ${id}.`);
    case 'text-masked':
      return msg(str`${who} maskerade text i ${text('code')}, självskattningen ${id}.`);
    case 'assessment-submitted':
      return msg(str`${who} skickade in självskattningen ${id}.`);
    case 'sharing-changed':
      return msg(str`${who} ändrade hur självskattningen ${id} delas.`);
    case 'example-invited':
      return msg(str`${who} bjöd in er att berätta om ${text('subject')} i skyltfönstret.`);
    case 'example-offered':
      return msg(str`${who} påbörjade ett eget exempel om ${text('subject')}.`);
    case 'example-consented':
      return msg(str`${who} samtyckte till att exemplet om ${text('subject')} visas.`);
    case 'example-taken-back':
      return msg(str`${who} tog tillbaka samtycket till exemplet om ${text('subject')}.`);
    case 'example-declined':
      return msg(str`${who} tackade nej till att berätta om ${text('subject')}.`);
    case 'example-returned':
      return msg(str`${who} skickade tillbaka exemplet om ${text('subject')}.`);
    case 'example-published':
      return msg(str`${who} publicerade exemplet om ${text('subject')}.`);
    case 'example-renewed':
      return msg(str`${who} förlängde tiden för exemplet om ${text('subject')}.`);
    case 'example-withdrawn':
      return msg(str`${who} drog tillbaka exemplet om ${text('subject')}.`);
    case 'example-unshared':
      return msg(str`Exemplet om ${text('subject')} visas inte längre, eftersom självskattningen inte delas med namn.`);
    case 'example-corrected':
      return msg(str`Exemplet om ${text('subject')} visas inte längre. Efter rättelsen utmärker ni er inte på det.`);
    case 'example-taken-down':
      return msg(str`${who} tog ner exemplet om ${text('subject')}.`);
    case 'example-expired':
      return msg(str`Exemplet om ${text('subject')} visas inte längre. Tiden gick ut.`);
    case 'example-removed':
      return msg(str`${who} tog bort ett utkast om ${text('subject')}.`);
    case 'material-offered':
      return msg(str`${who} skickade ett material till granskning.`);
    case 'material-published':
      return msg(str`${who} publicerade ett material från er.`);
    case 'material-returned':
      return msg(str`${who} skickade tillbaka ett material till er.`);
    case 'material-withdrawn':
      return msg(str`${who} drog tillbaka ett material.`);
    case 'material-taken-down':
      return msg(str`${who} tog ner ett material från er.`);
    case 'member-joined':
      return msg(str`${who} registrerade att ni är med i nätverket.`);
    case 'member-left':
      return msg(str`${who} registrerade att ni lämnar nätverket.`);
    default:
      return event;
  }
}

/** `1281-2026-2` is the year's second version: 2026, and which correction it is. */
function yearOf(assessmentId: string): string {
  const [, year = '', revision] = assessmentId.split('-');
  return revision === undefined ? year : msg(str`${year} (rättelse ${Number(revision) - 1})`);
}

function saved(who: string, { code, level, notApplicable }: EventView['details']): string {
  const about = String(code);
  if (notApplicable === true) return msg(str`${who} svarade att ${about} inte är aktuellt.`);
  return typeof level === 'number'
    ? msg(str`${who} svarade nivå ${level} på ${about}.`)
    : msg(str`${who} skrev i ${about}.`);
}
