import { msg, str } from '@lit/localize';
import type { Level } from '../../criteria/model.ts';
import type { OwnRating } from '../../server/panels/contract.ts';
import type { Form } from './form.ts';

/** How long the two lines may be (server/panels/contract.ts). */
export const RATING_TEXT = 300;

export interface RatingDraft {
  readonly level: Level | null;
  readonly text: string;
  readonly done: boolean;
}

/** An assessor's level and two lines. A text that is too long is held back, and the rest is sent. */
export const ratingForm: Form<RatingDraft, OwnRating> = {
  draftOf: (stored) => ({
    level: (stored?.level ?? null) as Level | null,
    text: stored?.text ?? '',
    done: stored?.done ?? false,
  }),
  complete: (draft, before) =>
    draft.text.trim().length > RATING_TEXT
      ? {
          draft: { ...draft, text: before.text },
          held: [{ field: 'rating-text', message: msg(str`Texten är för lång: högst ${RATING_TEXT} tecken.`) }],
        }
      : { draft, held: [] },
  bodyOf: (draft) => draft,
};
