import './account.ts';
import './list.ts';
import './review.ts';
