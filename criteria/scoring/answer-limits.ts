/** How much a person may write, in characters; evidence in rows. Server and client refuse the same. */
export const ANSWER_LIMITS = {
  reason: 1000,
  motivation: 5000,
  evidence: 20,
  title: 200,
  link: 2000,
  diarienummer: 100,
} as const;
