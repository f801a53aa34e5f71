/** SKL's pages come together: whoever opens one goes on to the next. */
import './accounts.ts';
import './distributions.ts';
import './heat.ts';
import './log.ts';
import './mails.ts';
import './members.ts';
import './overview.ts';
import './round.ts';
import './rounds.ts';
import './support.ts';
