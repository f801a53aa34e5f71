/** What an association answers, from 0 to 4, in easy Swedish; the scale is the survey's own, and no level. */
export const SURVEY_ANSWERS = [
  'Nej, inte alls',
  'Mest nej',
  'Både ja och nej',
  'Mest ja',
  'Ja, helt och hållet',
] as const;
