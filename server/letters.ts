import { accountLetters } from './accounts/letters.ts';
import { assessmentLetters } from './assessments/letters.ts';
import type { Letters } from './mail/send.ts';
import { panelLetters } from './panels/letters.ts';
import { peerReviewLetters } from './peer-reviews/letters.ts';
import { reminderLetters } from './reminders/letters.ts';

/** What every kind of mail says, each from the feature that it is about. A kind without a letter does not compile. */
export const letters: Letters = {
  ...accountLetters,
  ...assessmentLetters,
  ...panelLetters,
  ...peerReviewLetters,
  ...reminderLetters,
};
