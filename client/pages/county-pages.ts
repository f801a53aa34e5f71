/** The pages of a länsstyrelse. */
import './counties.ts';
import './county.ts';
