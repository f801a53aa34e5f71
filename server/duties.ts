import { sealAll } from './audit/chain.ts';
import { backUpDaily } from './backup/keep.ts';
import { forgetAttempts } from './accounts/attempts.ts';
import type { Deps } from './deps.ts';
import { closeDueRounds, followWaiting } from './editions/due.ts';
import { checkEvidenceLinks } from './evidence/links.ts';
import { forgetFlows } from './identity/flow.ts';
import { letters } from './letters.ts';
import { forgetMails, sendDue } from './mail/send.ts';
import { checkDueLinks } from './materials/link-check.ts';
import { eraseLongClosed } from './privacy/due.ts';
import { queueReminders } from './reminders/due.ts';
import { sweepPictures } from './showcase/picture-store.ts';
import { closeDueSurveys } from './surveys/close.ts';
import { expireExamples } from './showcase/lapse.ts';

const MINUTE = 60_000;

interface Duty {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (deps: Deps) => Promise<unknown>;
}

/** What the process does by the clock, beside answering. Each may be done twice, or by two processes, without harm. */
const DUTIES: readonly Duty[] = [
  { name: 'mail', everyMs: MINUTE / 4, run: (deps) => sendDue(deps, letters) },
  { name: 'chain of events', everyMs: MINUTE, run: sealAll },
  { name: 'backup', everyMs: 60 * MINUTE, run: backUpDaily },
  { name: 'reminders', everyMs: 60 * MINUTE, run: queueReminders },
  { name: 'editions of closed rounds', everyMs: 15 * MINUTE, run: closeDueRounds },
  { name: 'figures that wait to follow', everyMs: MINUTE, run: followWaiting },
  { name: 'surveys whose last day has passed', everyMs: 15 * MINUTE, run: closeDueSurveys },
  { name: 'examples whose time is up', everyMs: 15 * MINUTE, run: expireExamples },
  { name: 'pictures that no text names', everyMs: 360 * MINUTE, run: sweepPictures },
  { name: 'mail from long ago', everyMs: 360 * MINUTE, run: forgetMails },
  { name: 'people who have left long ago', everyMs: 360 * MINUTE, run: eraseLongClosed },
  { name: 'sign-ins that nobody finished', everyMs: 60 * MINUTE, run: forgetFlows },
  { name: 'counts of failed sign-ins', everyMs: 60 * MINUTE, run: forgetAttempts },
  {
    name: 'links of materials',
    everyMs: 60 * MINUTE,
    run: async (deps) => (deps.config.linkChecks ? checkDueLinks(deps) : 0),
  },
  {
    name: 'links of evidence',
    everyMs: 60 * MINUTE,
    run: async (deps) => (deps.config.linkChecks ? checkEvidenceLinks(deps) : 0),
  },
];

/** Takes up every duty now and then by its clock, for as long as the process runs. One that is under way is not doubled. */
export function takeUpDuties(deps: Deps, onError: (duty: string, error: unknown) => void): void {
  for (const { name, everyMs, run } of DUTIES) {
    let running = false;
    const go = async () => {
      if (running) return;
      running = true;
      try {
        await run(deps);
      } catch (error) {
        onError(name, error);
      } finally {
        running = false;
      }
    };
    void go();
    setInterval(() => void go(), everyMs).unref();
  }
}
