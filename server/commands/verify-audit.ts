import { parseArgs } from 'node:util';
import { verifyEvents, type Fault } from '../audit/chain.ts';
import { openDatabase } from '../database/open.ts';
import { run } from './run.ts';

/** `npm run audit:verify [-- --known 120:HASH]`: whether the log is as it was written, and where it is not. */
const { values } = parseArgs({ options: { known: { type: 'string' } } });

const SAYS: Readonly<Record<Fault['kind'], (fault: Fault) => string>> = {
  changed: ({ seq, at }) => `Händelse ${seq} (${at}), eller den före, är ändrad.`,
  removed: ({ seq, at }) => `Händelse ${seq} är borttagen${at === '' ? '' : ` (efter ${at})`}.`,
  inserted: ({ seq, at }) => `Från händelse ${seq} (${at}) är kedjan en annan: något är inlagt i efterhand.`,
  erased: ({ seq, at }) => `Händelse ${seq} (${at}) är tömd, men ingen borttagning av en person säger det.`,
  late: ({ seq, at }) => `Händelse ${seq} säger ${at} men är skriven efter senare händelser.`,
};

await run(async (config) => {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(values.known ?? '') ?? [];
  if (values.known !== undefined && hash === undefined)
    throw new Error('--known ska vara ett nummer, kolon och en kontrollsumma, som kommandot har skrivit förut.');
  const db = openDatabase(config.databaseUrl);
  const known = hash === undefined ? undefined : { seq: Number(seq), hash };
  const { events, unsealed, head, erased, faults } = await verifyEvents(db, known).finally(() => db.destroy());
  for (const fault of faults) console.error(SAYS[fault.kind](fault));
  console.log(
    `${events} händelser i kedjan, ${unsealed} väntar på att läggas till${erased > 0 ? `, ${erased} är tömda för att en person har tagits bort` : ''}. ${faults.length === 0 ? 'Inget är ändrat, borttaget eller inlagt.' : `${faults.length} fel.`}\nSpara utanför tjänsten, och ange nästa gång med --known: ${head.seq}:${head.hash}`,
  );
  if (faults.length > 0) process.exitCode = 1;
});
