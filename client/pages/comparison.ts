/** What comes after a decision: sending, comparing, learning and acting. */
import './actions.ts';
import './compare-criterion.ts';
import './compare.ts';
import './named.ts';
import './submission.ts';
