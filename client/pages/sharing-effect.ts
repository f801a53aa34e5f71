import { msg, str } from '@lit/localize';
import type { Sharing } from '../../criteria/comparison/readers.ts';
import type { SubmissionView } from '../../server/submissions/contract.ts';

/** So many with names, or so many to hide each other: README, "Röjandekontroll". */
const FEWEST_NAMED = 5;
const FEWEST_HIDDEN = 6;

/** What a choice of sharing would let be shown in the own group, said before the choice is made: a sentence for each. */
export function whatOpens({ group, current, round }: SubmissionView, sharing: Sharing): readonly string[] {
  if (!group) return [];
  const { name, named, hidden } = group;
  const others =
    named + hidden === 0
      ? msg(str`Ni är de första att skicka in i gruppen ${name}.`)
      : msg(
          str`Av de andra som har skickat in i gruppen ${name} visar ${named} namn, och ${hidden} delar bara statistik.`,
        );
  // Whoever has been seen by name hides nobody: those who have read it know what it answered.
  const wasSeen = current !== null && current.sharing !== 'statistik';
  const isHidden = sharing === 'statistik';
  const [names, statistics] = [named + (isHidden ? 0 : 1), hidden + (isHidden && !wasSeen ? 1 : 0)];
  const yours = !isHidden
    ? msg(str`Med er blir de ${names} som visar namn.`)
    : wasSeen
      ? msg('Ert namn försvinner direkt.')
      : msg(str`Med er blir de ${statistics} som bara delar statistik.`);
  const everyone =
    statistics >= FEWEST_HIDDEN
      ? msg('Det räcker för att siffror för alla i gruppen ska kunna visas.')
      : msg(
          str`För siffror för alla i just den gruppen behövs minst ${FEWEST_HIDDEN} som bara delar statistik, eller inga alls. Annars visas den tillsammans med grupper nära.`,
        );
  const byName =
    names >= FEWEST_NAMED
      ? msg('Siffror för dem som visar namn kan visas.')
      : msg(str`Siffror för dem som visar namn kan visas när de är ${FEWEST_NAMED}.`);
  // Once the round has closed the groups are decided, and what comes in late waits for others.
  return [`${others} ${yours}`, round?.closed || statistics === 0 ? '' : everyone, byName].filter(Boolean);
}
